"""What it costs to keep a model running on machines of one's own: whole copies, all month."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.case import Case
from calculator.costs.line import Line, Stairs, Stream, price_left
from calculator.costs.machines import (
    VCPU_HOUR,
    Machine,
    Maker,
    fast_enough,
    machines_for,
)
from calculator.costs.model_work import TUNED, ServedModel
from calculator.costs.quantity import Amount, least, likely, most, power, rounded_up
from calculator.costs.renting import PER_SECOND
from calculator.needs.need import Assumed
from calculator.units import (
    HOURS_PER_MONTH,
    MONTHS_PER_QUARTER,
    QUARTERS_PER_YEAR,
    SECONDS_PER_MONTH,
    WATTS_PER_KW,
)

_LOAD = Assumed("serving-load", "share")
_RENT_DECLINE = Assumed("accelerator-price-decline", "share per year")
_COLD_START = Assumed("cold-start-seconds", "seconds")
_IDLE = Assumed("idle-seconds", "seconds")
_SLOWER = Assumed("adapter-slowdown", "ratio")
_OWN = " on machines of your own"
_HALF_A_COPY = 0.5
_AN_INSTANT = 1e-9  # seconds; a request without work keeps no copy busy
_CPU_SPEED = Assumed("cpu-requests-per-second", "requests per second")


@dataclass(frozen=True, slots=True)
class _Demand:
    """The busiest hour of the first quarter, how it grows by quarter, and what rent falls to."""

    requests_per_second: Amount
    growth: Amount
    load: Amount  # share of a copy that the busiest hour may use
    rents: tuple[Amount, ...]  # of each quarter, as shares of the first
    minimum_copies: float
    mean: Amount  # hour against the busiest one
    awake: Amount | None  # seconds paid around each request; None: machines never rest
    variants: float = 1.0  # that share a copy, each with as many requests
    slower: Amount = 1.0  # work of a copy that holds several of them


def hosting_line(case: Case, model: ServedModel, share: Assumed | None = None) -> Line:
    """Rent of the cheapest machines that hold the model and carry its busiest hour.

    Args:
        case: the workload and its numbers.
        model: what runs.
        share: of the requests that this model answers, 0–1; None: all.
    """
    key = f"hosting {model.key} {share.id if share else ''}"
    part = case.assumed(share) if share else 1.0
    line = case.once(key, lambda: _hosting_line(case, model, part))
    return dataclasses.replace(line, label=f"{model.label}{_OWN}")


def _shared(case: Case, model: ServedModel, demand: _Demand) -> _Demand:
    """The demand on a copy that several tuned variants share; the bill is that of one of them."""
    if model.key != TUNED or case.workload.variants <= 1:
        return demand
    slower = case.assumed(_SLOWER)
    return dataclasses.replace(demand, variants=case.workload.variants, slower=slower)


def _hosting_line(case: Case, model: ServedModel, share: Amount) -> Line:
    makers = fast_enough(case, machines_for(case, model), likely(model.size_b))
    demand = _shared(case, model, _demand(case, share))
    if case.best_at_each_point:
        return _cheapest_at_each_point(case, model, makers, demand)
    plain, size = _plain(demand), likely(model.size_b)
    best = min(makers, key=lambda make: likely(_stairs(make(size), plain).total(case.months)))
    return _line(case, model, best(None), demand)


def processors_line(case: Case) -> Line:
    """Rules or a small classical model on virtual processors."""
    seconds = 1 / case.assumed(_CPU_SPEED)
    machine = Machine("Virtual processors", 1.0, case.assumed(VCPU_HOUR), seconds, None)
    model = ServedModel("rules", "Rules or a small model", 0.0, writes=False)
    return _line(case, model, machine, _demand(case, 1.0))


def _cheapest_at_each_point(
    case: Case, model: ServedModel, makers: Sequence[Maker], demand: _Demand
) -> Line:
    """The bill where volume differs from point to point, and so does the best machine."""
    total: Amount = math.inf
    machine = makers[0](None)
    for make in makers:
        machine = make(None)
        total = least(total, _stairs(machine, demand).total(case.months))
    return _hosted_on(model, machine, Stream(total / case.months))


def _demand(case: Case, share: Amount) -> _Demand:
    """Machines are sized every quarter, for the busiest hour of its last month."""
    work = case.workload
    quarterly = power(1 + work.growth_per_year, 1 / QUARTERS_PER_YEAR)
    quarterly = case.called("Each quarter against the one before", "ratio", quarterly)
    month = case.first_requests * share * power(quarterly, 2 / MONTHS_PER_QUARTER)
    busiest = case.called(
        "Requests in the busiest second of the first quarter", "requests per second",
        month * work.peak_factor / SECONDS_PER_MONTH,
    )  # fmt: skip
    return _Demand(
        requests_per_second=busiest,
        growth=quarterly,
        load=case.assumed(_LOAD),
        rents=case.once("rents", lambda: _rents(case)),
        minimum_copies=max(1.0, work.minimum_replicas),
        mean=1 / work.peak_factor,
        awake=_awake(case),
    )


def _awake(case: Case) -> Amount | None:
    """A copy that may rest is paid while it wakes up and while it waits for one more request."""
    work = case.workload
    if work.minimum_replicas > 0 and work.paying != PER_SECOND:
        return None
    return case.assumed(_COLD_START) + case.assumed(_IDLE)


def _rents(case: Case) -> tuple[Amount, ...]:
    left = price_left(case.assumed(_RENT_DECLINE))
    fall = power(left, 1 / QUARTERS_PER_YEAR)
    fall = case.called("Rent of a quarter against the one before", "ratio", fall)
    rents: list[Amount] = [1.0]
    for _ in range(1, math.ceil(case.months / MONTHS_PER_QUARTER)):
        rents.append(rents[-1] * fall)
    return tuple(rents)


def _plain(demand: _Demand) -> _Demand:
    """The demand of the likely case alone."""
    return _Demand(
        likely(demand.requests_per_second),
        likely(demand.growth),
        likely(demand.load),
        tuple(map(likely, demand.rents)),
        demand.minimum_copies,
        likely(demand.mean),
        None if demand.awake is None else likely(demand.awake),
        demand.variants,
        likely(demand.slower),
    )


def _stairs(machine: Machine, demand: _Demand, case: Case | None = None) -> Stairs:
    """Copies of each quarter at the rent of the first; falling rent counts as fewer copies.

    With the case of a trace, the copies of each quarter have names.
    """
    needed = demand.requests_per_second * machine.busy_seconds / demand.load
    if demand.variants > 1:
        needed = needed * demand.variants * demand.slower
    if case is not None:
        needed = case.called("Copies needed in the first quarter", "copies", needed)
    paid: list[Amount] = []
    for quarter, rent in enumerate(demand.rents, start=1):
        copies = _copies(needed, machine, demand) * rent
        if case is not None:
            copies = case.called(f"Copies in quarter {quarter}, at first rent", "copies", copies)
        paid.append(copies)
        needed = needed * demand.growth
    return Stairs(paid, machine.units * machine.usd_per_unit_hour * HOURS_PER_MONTH)


def _copies(needed: Amount, machine: Machine, demand: _Demand) -> Amount:
    """Copies that are paid for: whole ones, or the part of the time that one is awake.

    Asleep, a copy costs nothing. A request keeps it awake for a start, its own work and a wait,
    unless it comes while the copy is awake already. Traffic changes from hour to hour; where its
    rate is spread as widely as its mean (one hour in twenty has three times the mean), the share
    of time with a request in the last w seconds is r·w / (1 + r·w), r being the mean rate. Above
    that the load decides, and half a copy more on the mean, because copies come whole.
    """
    if demand.awake is None:
        whole = rounded_up(needed, demand.minimum_copies)
        return whole / demand.variants if demand.variants > 1 else whole
    at_work = needed * demand.mean
    per_work = 1 + demand.awake * demand.load / most(machine.busy_seconds, _AN_INSTANT)
    whole = least(at_work + _HALF_A_COPY, at_work * (1 + _HALF_A_COPY))
    kept_awake = at_work * per_work  # copies, if no request came while one was awake
    paid = most(kept_awake / (1 + kept_awake), whole)
    return paid / demand.variants if demand.variants > 1 else paid


def _line(case: Case, model: ServedModel, machine: Machine, demand: _Demand) -> Line:
    machine = _called(case, machine)
    monthly = _stairs(machine, demand, case)
    copy_months = likely(Stairs(monthly.units, 1.0).total(case.months))
    hours = copy_months * likely(machine.units) * HOURS_PER_MONTH
    line = _hosted_on(model, machine, monthly)
    if machine.watts_per_unit is None:
        return dataclasses.replace(line, processor_hours=hours)
    return dataclasses.replace(line, kwh=hours * machine.watts_per_unit / WATTS_PER_KW)


def _called(case: Case, machine: Machine) -> Machine:
    """The machine with names for what was worked out about it."""
    name = machine.name
    return dataclasses.replace(
        machine,
        units=case.worked_out(f"Units of one copy: {name}", "units", machine.units),
        busy_seconds=case.called(
            f"Seconds of a copy per request: {name}", "seconds per request", machine.busy_seconds
        ),
    )


def _hosted_on(model: ServedModel, machine: Machine, monthly: Stairs | Stream) -> Line:
    label = f"{model.label}{_OWN}"
    return Line(id="hosting", group="inference", label=label, monthly=monthly, note=machine.name)
