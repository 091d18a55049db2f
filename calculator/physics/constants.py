"""The constants of the physics on one day, by assumption id."""

from collections.abc import Mapping
from datetime import date

from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed

type Constants = Mapping[str, Estimate]


def physics_constants(knowledge: Knowledge, today: date) -> dict[str, Estimate]:
    """Every assumption of the group "physics" as the estimate in force on a day."""
    return {
        assumption.id: assumption.at(today).estimate
        for assumption in knowledge.assumptions.values()
        if assumption.group == "physics"
    }


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
