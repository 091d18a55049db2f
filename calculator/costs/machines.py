"""Machines that can run a model: what they cost an hour, and how long a request takes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from calculator.costs.case import Case
from calculator.costs.model_work import (
    FLOPS_PER_BILLION_AND_TOKEN,
    ServedModel,
    alone_seconds,
    at_size_or_all,
    busy_seconds,
    copy_size,
    passages,
    passed_share,
    spans,
)
from calculator.costs.passing import passed_tokens, written_tokens
from calculator.costs.quantity import Amount, Quantity, lift, likely
from calculator.costs.renting import usd_per_hour
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics.constants import likely as constant
from calculator.units import FLOPS_PER_GFLOP, MS_PER_SECOND

VCPU_HOUR = Assumed("vcpu-hour", "USD per virtual processor and hour")
_VCPU_SPEED = Assumed("vcpu-gflops", "GFLOP/s")
_LARGEST_ON_CPU = Assumed("largest-on-processors", "billion parameters")
_COMPARABLE_DAYS = Assumed("comparable-price-days", "days")
_PROCESSORS_AT_ONCE = Assumed("processors-at-once", "virtual processors")
_TOO_DEAR = 1e9  # USD an hour: nobody takes processors for a model that is too large for them


@dataclass(frozen=True, slots=True)
class Machine:
    """A copy of a model on rented hardware."""

    name: str
    units: Amount  # accelerators, or virtual processors, of one copy
    usd_per_unit_hour: Amount
    busy_seconds: Amount  # of a copy, for one request
    watts_per_unit: float | None  # at the limit; None: virtual processors, by an assumption
    alone_seconds: float = 0.0  # of one request on an idle copy; likely, where a size is given


def accelerators_offered(case: Case) -> tuple[Accelerator, ...]:
    """The chosen accelerator, or those of the form whose prices can be compared.

    A price that is years older than the newest one would win by its age.
    """
    return case.once("accelerators offered", lambda: _offered(case))


def _offered(case: Case) -> tuple[Accelerator, ...]:
    if case.workload.accelerator:
        return (case.knowledge.accelerators[case.workload.accelerator],)
    choices = case.knowledge.inputs["accelerator"].choices
    offered = [case.knowledge.accelerators[str(choice.value)] for choice in choices]
    rents = {each.id: each.rent_on(case.today) for each in offered}
    days = {name: entry.as_of for name, entry in rents.items() if entry}
    newest = max(days.values())
    comparable = case.draws.assumed_estimate(_COMPARABLE_DAYS).value
    return tuple(
        each for each in offered if each.id in days and (newest - days[each.id]).days <= comparable
    )


type Maker = Callable[[float | None], Machine]


def machines_for(case: Case, model: ServedModel) -> list[Maker]:
    """One maker of each machine that can hold the model.

    A maker gives the machine with all its amounts, or, for a model size in billion parameters,
    with the likely values alone.
    """
    makers: list[Maker] = [
        partial(_on_accelerator, case, model, accelerator, times)
        for accelerator in accelerators_offered(case)
        if accelerator.rents
        for times in spans(case, model, accelerator)
    ]
    sizes = model.size_b.values if isinstance(model.size_b, Quantity) else [likely(model.size_b)]
    smallest = min(sizes) if case.drawn else sizes[0]
    if smallest <= constant(case.constants, _LARGEST_ON_CPU):
        makers.append(partial(_on_processors, case, model))
    return makers


def needs_accelerators(case: Case, model: ServedModel) -> Amount:
    """1 where the model is too large for processors, else 0; of a drawn size, by its likely one."""
    largest = constant(case.constants, _LARGEST_ON_CPU)
    if case.best_at_each_point:  # the size may be another answer at each point
        return lift(lambda size: float(size > largest), model.size_b)
    return float(likely(model.size_b) > largest)


def fast_enough(case: Case, makers: Sequence[Maker], size_b: float) -> list[Maker]:
    """Machines that answer within the longest wait; all of them where none does."""
    limit = case.workload.latency_ms
    if limit is None:
        return list(makers)
    quick = [make for make in makers if make(size_b).alone_seconds * MS_PER_SECOND <= limit]
    return quick or list(makers)


def _on_accelerator(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Machine:
    price = usd_per_hour(case, accelerator)
    return Machine(
        name=accelerator.name,
        units=copy_size(case, model, accelerator, times, at_size),
        usd_per_unit_hour=price if at_size is None else likely(price),
        busy_seconds=busy_seconds(case, model, accelerator, times, at_size),
        watts_per_unit=accelerator.tdp_watts or 0.0,
        alone_seconds=alone_seconds(case, model, accelerator, times, at_size),
    )


def _on_processors(case: Case, model: ServedModel, at_size: float | None) -> Machine:
    size, tokens, written, speed, usd = at_size_or_all(
        model,
        at_size,
        passed_tokens(case) + passages(case, model),
        written_tokens(case) if model.writes else 0.0,
        case.assumed(_VCPU_SPEED),
        case.assumed(VCPU_HOUR),
    )
    work = size * passed_share(case, size) * (tokens + written) * FLOPS_PER_BILLION_AND_TOKEN
    together = constant(case.constants, _PROCESSORS_AT_ONCE)
    if case.drawn:
        largest = constant(case.constants, _LARGEST_ON_CPU)
        usd = lift(lambda price, size_b: price if size_b <= largest else _TOO_DEAR, usd, size)
    return Machine(
        name="Virtual processors",
        units=1.0,
        usd_per_unit_hour=usd,
        busy_seconds=work / (speed * FLOPS_PER_GFLOP),
        watts_per_unit=None,
        alone_seconds=likely(work) / (likely(speed) * FLOPS_PER_GFLOP * together),
    )
