"""The constants of the physics on one day, by assumption id."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from calculator.estimate import Estimate
from calculator.facts import Assumption
from calculator.knowledge import Knowledge
from calculator.names import Remembered
from calculator.needs.need import Assumed

type Constants = Mapping[str, Estimate]
_DAYS_KEPT = 16


def physics_constants(knowledge: Knowledge, today: date) -> dict[str, Estimate]:
    """Every assumption of the group "physics" as the estimate in force on a day."""
    return dict(_in_force(knowledge.assumptions)(today))


def _on_days(assumptions: Mapping[str, Assumption]) -> Callable[[date], Constants]:
    physics = [each for each in assumptions.values() if each.group == "physics"]
    return lru_cache(maxsize=_DAYS_KEPT)(
        lambda today: {each.id: each.at(today).estimate for each in physics}
    )


_in_force = Remembered[Callable[[date], Constants]](_on_days)


def likely(constants: Constants, need: Assumed, *which: str) -> float:
    """The likely value of a constant; of several, the first of `which` that is known.

    Raises:
        KeyError: none of them is known, nor the general case.
    """
    for each in which:
        special = need.of(each)
        if special in constants:
            return constants[special].value
    return constants[need.otherwise or need.id].value


def estimate(constants: Constants, need: Assumed) -> Estimate:
    """The three points of a constant."""
    return constants[need.id]
