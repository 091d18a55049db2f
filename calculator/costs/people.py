"""What people cost: building and running it, training it again, evaluating it."""

from calculator.costs.approaches import APPROACHES, TRAINED
from calculator.costs.built import built_part, is_built
from calculator.costs.case import Case
from calculator.costs.labels import LABEL_REVIEWS, checking_price
from calculator.costs.line import Line, Stream
from calculator.costs.passing import looks_up
from calculator.costs.quantity import Amount, Quantity, at_least
from calculator.needs.need import Assumed, Over
from calculator.units import MONTHS_PER_YEAR

SOFTWARE_WAGE = Assumed("software-engineer-day", "USD per day")
LEARNING_WAGE = Assumed("ml-engineer-day", "USD per day")
UPKEEP = "upkeep"  # id of the line of those who keep machines up
_SOFTWARE_DAYS = Assumed("build-software-days-{}", "days", Over(names=APPROACHES))
_LEARNING_DAYS = Assumed("build-ml-days-{}", "days", Over(names=APPROACHES))
FIRST_TIME = Assumed("first-time-factor", "ratio")
EVALUATION_DAYS = Assumed("evaluation-days", "days")
_RUN_DAYS = Assumed("run-days-{}", "days per month", Over(names=APPROACHES))
_RETRAINING_DAYS = Assumed("retraining-days", "days")
_RETRAINING_DAYS_SMALL = Assumed("retraining-days-small", "days")
_SERVING_DAYS = Assumed("serving-days", "days per month")
_CHECKED = Assumed("monitoring-labels", "labels per month")


def people_lines(case: Case, approach: str) -> tuple[Line, Line]:
    """Building before launch, and keeping it alive every month."""
    wage = case.assumed(SOFTWARE_WAGE)
    run = days_of(case, _RUN_DAYS, approach) * wage
    return (
        Line(
            id="build", group="people", label="People who build it", once=_building(case, approach)
        ),
        Line(id="run", group="people", label="People who run it", monthly=Stream(run)),
    )


def _building(case: Case, approach: str) -> Amount:
    """USD for those who build it."""
    if is_built(case, approach):
        return 0.0
    software = days_to_build(case, _SOFTWARE_DAYS, approach) * case.assumed(SOFTWARE_WAGE)
    learning = days_to_build(case, _LEARNING_DAYS, approach) * case.assumed(LEARNING_WAGE)
    return software + learning * newcomers(case)


def days_of(case: Case, need: Assumed, approach: str) -> Amount:
    """Days of an approach; an open model that looks things up takes those of retrieval as well.

    These are what retrieval adds to a hosted model.
    """
    days = case.assumed(need, approach)
    if not looks_up(case, approach):
        return days
    return days + at_least(case.assumed(need, "api_rag") - case.assumed(need, "api"), 0.0)


def days_to_build(case: Case, need: Assumed, approach: str) -> Amount:
    """Days of an approach, without those of a part that runs today."""
    days, part = days_of(case, need, approach), built_part(case, approach)
    return days if part is None else at_least(days - case.assumed(need, part), 0.0)


def building_days(case: Case, approach: str) -> Amount:
    """Days of work, of all who build it, without those of a part that runs today."""
    learning = days_to_build(case, _LEARNING_DAYS, approach) * newcomers(case)
    return days_to_build(case, _SOFTWARE_DAYS, approach) + learning


def upkeep_line(case: Case, kept: Amount) -> Line:
    """People who keep machines with a model up; variants that share them share the days.

    Args:
        case: the workload and its numbers.
        kept: 1 where there are such machines, else 0.
    """
    days = case.assumed(_SERVING_DAYS)
    if isinstance(kept, Quantity):
        days = days * kept
    if case.workload.variants > 1:
        days = days / case.workload.variants
    return Line(
        id=UPKEEP,
        group="people",
        label="People who keep the machines up",
        monthly=Stream(days * case.assumed(SOFTWARE_WAGE)),
    )


def newcomers(case: Case) -> Amount:
    """By how much machine-learning days grow where nobody has done it before."""
    return case.assumed(FIRST_TIME) if case.workload.expertise == "none" else 1.0


def running_days(case: Case, approach: str, *, machines: bool) -> Amount:
    """Days of work a month after launch: running it, its machines, and training it again."""
    days = days_of(case, _RUN_DAYS, approach)
    if machines:
        days = days + case.assumed(_SERVING_DAYS)
    if approach not in TRAINED:
        return days
    again = case.workload.retrainings_per_year / MONTHS_PER_YEAR
    return days + _retraining_days(case, approach) * again


def _retraining_days(case: Case, approach: str) -> Amount:
    small = approach in ("baseline", "feature_extraction")
    return case.assumed(_RETRAINING_DAYS_SMALL if small else _RETRAINING_DAYS)


def retraining_people_line(case: Case, approach: str) -> Line:
    """People who collect, train, compare and release at each re-training."""
    each = _retraining_days(case, approach) * case.assumed(LEARNING_WAGE)
    return Line(
        id="retrain",
        group="people",
        label="People who re-train it",
        monthly=Stream(each * case.workload.retrainings_per_year / MONTHS_PER_YEAR),
    )


def evaluation_line(case: Case) -> Line:
    """A test set and its first reading before launch, then a checked sample every month."""
    price = checking_price(case)
    labels = case.workload.test_examples * price * case.assumed(LABEL_REVIEWS)
    return Line(
        id="evaluation",
        group="evaluation",
        label="Test set, evaluation and checked samples",
        once=labels + case.assumed(EVALUATION_DAYS) * case.assumed(LEARNING_WAGE),
        monthly=Stream(case.assumed(_CHECKED) * price),
    )
