"""What it costs to keep a model running on machines of one's own: whole copies, all month."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.case import Case, derived
from calculator.costs.line import Given, Line, Stairs, Stream, price_left
from calculator.costs.machines import Machine, Maker, fast_enough, machines_for, worth_a_look
from calculator.costs.model_work import ServedModel
from calculator.costs.quantity import Amount, least, likely, power, rounded_up
from calculator.units import HOURS_PER_MONTH, SECONDS_PER_MONTH

MONTHS_PER_QUARTER = 3
_QUARTERS_PER_YEAR = 4
_WATTS_PER_KW = 1000


@dataclass(frozen=True, slots=True)
class _Demand:
    """The busiest hour of the first quarter, how it grows by quarter, and what rent falls to."""

    requests_per_second: Amount
    growth: Amount
    load: Amount  # share of a copy that the busiest hour may use
    rents: tuple[Amount, ...]  # of each quarter, as shares of the first
    minimum_copies: float


def hosting_line(case: Case, model: ServedModel, share: Given | None = None) -> Line:
    """Rent of the cheapest machines that hold the model and carry its busiest hour.

    Args:
        case: the workload and its numbers.
        model: what runs.
        share: of the requests that this model answers, 0–1; None: all.
    """
    key = f"hosting {model.key} {share.ref if share else ''}"
    line = case.once(key, lambda: _hosting_line(case, model, share.amount if share else 1.0))
    return dataclasses.replace(line, label=_label(model))


def _label(model: ServedModel) -> str:
    return f"{model.label} on machines of your own"


def _hosting_line(case: Case, model: ServedModel, share: Amount) -> Line:
    makers = fast_enough(case, machines_for(case, model), likely(model.size_b))
    demand = _demand(case, share)
    if case.best_at_each_point:
        return _cheapest_at_each_point(case, model, worth_a_look(makers, model), demand)
    plain, size = _plain(demand), likely(model.size_b)
    best = min(makers, key=lambda make: _likely_total(make(size), plain, case.months))
    machine = best(None)
    return _line(case, model, machine, _stairs(machine, demand))


def processors_line(case: Case) -> Line:
    """Rules or a small classical model on virtual processors."""
    speed = case.assumed("cpu-requests-per-second")
    machine = Machine("Virtual processors", 1.0, case.assumed("vcpu-hour"), 1 / speed.amount, 0.0)
    demand = _demand(case, 1.0)
    model = ServedModel("rules", "Rules or a small model", 0.0, writes=False)
    return _line(case, model, machine, _stairs(machine, demand))


def _likely_total(machine: Machine, demand: _Demand, months: int) -> float:
    return likely(_stairs(machine, demand).total(months))


def _cheapest_at_each_point(
    case: Case, model: ServedModel, makers: Sequence[Maker], demand: _Demand
) -> Line:
    """The bill where volume differs from point to point, and so does the best machine."""
    total: Amount = math.inf
    machine = makers[0](None)
    for make in makers:
        machine = make(None)
        total = least(total, _stairs(machine, demand).total(case.months))
    return _line(case, model, machine, Stream(total / case.months))


def _demand(case: Case, share: Amount) -> _Demand:
    """Machines are sized every quarter, for the busiest hour of its last month."""
    work, assumed = case.workload, case.draws.assumed
    quarterly = power(1 + work.growth_per_year, 1 / _QUARTERS_PER_YEAR)
    month = case.first_requests * share * power(quarterly, 2 / MONTHS_PER_QUARTER)
    return _Demand(
        requests_per_second=month * work.peak_factor / SECONDS_PER_MONTH,
        growth=quarterly,
        load=assumed("serving-load"),
        rents=case.once("rents", lambda: _rents(case)),
        minimum_copies=max(1.0, work.minimum_replicas),
    )


def _rents(case: Case) -> tuple[Amount, ...]:
    left = price_left(case.draws.assumed("accelerator-price-decline"))
    fall = power(left, 1 / _QUARTERS_PER_YEAR)
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
    )


def _stairs(machine: Machine, demand: _Demand) -> Stairs:
    """Copies of each quarter at the rent of the first; falling rent counts as fewer copies."""
    needed = demand.requests_per_second * machine.busy_seconds / demand.load
    paid: list[Amount] = []
    for rent in demand.rents:
        paid.append(rounded_up(needed, demand.minimum_copies) * rent)
        needed = needed * demand.growth
    return Stairs(paid, machine.units * machine.usd_per_unit_hour.amount * HOURS_PER_MONTH)


def _line(case: Case, model: ServedModel, machine: Machine, monthly: Stairs | Stream) -> Line:
    copies = monthly.units[0] if isinstance(monthly, Stairs) else 0.0
    hours = likely(copies) * likely(machine.units) * HOURS_PER_MONTH * case.months
    return Line(
        id="hosting",
        group="inference",
        label=_label(model),
        formula="copies × units per copy × hours of a month × price per hour; copies = requests "
        "per second × peak factor × seconds per request / load, rounded up each quarter",
        given=_given(case, model, machine, copies),
        monthly=monthly,
        kwh=hours * (machine.watts_per_unit / _WATTS_PER_KW),
        note=machine.name,
    )


def _given(case: Case, model: ServedModel, machine: Machine, copies: Amount) -> tuple[Given, ...]:
    return (
        case.asked("requests_per_month"),
        case.asked("peak_factor"),
        derived("Model size", model.size_b, "billion parameters"),
        derived("Seconds of a copy per request", machine.busy_seconds, "seconds"),
        case.assumed("serving-load"),
        derived("Copies in the first quarter", copies, "copies"),
        derived("Units per copy", machine.units, "units"),
        machine.usd_per_unit_hour,
        case.assumed("accelerator-price-decline"),
    )
