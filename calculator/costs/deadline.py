"""The date that an approach cannot make: the weeks to its first version at the earliest.

What was not said counts as little as it may be, so that no supposition excludes anything.
"""

from collections.abc import Mapping

from calculator.conditions import Answers
from calculator.costs.approaches import TRAINED
from calculator.costs.case import Case
from calculator.costs.labels import RECORDED
from calculator.costs.physical_limits import Shortfall
from calculator.costs.sensitivity import drawn_points
from calculator.costs.time_to_ship import stages, weeks
from calculator.costs.trained import hours_to_train
from calculator.costs.uncertainty import range_of
from calculator.estimate import Estimate
from calculator.needs.need import Asked

DEADLINE = "time_to_ship_weeks"
ASKED = (Asked(DEADLINE, "weeks"),)
_TEAM, _LABELS, _LABELLED_BY = "team_ml_expertise", "labelled_examples", "label_kind"


def at_the_earliest(values: Answers) -> Answers:
    """The answers with an able team and labels that come by themselves where nothing was said."""
    least = dict(values)
    if least[_TEAM] is None:
        least[_TEAM] = "strong"
    if least[_LABELS] is None and least[_LABELLED_BY] is None:
        least[_LABELLED_BY] = RECORDED
    return least


def weeks_to_ship(case: Case, approach: str, points: int, *, tuned_on_own: bool) -> Estimate:
    """Weeks to a first version: the middle, and four fifths of the draws.

    Args:
        case: the question with so many draws.
        approach: whose first version it is.
        points: the draws.
        tuned_on_own: where it is fine-tuned, as `tunes_on_own` says.
    """
    trained = approach in TRAINED
    hours = hours_to_train(case, approach, tuned_on_own=tuned_on_own) if trained else 0.0
    found = stages(case, approach, hours)
    ready = found[-1].starts + found[-1].days
    return weeks(range_of(drawn_points(ready, points)))


def too_late(earliest: Mapping[str, float], limit_weeks: float) -> dict[str, Shortfall]:
    """Approaches whose first version comes after the date in nine draws of ten."""
    return {
        name: Shortfall("date", takes, limit_weeks)
        for name, takes in earliest.items()
        if takes > limit_weeks
    }
