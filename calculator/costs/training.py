"""What it costs to train: experiments, the runs that fail, and every re-training."""

from calculator.costs.case import Case, derived
from calculator.costs.line import Line, Stream
from calculator.costs.machines import accelerators_offered, rent
from calculator.costs.quantity import Amount, likely
from calculator.costs.training_work import likely_hours, run_hours, training_work
from calculator.units import MONTHS_PER_YEAR, TOKENS_PER_MTOK

_WATTS_PER_KW = 1000


def training_line(case: Case, approach: str, labels: Amount) -> Line:
    """Runs until the model is good enough, then one run for each re-training."""
    if approach in ("baseline", "feature_extraction"):
        return _small_model_line(case, approach)
    work = training_work(case, approach, labels)
    makers = [a for a in accelerators_offered(case) if a.rents]
    chosen = min(makers, key=lambda a: likely(rent(case, a).amount) * likely_hours(case, work, a))
    hours = run_hours(case, work, chosen)
    price, runs = rent(case, chosen), case.assumed(f"runs-{approach.replace('_', '-')}")
    each = hours * price.amount
    share = case.assumed("retraining-run-share")
    again = case.workload.retrainings_per_year * share.amount
    return Line(
        id="training",
        group="compute",
        label="Training runs",
        formula="runs × accelerator-hours × price; each month: re-trainings per year / 12 "
        "× share of a whole run × hours × price",
        given=(
            *work.given,
            derived("Accelerator-hours of one run", hours, "hours"),
            price,
            runs,
            case.asked("retrainings_per_year"),
            share,
        ),
        once=each * runs.amount,
        monthly=Stream(each * again / MONTHS_PER_YEAR),
        machine_hours=hours * runs.amount,
        kwh=likely(hours)
        * (likely(runs.amount) + likely(again) * case.months / MONTHS_PER_YEAR)
        * (chosen.tdp_watts or 0.0)
        / _WATTS_PER_KW,
        note=chosen.name,
    )


def hosted_tuning_line(case: Case, labels: Amount) -> Line:
    """Tuning on a hosted service, billed by the training token."""
    runs, price, epochs = (
        case.assumed(name) for name in ("runs-fine-tune", "hosted-tuning-price", "epochs")
    )
    per_example = case.workload.input_tokens + case.workload.output_tokens
    each = labels * per_example * epochs.amount * price.amount / TOKENS_PER_MTOK
    again = case.workload.retrainings_per_year
    return Line(
        id="training",
        group="compute",
        label="Tuning on a hosted service",
        formula="runs × examples × tokens × epochs × price; "
        "each month: re-trainings per year / 12 × one run",
        given=(
            derived("Training examples", labels, "examples"),
            derived("Tokens of an example", per_example, "tokens"),
            epochs,
            price,
            runs,
            case.asked("retrainings_per_year"),
        ),
        once=each * runs.amount,
        monthly=Stream(each * again / MONTHS_PER_YEAR),
    )


def _small_model_line(case: Case, approach: str) -> Line:
    """Small models train on processors, in minutes."""
    runs = case.assumed(f"runs-{approach.replace('_', '-')}")
    hours, price = case.assumed("small-run-vcpu-hours"), case.assumed("vcpu-hour")
    each = hours.amount * price.amount
    again = case.workload.retrainings_per_year
    return Line(
        id="training",
        group="compute",
        label="Training runs",
        formula="runs × processor-hours × price; each month: re-trainings per year / 12 × one run",
        given=(runs, hours, price, case.asked("retrainings_per_year")),
        once=each * runs.amount,
        monthly=Stream(each * again / MONTHS_PER_YEAR),
    )
