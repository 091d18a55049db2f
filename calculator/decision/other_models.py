"""Other hosted models that would do the same work: which, and at what price of a request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.conditions import Answers
from calculator.costs.listed_prices import prices_on
from calculator.costs.voice import HOUR_FIELD
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario
from calculator.suppositions import suppose
from calculator.units import TOKENS_PER_MTOK

MODEL = "hosted_model"
_READ, _WRITTEN = "input_tokens_per_request", "output_tokens_per_request"


@dataclass(frozen=True, slots=True)
class Models:
    """The hosted model of a case, and others of its kind."""

    taken: str  # that was answered, or is taken where nothing was said
    usual: str  # that is taken where nothing is said
    usd: Mapping[str, float]  # list price of one request, the cheapest first

    def others(self) -> Iterator[str]:
        """The usual one where another was said, the cheapest and the dearest."""
        ends = (self.usual, *list(self.usd)[:1], *list(self.usd)[-1:])
        yield from (each for each in dict.fromkeys(ends) if each != self.taken)

    def times(self, other: str) -> float | None:
        """How many times as much a request to another one costs; None: not known."""
        now, then = self.usd.get(self.taken), self.usd.get(other)
        return then / now if now and then is not None else None


def models_of(given: Answers, knowledge: Knowledge, today: date) -> Models:
    """Of the models that the form names first, those that are sold for the same kind of work."""
    values = suppose(Scenario(given), knowledge).values
    usual = suppose(Scenario({**given, MODEL: None}), knowledge).values[MODEL]
    taken, named = str(values[MODEL]), [each.value for each in knowledge.inputs[MODEL].choices]
    kind = knowledge.hosted_models[taken]["kind"]
    usd = {}
    for name in dict.fromkeys([*map(str, named), taken]):
        model = knowledge.hosted_models[name]
        price = _request_usd(prices_on(model, today), values)
        if model["kind"] == kind and price:
            usd[name] = price
    ranked = dict(sorted(usd.items(), key=lambda pair: (pair[1], pair[0])))
    return Models(taken, str(usual), ranked)


def _request_usd(prices: Mapping[str, Any], values: Answers) -> float | None:
    """Tokens at their list prices; sound at the price of an hour."""
    if HOUR_FIELD in prices:
        return float(prices[HOUR_FIELD])
    if "input_usd_per_mtok" not in prices:
        return None
    read, written = (float(values[name] or 0) for name in (_READ, _WRITTEN))
    usd = read * prices["input_usd_per_mtok"] + written * prices.get("output_usd_per_mtok", 0.0)
    return float(usd) / TOKENS_PER_MTOK
