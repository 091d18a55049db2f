"""The constants of the physics on one day, by assumption id."""

from collections.abc import Mapping
from datetime import date

from calculator.estimate import Estimate
from calculator.knowledge import Knowledge

type Constants = Mapping[str, Estimate]


def physics_constants(knowledge: Knowledge, today: date) -> dict[str, Estimate]:
    """Every assumption of the group "physics" as the estimate in force on a day."""
    return {
        assumption.id: assumption.at(today).estimate
        for assumption in knowledge.assumptions.values()
        if assumption.group == "physics"
    }


def likely(constants: Constants, *ids: str) -> float:
    """The likely value of the first of the ids that is known.

    Pass the special case first and the general one last.

    Raises:
        KeyError: none of them is known.
    """
    for constant_id in ids:
        if constant_id in constants:
            return constants[constant_id].value
    raise KeyError(ids[-1])
