"""What it costs to train: experiments, the runs that fail, and every re-training."""

from functools import reduce

from calculator.costs.built import runs_before_launch
from calculator.costs.case import Case
from calculator.costs.line import Line, Stream
from calculator.costs.machines import VCPU_HOUR, accelerators_offered
from calculator.costs.passing import of_example
from calculator.costs.quantity import Amount, least, likely
from calculator.costs.renting import BOUGHT, OWNED, usd_per_hour
from calculator.costs.training_work import EPOCHS, Work, likely_hours, run_hours, training_work
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.units import MONTHS_PER_YEAR, TOKENS_PER_MTOK, WATTS_PER_KW

_RETRAINING_SHARE = Assumed("retraining-run-share", "share")
_SMALL_RUN_HOURS = Assumed("small-run-vcpu-hours", "processor-hours")
_ON_PROCESSORS = ("baseline", "feature_extraction")
_TUNING_PRICE = Assumed("hosted-tuning-price", "USD per million training tokens")


def training_line(case: Case, approach: str, labels: Amount) -> Line:
    """Runs until the model is good enough, then one run for each re-training.

    Every draw trains on the accelerators that are the cheapest in it; the line is named after
    those of the likely case.
    """
    if approach in _ON_PROCESSORS:
        return _small_model_line(case, approach)
    work = training_work(case, approach, labels)
    chosen, hours = _run(case, work)
    each, runs = hours * usd_per_hour(case, chosen), runs_before_launch(case, approach)
    if case.drawn:
        makers = _makers(case)
        each = reduce(least, (run_hours(case, work, a) * usd_per_hour(case, a) for a in makers))
    again = case.workload.retrainings_per_year * case.assumed(_RETRAINING_SHARE)
    all_runs = likely(runs) + likely(again) * case.months / MONTHS_PER_YEAR
    return Line(
        id="training",
        group="compute",
        label="Training runs",
        once=each * runs,
        monthly=Stream(each * again / MONTHS_PER_YEAR),
        machine_hours=hours * runs,
        kwh=likely(hours) * all_runs * (chosen.tdp_watts or 0.0) / WATTS_PER_KW,
        note=f"{chosen.name}, {BOUGHT}" if case.workload.paying == OWNED else chosen.name,
    )


def hours_before_launch(case: Case, approach: str, labels: Amount) -> Amount:
    """Accelerator-hours of all runs before launch, as `training_line` has them."""
    if approach in _ON_PROCESSORS:
        return 0.0
    _, hours = _run(case, training_work(case, approach, labels))
    return hours * runs_before_launch(case, approach)


def _run(case: Case, work: Work) -> tuple[Accelerator, Amount]:
    """The accelerators of the likely case, and the hours of one run on them."""
    chosen = min(
        _makers(case), key=lambda a: likely(usd_per_hour(case, a)) * likely_hours(case, work, a)
    )
    hours = case.called("Accelerator-hours of one run", "hours", run_hours(case, work, chosen))
    return chosen, hours


def _makers(case: Case) -> list[Accelerator]:
    return [each for each in accelerators_offered(case) if each.rents]


def hosted_tuning_line(case: Case, labels: Amount) -> Line:
    """Tuning on a hosted service, billed by the training token."""
    work = case.workload
    per_example = of_example(case, work.input_tokens) + work.output_tokens
    per_example = case.called("Tokens of an example", "tokens per example", per_example)
    tokens = labels * per_example * case.assumed(EPOCHS)
    each = tokens * case.assumed(_TUNING_PRICE) / TOKENS_PER_MTOK
    return Line(
        id="training",
        group="compute",
        label="Tuning on a hosted service",
        once=each * runs_before_launch(case, "fine_tune"),
        monthly=Stream(each * work.retrainings_per_year / MONTHS_PER_YEAR),
    )


def _small_model_line(case: Case, approach: str) -> Line:
    """Small models train on processors, in minutes."""
    each = case.assumed(_SMALL_RUN_HOURS) * case.assumed(VCPU_HOUR)
    again = case.workload.retrainings_per_year
    return Line(
        id="training",
        group="compute",
        label="Training runs",
        once=each * runs_before_launch(case, approach),
        monthly=Stream(each * again / MONTHS_PER_YEAR),
    )
