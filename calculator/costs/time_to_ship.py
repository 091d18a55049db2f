"""How long until a first version is in use: working days of each approach, stage by stage.

The stages take the same days of work as the bills, and the runs of the bills. They say nothing
about approvals, hiring or waiting for access; decision 055 says why no more is claimed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculator.costs.approaches import TRAINED
from calculator.costs.bills import Bill, Costs
from calculator.costs.built import is_built
from calculator.costs.case import Case
from calculator.costs.labels import LABEL_REVIEWS, RECORDED, labels_bought
from calculator.costs.line import Line
from calculator.costs.people import EVALUATION_DAYS, building_days
from calculator.costs.quantity import Amount, least, likely, most
from calculator.costs.sensitivity import Uncertainty, drawn_points, without_ends
from calculator.costs.uncertainty import range_of
from calculator.estimate import Estimate
from calculator.needs.need import Assumed
from calculator.units import HOURS_PER_DAY, WORKING_DAYS_PER_DAY, WORKING_DAYS_PER_WEEK

_PEOPLE = Assumed("people-building", "people")
_LABELS_PER_DAY = Assumed("labels-per-day", "labels per day")
_AT_ONCE = Assumed("accelerators-at-once", "accelerators")
_LONGEST_RUN = Assumed("longest-training-run", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One part of the way to a first version, in working days."""

    id: str  # labels, build, training or evaluation
    label: str
    days: Amount
    starts: Amount = 0.0  # working days from the beginning


@dataclass(frozen=True, slots=True)
class TimeToShip:
    """The way of one approach to a first version."""

    working_days: Estimate
    stages: tuple[Stage, ...]


def times_to_ship(costs: Costs, case: Case, uncertainty: Uncertainty) -> dict[str, TimeToShip]:
    """Working days of every approach until it is in use, with the draws of its bill.

    Labels are collected while the rest is built; then come the training runs, then the
    evaluation.

    Args:
        costs: the likely bills; the stages that are shown come from there.
        case: the question with the draws of the bills, from `calculator.costs.analysis`.
        uncertainty: of the bills; the hours of training come from there.
    """
    return {
        name: TimeToShip(
            _ready(stages(case, name, _machine_hours(bill, uncertainty.points)), uncertainty),
            stages(costs.case, name, machine_hours(costs.bills[name].lines)),
        )
        for name, bill in uncertainty.bills.items()
    }


def _ready(found: Sequence[Stage], uncertainty: Uncertainty) -> Estimate:
    ready = found[-1].starts + found[-1].days
    return range_of(drawn_points(ready, uncertainty.points))


def machine_hours(lines: Iterable[Line]) -> Amount:
    """Accelerator-hours of all runs before launch."""
    hours: Amount = 0.0
    for line in lines:
        hours = line.machine_hours + hours
    return hours


def _machine_hours(bill: Bill, points: int) -> Amount:
    return without_ends(machine_hours(bill.lines), points)


def stages(case: Case, approach: str, machine_hours: Amount) -> tuple[Stage, ...]:
    """The stages in order, each with the day on which it starts.

    Args:
        case: the question with its numbers.
        approach: whose way it is.
        machine_hours: accelerator-hours of all runs before launch.
    """
    first = [] if is_built(case, approach) else [*_labels(case, approach), _build(case, approach)]
    ready: Amount = 0.0
    for stage in first:
        ready = most(ready, stage.days)
    training = _training(case, machine_hours, ready) if likely(machine_hours) else ()
    for stage in training:
        ready = ready + stage.days
    return (*first, *training, _evaluation(case, ready))


def build_days(case: Case, approach: str) -> Amount:
    """Working days of building alone, without labels, runs and evaluation."""
    return 0.0 if is_built(case, approach) else _build(case, approach).days


def _build(case: Case, approach: str) -> Stage:
    days = building_days(case, approach) / case.assumed(_PEOPLE)
    return Stage(id="build", label="Building it", days=days)


def _labels(case: Case, approach: str) -> Sequence[Stage]:
    """Nobody waits for labels that are there, or that records bring by themselves."""
    if approach not in TRAINED or case.workload.label_kind == RECORDED:
        return ()
    missing = labels_bought(case, approach)
    if not likely(missing):
        return ()
    days = missing * case.assumed(LABEL_REVIEWS) / case.assumed(_LABELS_PER_DAY)
    return (Stage(id="labels", label="Collecting labels, meanwhile", days=days),)


def _training(case: Case, machine_hours: Amount, starts: Amount) -> Sequence[Stage]:
    """Machines work through nights and weekends: 24 hours are five sevenths of a working day.

    What would take too long gets more accelerators, which cost the same for a shorter time.
    """
    hours = machine_hours / case.assumed(_AT_ONCE)
    passed = least(hours / HOURS_PER_DAY, case.assumed(_LONGEST_RUN))
    days = passed * WORKING_DAYS_PER_DAY
    return (Stage(id="training", label="Training runs", days=days, starts=starts),)


def _evaluation(case: Case, starts: Amount) -> Stage:
    days = case.assumed(EVALUATION_DAYS)
    return Stage(id="evaluation", label="Evaluation", days=days, starts=starts)


def weeks(days: Estimate) -> Estimate:
    """Working days as weeks of five."""
    return days.map(lambda each: each / WORKING_DAYS_PER_WEEK)
