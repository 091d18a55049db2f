"""The nearest other answers that change a recommendation, one at a time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from calculator.costs.what_if import VOLUME
from calculator.decision.choice import Choice, Trials
from calculator.decision.money import Money
from calculator.decision.other_models import MODEL, models_of
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Input, Value
from calculator.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest other value of an input that changes the recommendation, if any.

    Of known inputs; and of the hosted model, which is also taken where nothing is said.
    """

    input: str
    value: Value
    to: Value | None
    recommended: str | None
    qualifies: bool | None  # False: it only falls short the least


def other_model(
    scenario: Scenario, now: Choice, trials: Trials, book: Rulebook, money: Money | None
) -> Iterator[Flip]:
    """The first other hosted model of the same kind whose price changes the recommendation."""
    if money is None or scenario[VOLUME] is None:
        return
    models = models_of(scenario.values, book.knowledge, money.today)
    for other in models.others():
        then = trials.with_answer(MODEL, other)
        if then.approach != now.approach:
            yield Flip(MODEL, models.taken, other, then.approach, then.qualifies)
            return


def _nearest_first(definition: Input, value: Value, thresholds: list[float]) -> list[Value]:
    """Other values that some rule tells apart from this one, the nearest first."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        values = [choice.value for choice in definition.choices]
        place = values.index(value)
        near = sorted(range(len(values)), key=lambda i: (abs(i - place), i))
        return [values[i] for i in near if i != place]
    above = [whole_number(definition, t) for t in thresholds if t > value]
    below = [_just_below(definition, t) for t in thresholds if t <= value]
    allowed = [v for v in above + below if v >= (definition.minimum or 0)]
    return sorted(allowed, key=lambda v: abs(math.log1p(float(v)) - math.log1p(float(value))))


def _just_below(definition: Input, bound: float) -> int | float:
    whole = definition.kind == "integer"
    return whole_number(definition, bound - 1) if whole else round(bound - 0.01, 9)


def nearest_flip(
    definition: Input, value: Value, thresholds: list[float], now: Choice, trials: Trials
) -> Flip:
    """The nearest value of a known input at which another approach is recommended."""
    for candidate in _nearest_first(definition, value, thresholds):
        then = trials.with_answer(definition.id, candidate)
        if then.approach != now.approach:
            return Flip(definition.id, value, candidate, then.approach, then.qualifies)
    return Flip(definition.id, value, None, None, None)


def whole_number(definition: Input, value: float) -> int | float:
    """A number as this input takes it."""
    return math.ceil(value) if definition.kind == "integer" else value
