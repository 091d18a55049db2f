"""What people cost: building, running, labelling, evaluating; and the lines of the reader."""

from calculator.costs.case import TRAINED, Case, OwnLine, derived
from calculator.costs.line import Given, Line, Stream
from calculator.costs.quantity import Amount, at_least, least
from calculator.units import MONTHS_PER_YEAR

_KB_PER_GB = 1_000_000
_MOST_USEFUL = 20  # times what tuning needs; beyond it, more labels change little
_LOG_MONTHS = 3  # how long logs are kept


def people_lines(case: Case, approach: str) -> tuple[Line, Line]:
    """Building before launch, and keeping it alive every month."""
    name = approach.replace("_", "-")
    software, learning = case.assumed("software-engineer-day"), case.assumed("ml-engineer-day")
    software_days = case.assumed(f"build-software-days-{name}")
    learning_days = case.assumed(f"build-ml-days-{name}")
    build = (
        software_days.amount * software.amount
        + learning_days.amount * learning.amount * newcomers(case)
    )
    given = [software_days, software, learning_days, learning]
    if case.workload.expertise == "none":
        given.append(case.assumed("first-time-factor"))
    run = case.assumed(f"run-days-{name}")
    return (
        Line(
            id="build",
            group="people",
            label="People who build it",
            formula="software days × wage + machine-learning days × wage × factor of a first time",
            given=tuple(given),
            once=build,
        ),
        Line(
            id="run",
            group="people",
            label="People who run it",
            formula="days per month × wage",
            given=(run, software),
            monthly=Stream(run.amount * software.amount),
        ),
    )


def newcomers(case: Case) -> Amount:
    """By how much machine-learning days grow where nobody has done it before."""
    none = case.workload.expertise == "none"
    return case.draws.assumed("first-time-factor") if none else 1.0


def running_days(case: Case, approach: str) -> Amount:
    """Days of work a month after launch: running it, and training it again."""
    days = case.assumed(f"run-days-{approach.replace('_', '-')}").amount
    if approach not in TRAINED:
        return days
    again = case.workload.retrainings_per_year / MONTHS_PER_YEAR
    return days + _retraining_days(case, approach).amount * again


def _retraining_days(case: Case, approach: str) -> Given:
    small = approach in ("baseline", "feature_extraction")
    return case.assumed("retraining-days-small" if small else "retraining-days")


def label_price(case: Case) -> Given:
    """USD for one item that people have labelled; recorded outcomes cost nothing."""
    if case.workload.label_kind == "recorded":
        return derived("Price of a recorded outcome", 0.0, "USD per label")
    return case.assumed(f"label-price-{case.workload.label_kind}")


def labels_bought(case: Case, approach: str) -> Amount:
    """Labels that are missing: what the approach usually needs, less what is there."""
    work = case.workload
    if work.extra_labels is not None:
        return work.extra_labels
    return at_least(_needed(case, approach).amount - work.labelled_examples, 0.0)


def labels_used(case: Case, approach: str, bought: Amount) -> Amount:
    """Labels that training reads: all from scratch, else at most some times the need."""
    labels = bought + case.workload.labelled_examples
    if approach == "from_scratch":
        return labels
    return least(labels, _needed(case, approach).amount * _MOST_USEFUL)


def _needed(case: Case, approach: str) -> Given:
    return case.assumed(f"labels-needed-{approach.replace('_', '-')}")


def data_line(case: Case, approach: str, bought: Amount) -> Line:
    """Labels to buy, labels to redo, and some new ones for each re-training."""
    work, price, reviews = case.workload, label_price(case), case.assumed("label-reviews")
    needed, fresh = _needed(case, approach), case.assumed("fresh-label-share")
    labels = bought
    given: list[Given] = [derived("Labels to buy", bought, "labels"), price, reviews]
    if work.data_quality == "poor":
        redo = case.assumed("relabel-share")
        labels = labels + work.labelled_examples * redo.amount
        given += [redo, case.asked("labelled_examples")]
    each = price.amount * reviews.amount
    anew = needed.amount * fresh.amount * work.retrainings_per_year / MONTHS_PER_YEAR
    return Line(
        id="labels",
        group="data",
        label="Labels",
        formula="labels × price × labellers per item; each month: re-trainings per year / 12 "
        "× labels needed × share of new ones × price × labellers",
        given=(*given, case.asked("retrainings_per_year"), needed, fresh),
        once=labels * each,
        monthly=Stream(anew * each),
    )


def retraining_people_line(case: Case, approach: str) -> Line:
    """People who collect, train, compare and release at each re-training."""
    days = _retraining_days(case, approach)
    wage = case.assumed("ml-engineer-day")
    again = case.workload.retrainings_per_year
    return Line(
        id="retrain",
        group="people",
        label="People who re-train it",
        formula="re-trainings per year / 12 × days × wage",
        given=(case.asked("retrainings_per_year"), days, wage),
        monthly=Stream(days.amount * wage.amount * again / MONTHS_PER_YEAR),
    )


def evaluation_line(case: Case) -> Line:
    """A test set and its first reading before launch, then a checked sample every month."""
    work, price, reviews = case.workload, label_price(case), case.assumed("label-reviews")
    days, wage = case.assumed("evaluation-days"), case.assumed("ml-engineer-day")
    checked = case.assumed("monitoring-labels")
    return Line(
        id="evaluation",
        group="evaluation",
        label="Test set, evaluation and checked samples",
        formula="test examples × price × labellers + days × wage; "
        "each month: checked answers × price",
        given=(
            case.asked("test_examples"), price, reviews, days, wage, checked,
        ),
        once=work.test_examples * price.amount * reviews.amount + days.amount * wage.amount,
        monthly=Stream(checked.amount * price.amount),
    )  # fmt: skip


def operations_line(case: Case) -> Line:
    """Logs, dashboards, alerts, and the storage of what was asked."""
    fee, size, price = (
        case.assumed(name) for name in ("monitoring-fee", "log-bytes", "object-storage")
    )
    storage = size.amount * price.amount * (_LOG_MONTHS / _KB_PER_GB)
    stream = case.per_request(storage)
    return Line(
        id="operations",
        group="operations",
        label="Monitoring and storage",
        formula="fee + requests × kB each × 3 months × storage price",
        given=(fee, case.asked("requests_per_month"), size, price),
        monthly=Stream(fee.amount + stream.total(case.months) / case.months),
    )


def own_line(case: Case, position: int, own: OwnLine) -> Line:
    """A line of the reader's own, exact."""
    streams = {
        "once": Stream(0.0),
        "per_month": Stream(own.usd),
        "per_1000_requests": case.per_request(own.usd / 1000),
    }
    return Line(
        id=f"own-{position}",
        group="own",
        label=own.label,
        formula={
            "once": "once",
            "per_month": "every month",
            "per_1000_requests": "requests / 1000 × price",
        }[own.paid],
        given=(derived(own.label, own.usd, "USD"),),
        once=own.usd if own.paid == "once" else 0.0,
        monthly=streams[own.paid],
    )
