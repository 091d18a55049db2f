"""What the cost on the card rests on: the volume, the model called, what moves the total."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.costs.criteria import HOSTED
from calculator.costs.tuned import ENDPOINT
from calculator.costs.what_if import VOLUME
from calculator.decision.other_models import MODEL
from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.scenario import Scenario
from calculator.suppositions import suppose
from view.answers import value_words
from view.costs import CostView
from view.hosted import models_of_result, otherwise, priced, range_with_others, sides

_RIVAL = "api"  # what a model of one's own is compared with
_KINDS = ("integer", "number", "boolean", "choice")  # what is most easily off comes first


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing that the answer rests on, and where it is changed."""

    words: str
    assumed: bool
    field: str = ""  # an input
    number: str = ""  # or a price or assumption


def rests(result: Result, view: CostView, knowledge: Knowledge) -> Iterator[Rest]:
    """The volume, the model that is priced, what would change the advice or moves the total."""
    yield _volume(result, view, knowledge)
    yield from _model(result, view, knowledge)
    said = (VOLUME, MODEL)
    flips = [each.input for each in result.flips if each.recommended and each.input not in said]
    flips.sort(key=lambda name: _KINDS.index(knowledge.inputs[name].kind))
    yield from (_answer(each, result, knowledge) for each in flips[:1])
    yield from _numbers(result, view)


def _volume(result: Result, view: CostView, knowledge: Knowledge) -> Rest:
    said = result.number(VOLUME)
    number = view.costs.numbers.get(f"input:{VOLUME}")
    value = number.value if said is None and number else said
    words = value_words(knowledge.inputs[VOLUME], value)
    if value is None:
        words = f"{knowledge.inputs[VOLUME].label}: {words}"
    return Rest(words, assumed=said is None, field=VOLUME)


def _model(result: Result, view: CostView, knowledge: Knowledge) -> Iterator[Rest]:
    """The hosted model, where it is taken for granted, turns the advice or moves the bill far."""
    tuned = _tuned_model(result, view)
    if tuned:
        yield Rest(f"Hosted model: {tuned}", assumed=result.inputs[MODEL] is None, field=MODEL)
        return
    moves = range_with_others(result, view, knowledge)
    turns = otherwise(result, knowledge)
    if not _calls_a_model(result, view) and sides(result, knowledge):
        moves = range_with_others(result, view, knowledge, _RIVAL)
    if not (moves or turns or (result.inputs[MODEL] is None and _calls_a_model(result, view))):
        return
    taken = models_of_result(result, knowledge).taken
    words = f"Hosted model: {priced(taken, result, knowledge)}"
    if not _calls_a_model(result, view):
        words = f"Compared with hosted {priced(taken, result, knowledge)}"
    more = "another one turns the advice" if turns else moves
    yield Rest(
        f"{words}; {more}" if more else words,
        assumed=result.inputs[MODEL] is None,
        field=MODEL,
    )


def _tuned_model(result: Result, view: CostView) -> str:
    """What the bill calls the hosted model that was tuned for it; empty where none is."""
    notes = {line.id: line.note for line in view.costs.approaches[result.recommended].lines}
    return notes[HOSTED] if ENDPOINT in notes else ""


def _calls_a_model(result: Result, view: CostView) -> bool:
    """Whether the recommended approach pays a provider for each request."""
    return any(line.id == HOSTED for line in view.costs.approaches[result.recommended].lines)


def _answer(input_id: str, result: Result, knowledge: Knowledge) -> Rest:
    """What was said, or what is taken where nothing was said."""
    definition, said = knowledge.inputs[input_id], result.inputs[input_id]
    taken = suppose(Scenario(result.inputs), knowledge).values[input_id] if said is None else said
    words = f"{definition.label}: {value_words(definition, taken)}"
    return Rest(words, assumed=said is None, field=input_id)


def _numbers(result: Result, view: CostView) -> Iterator[Rest]:
    """Prices and assumptions, the one that moves the total most first."""
    for bar in view.costs.approaches[result.recommended].tornado:
        each = view.number(bar.ref)
        if each.name:
            words = f"{each.label}: {each.words}"
            yield Rest(words, assumed=not each.overridden, number=each.name)
