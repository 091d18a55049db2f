"""What runs on machines of one's own at the busiest hour, and the copies that it takes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from calculator.costs.case import Case
from calculator.costs.line import Stairs, price_left
from calculator.costs.machines import Machine
from calculator.costs.quantity import Amount, least, likely, most, power, rounded_up
from calculator.costs.renting import PER_SECOND
from calculator.costs.workload import Workload
from calculator.needs.need import Assumed
from calculator.units import (
    HOURS_PER_MONTH,
    MONTHS_PER_QUARTER,
    QUARTERS_PER_YEAR,
    SECONDS_PER_MONTH,
)

_LOAD = Assumed("serving-load", "share")
_RENT_DECLINE = Assumed("accelerator-price-decline", "share per year")
_COLD_START = Assumed("cold-start-seconds", "seconds")
_IDLE = Assumed("idle-seconds", "seconds")
_HALF_A_COPY = 0.5
_AN_INSTANT = 1e-9  # seconds; a request without work keeps no copy busy


@dataclass(frozen=True, slots=True)
class Demand:
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


_ALWAYS = ("requests_per_second", "growth", "load", "mean", "slower")


def demand_of(case: Case, share: Amount) -> Demand:
    """Machines are sized every quarter, for the busiest hour of its last month.

    Args:
        case: the workload and its numbers.
        share: of the requests, 0–1.
    """
    work = case.workload
    quarterly = power(1 + work.growth_per_year, 1 / QUARTERS_PER_YEAR)
    quarterly = case.called("Each quarter against the one before", "ratio", quarterly)
    month = case.first_requests * share * power(quarterly, 2 / MONTHS_PER_QUARTER)
    peak = _peak(work)
    busiest = case.called(
        "Requests in the busiest second of the first quarter", "requests per second",
        month * peak / SECONDS_PER_MONTH,
    )  # fmt: skip
    return Demand(
        requests_per_second=busiest,
        growth=quarterly,
        load=case.assumed(_LOAD),
        rents=case.once("rents", lambda: _rents(case)),
        minimum_copies=max(1.0, work.minimum_replicas),
        mean=1 / peak,
        awake=_awake(case),
    )


def _peak(work: Workload) -> Amount:
    """The busiest hour against the mean one, of what is answered in it.

    Requests that can wait are answered evenly over the day, and only the others have a peak.
    """
    return work.batch_share + (1 - work.batch_share) * work.peak_factor


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


def amounts_of(demand: Demand) -> list[Amount]:
    """The amounts of a demand, in the order in which `with_amounts` takes them."""
    kept = [] if demand.awake is None else [demand.awake]
    return [*(getattr(demand, name) for name in _ALWAYS), *demand.rents, *kept]


def with_amounts(demand: Demand, amounts: Iterable[Amount]) -> Demand:
    """The demand with these amounts; more may follow them."""
    rest = iter(amounts)
    always: dict[str, Any] = dict(zip(_ALWAYS, rest, strict=False))
    return replace(
        demand,
        **always,
        rents=tuple(islice(rest, len(demand.rents))),
        awake=None if demand.awake is None else next(rest),
    )


def plain_demand(demand: Demand) -> Demand:
    """The demand of the likely case alone."""
    return with_amounts(demand, map(likely, amounts_of(demand)))


def stairs(machine: Machine, demand: Demand, case: Case | None = None) -> Stairs:
    """Copies of each quarter at the rent of the first; falling rent counts as fewer copies.

    With the case of a trace, the copies of each quarter have names.
    """
    needed = needed_at_first(machine, demand)
    if case is not None:
        needed = case.called("Copies needed in the first quarter", "copies", needed)
    paid: list[Amount] = []
    for quarter, rent in enumerate(demand.rents, start=1):
        copies = _copies(needed, machine, demand) * rent
        if case is not None:
            copies = case.called(f"Copies in quarter {quarter}, at first rent", "copies", copies)
        paid.append(copies)
        needed = needed * demand.growth
    return Stairs(paid, usd_per_copy_month(machine))


def usd_per_copy_month(machine: Machine) -> Amount:
    """Rent of a copy that is there all month, at first rent."""
    return machine.units * machine.usd_per_unit_hour * HOURS_PER_MONTH


def needed_at_first(machine: Machine, demand: Demand) -> Amount:
    """Copies that the busiest hour of the first quarter takes, parts of one included."""
    needed = demand.requests_per_second * machine.busy_seconds / demand.load
    if demand.variants > 1:
        needed = needed * demand.variants * demand.slower
    return needed


def needed_for_a_second(demand: Demand) -> Amount:
    """The same for each second that a request keeps a copy busy."""
    needed = demand.requests_per_second / demand.load
    return needed * demand.variants * demand.slower if demand.variants > 1 else needed


def _copies(needed: Amount, machine: Machine, demand: Demand) -> Amount:
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
    whole = least(at_work + _HALF_A_COPY, at_work * (1 + _HALF_A_COPY))
    kept_awake = at_work * _time_per_work(machine, demand)
    paid = most(kept_awake / (1 + kept_awake), whole)
    return paid / demand.variants if demand.variants > 1 else paid


def _time_per_work(machine: Machine, demand: Demand) -> Amount:
    """Seconds that a request keeps a copy awake, were it alone, for one second of its work."""
    assert demand.awake is not None
    return 1 + demand.awake * demand.load / most(machine.busy_seconds, _AN_INSTANT)


def least_awake(needed: Amount, machine: Machine, demand: Demand) -> Amount:
    """Copies that rest are paid for no less than this in a quarter that needs as many, or more."""
    kept_awake = needed * demand.mean * _time_per_work(machine, demand)
    return kept_awake / (1 + kept_awake) / demand.variants
