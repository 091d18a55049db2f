"""What a comparison of hosted and own rests on: which model at which price, and what if another."""

import re
import textwrap
from collections.abc import Iterator

from calculator.costs.criteria import HOSTED
from calculator.costs.listed_prices import prices_on
from calculator.costs.unit_economics import BY_USE
from calculator.costs.voice import HOUR_FIELD
from calculator.decision.other_models import MODEL, Models, models_of
from calculator.decision.rules import OPEN
from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.scenario import Scenario
from calculator.suppositions import suppose
from view import formats
from view.costs import CostView
from view.sentences import in_sentence

_TUNED = "fine_tune"
_OWN = {"open_as_is", _TUNED, "heavy_fine_tune"}
_SIZE, _TUNED_SIZE = "model_size_b", "tuned_model_size_b"
_LETTERS, _MOST_LINES = 170, 2  # of a line over a picture, and such lines
_TIMES = 2.0  # a bill that another model moves by more than this rests on the model
_PER_TOKENS = " per million tokens"


def sides(result: Result, knowledge: Knowledge) -> str:
    """The two that are compared, where both hosted and own machines are open; else empty."""
    able = {each.approach for each in result.ranking if each.verdict in OPEN}
    if not able & set(BY_USE) or not able & _OWN:
        return ""
    taken = models_of_result(result, knowledge).taken
    hosted = priced(taken, result, knowledge, per=_PER_TOKENS)
    return f"Hosted {hosted} against {_own(able, result, knowledge)}."


def otherwise(result: Result, knowledge: Knowledge) -> str:
    """The hosted model with which the answer would be another; empty where none is."""
    flip = next((f for f in result.flips if f.input == MODEL and f.recommended), None)
    if flip is None or flip.recommended is None:
        return ""
    models = models_of_result(result, knowledge)
    usual = ", taken where no model is named," if flip.to == models.usual else ""
    there = in_sentence(knowledge.approaches[flip.recommended].name)
    return f"With {priced(str(flip.to), result, knowledge)}{usual} the advice would be: {there}."


def alike(result: Result, knowledge: Knowledge) -> str:
    """Like for like: an open model of the same size by the call; empty where none is still sold."""
    if not sides(result, knowledge):
        return ""
    found = sorted(_of_this_size(result, knowledge))
    if not found:
        return ""
    _, key = found[0]
    return f"Like for like, a hosted open model of this size: {priced(key, result, knowledge)}."


def range_with_others(
    result: Result, view: CostView, knowledge: Knowledge, approach: str = ""
) -> str:
    """What an approach, else the recommended one, comes to with other hosted models.

    Empty where they do not move it far, or do not reach over what the recommended one costs.
    """
    cost = view.costs.approaches[approach or result.recommended]
    hosted = sum(line.total for line in cost.lines if line.id == HOSTED)
    models, total = models_of_result(result, knowledge), cost.total.value
    times = [models.times(other) for other in models.others()]
    totals = [total + hosted * (each - 1) for each in times if each is not None]
    if not totals or not hosted or total <= 0:
        return ""
    low, high = min(*totals, total), max(*totals, total)
    own = view.costs.approaches[result.recommended].total.value
    if not (low < own < high if approach else high >= _TIMES * total or total >= _TIMES * low):
        return ""
    return f"{view.money.of(low)} to {view.money.of(high)} in all with others of its kind"


def compared(result: Result, knowledge: Knowledge) -> str:
    """Who is compared, and what another hosted model does to it, for a title."""
    return " ".join(filter(None, (sides(result, knowledge), otherwise(result, knowledge))))


def all_words(result: Result, knowledge: Knowledge) -> str:
    """Who is compared, what another hosted model does to it, and like for like."""
    found = (each(result, knowledge) for each in (sides, otherwise, alike))
    return " ".join(filter(None, found))


def lines(words: str) -> list[str]:
    """As lines over a picture for a slide."""
    return textwrap.wrap(words, _LETTERS)[:_MOST_LINES]


def between(result: Result, knowledge: Knowledge, pair: tuple[str, str]) -> str:
    """All words where a hosted approach stands against one with a model of one's own."""
    return all_words(result, knowledge) if set(pair) & set(BY_USE) and set(pair) & _OWN else ""


def models_of_result(result: Result, knowledge: Knowledge) -> Models:
    """The hosted model of a result, and others of its kind."""
    return models_of(result.inputs, knowledge, result.as_of)


def priced(key: str, result: Result, knowledge: Knowledge, per: str = "") -> str:
    """`Claude Sonnet 5.5 ($2.00 in, $10.00 out per million tokens)`."""
    model = knowledge.hosted_models[key]
    prices, name = prices_on(model, result.as_of), str(model["name"]).rpartition("/")[2]
    if HOUR_FIELD in prices:
        return f"{name} ({formats.list_price(prices[HOUR_FIELD])} an hour of sound)"
    if "input_usd_per_mtok" not in prices or "output_usd_per_mtok" not in prices:
        return name
    read, written = (prices[f"{each}_usd_per_mtok"] for each in ("input", "output"))
    return f"{name} ({formats.list_price(read)} in, {formats.list_price(written)} out{per})"


def _own(able: set[str], result: Result, knowledge: Knowledge) -> str:
    """`your own of 8 billion parameters`; of the tuned one too where that is another."""
    values = suppose(Scenario(result.inputs), knowledge).values
    asked = [_TUNED_SIZE if each == _TUNED else _SIZE for each in sorted(able & _OWN)]
    sizes = [f"{formats.number(float(values[each] or 0))} billion" for each in asked]
    told = sorted({*sizes}, key=sizes.index)
    return f"your own of {' or '.join(told)} parameters"


def _of_this_size(result: Result, knowledge: Knowledge) -> Iterator[tuple[float, str]]:
    values = suppose(Scenario(result.inputs), knowledge).values
    size = float(values[_SIZE] or 0)
    sized = re.compile(rf"(?<![\d.x]){size:g}b(?![a-z])")
    for key, model in knowledge.hosted_models.items():
        life = knowledge.lives.get(key)
        there = life is None or life.status(result.as_of) in ("active", "ending")
        if there and model.get("open") and model["kind"] == "chat":
            prices = prices_on(model, result.as_of)
            read, written = (prices.get(f"{each}_usd_per_mtok") for each in ("input", "output"))
            if sized.search(key.lower()) and read and written and "guard" not in key:
                yield read + written, key
