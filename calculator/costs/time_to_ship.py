"""How long until a first version is in use: working days of each approach, stage by stage.

The stages take the same days of work as the bills, and the runs of the bills. They say nothing
about approvals, hiring or waiting for access; decision 055 says why no more is claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.bills import Bill
from calculator.costs.case import TRAINED, Case, derived
from calculator.costs.line import Given
from calculator.costs.people import labels_bought, newcomers
from calculator.costs.quantity import Amount, likely, most
from calculator.costs.sensitivity import Uncertainty, drawn_points, without_ends
from calculator.costs.uncertainty import range_of
from calculator.estimate import Estimate
from calculator.units import DAYS_PER_WEEK, HOURS_PER_DAY, WORKING_DAYS_PER_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One part of the way to a first version, in working days."""

    id: str  # labels, build, training or evaluation
    label: str
    formula: str
    given: tuple[Given, ...]
    days: Amount
    starts: Amount = 0.0  # working days from the beginning


@dataclass(frozen=True, slots=True)
class TimeToShip:
    """The way of one approach to a first version."""

    working_days: Estimate
    stages: tuple[Stage, ...]


def times_to_ship(case: Case, uncertainty: Uncertainty) -> dict[str, TimeToShip]:
    """Working days of every approach until it is in use, with the draws of its bill.

    Labels are collected while the rest is built; then come the training runs, then the
    evaluation.

    Args:
        case: the question with the draws of the bills, from `calculator.costs.analysis`.
        uncertainty: of the bills; the hours of training come from there.
    """
    return {name: _time(case, bill, uncertainty.points) for name, bill in uncertainty.bills.items()}


def _time(case: Case, bill: Bill, points: int) -> TimeToShip:
    found = stages(case, bill.approach, _machine_hours(bill, points))
    last = found[-1]
    ready = last.starts + last.days
    return TimeToShip(range_of(drawn_points(ready, points), likely(ready)), found)


def _machine_hours(bill: Bill, points: int) -> Amount:
    hours: Amount = 0.0
    for line in bill.lines:
        hours = line.machine_hours + hours
    return without_ends(hours, points)


def stages(case: Case, approach: str, machine_hours: Amount) -> tuple[Stage, ...]:
    """The stages in order, each with the day on which it starts.

    Args:
        case: the question with its numbers.
        approach: whose way it is.
        machine_hours: accelerator-hours of all runs before launch.
    """
    first = [*_labels(case, approach), _build(case, approach)]
    ready: Amount = 0.0
    for stage in first:
        ready = most(ready, stage.days)
    training = _training(case, machine_hours, ready) if likely(machine_hours) else ()
    for stage in training:
        ready = ready + stage.days
    return (*first, *training, _evaluation(case, ready))


def _build(case: Case, approach: str) -> Stage:
    name = approach.replace("_", "-")
    software = case.assumed(f"build-software-days-{name}")
    learning = case.assumed(f"build-ml-days-{name}")
    people = case.assumed("people-building")
    given = [software, learning, people]
    if case.workload.expertise == "none":
        given.append(case.assumed("first-time-factor"))
    work = software.amount + learning.amount * newcomers(case)
    return Stage(
        id="build",
        label="Building it",
        formula="(software days + machine-learning days × factor of a first time) / people",
        given=tuple(given),
        days=work / people.amount,
    )


def _labels(case: Case, approach: str) -> Sequence[Stage]:
    """Nobody waits for labels that are there, or that records bring by themselves."""
    if approach not in TRAINED or case.workload.label_kind == "recorded":
        return ()
    missing = labels_bought(case, approach)
    if not likely(missing):
        return ()
    reviews, pace = case.assumed("label-reviews"), case.assumed("labels-per-day")
    stage = Stage(
        id="labels",
        label="Collecting labels, meanwhile",
        formula="labels × labellers per item / labels per day",
        given=(derived("Labels to buy", missing, "labels"), reviews, pace),
        days=missing * reviews.amount / pace.amount,
    )
    return (stage,)


def _training(case: Case, machine_hours: Amount, starts: Amount) -> Sequence[Stage]:
    """Machines work through nights and weekends: 24 hours are five sevenths of a working day."""
    side_by_side = case.assumed("accelerators-at-once")
    hours = machine_hours / side_by_side.amount
    stage = Stage(
        id="training",
        label="Training runs",
        formula="accelerator-hours of all runs / accelerators / 24 × 5 / 7",
        given=(derived("Accelerator-hours of all runs", machine_hours, "hours"), side_by_side),
        days=hours * (WORKING_DAYS_PER_WEEK / DAYS_PER_WEEK / HOURS_PER_DAY),
        starts=starts,
    )
    return (stage,)


def _evaluation(case: Case, starts: Amount) -> Stage:
    days = case.assumed("evaluation-days")
    return Stage(
        id="evaluation",
        label="Evaluation",
        formula="days",
        given=(days,),
        days=days.amount,
        starts=starts,
    )


def weeks(days: Estimate) -> Estimate:
    """Working days as weeks of five."""
    return days.map(lambda each: each / WORKING_DAYS_PER_WEEK)
