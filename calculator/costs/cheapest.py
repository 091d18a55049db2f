"""The cheapest of several machines at each point of a sample, without the whole bill of each."""

import math
from collections.abc import Sequence

from calculator.costs.demand import (
    Demand,
    least_copies,
    needed_at_first,
    stairs,
    usd_per_copy_month,
)
from calculator.costs.line import Stairs
from calculator.costs.machines import Machine
from calculator.costs.quantity import (
    Amount,
    Quantity,
    least,
    likely,
    most,
    power,
    spread_out,
    taken,
)

_SAFE = 1 - 1e-6  # a bound is taken so much lower, so that rounding never makes it too high


def cheapest_at_each_point(machines: Sequence[Machine], demand: Demand, months: int) -> Amount:
    """USD over the months on whichever machine is the cheapest at each point.

    To count whole copies quarter by quarter takes long, a bound below the bill does not. So each
    point goes from the machine with the lowest bound to the next, for as long as that bound is
    below the best bill so far.

    Args:
        machines: at least one.
        demand: on each of them.
        months: the horizon.
    """
    bounds = _bounds(machines, demand, months)
    length = max((len(each.points) for each in bounds if isinstance(each, Quantity)), default=0)
    if not length:
        return min(likely(stairs(each, demand).total(months)) for each in machines)
    rows = list(zip(*(spread_out(each, length) for each in bounds), strict=True))
    orders = [sorted(range(len(row)), key=row.__getitem__) for row in rows]
    best, places = [math.inf] * length, list(range(length))
    for turn in range(len(machines)):
        places = [p for p in places if rows[p][orders[p][turn]] < best[p]]
        if not places:
            break
        machine = _of_each(machines, [orders[p][turn] for p in places], places)
        usd = stairs(machine, _at(demand, places)).total(months)
        for place, found in zip(places, spread_out(usd, len(places)), strict=True):
            best[place] = min(best[place], found)
    return Quantity(best)


def _bounds(machines: Sequence[Machine], demand: Demand, months: int) -> list[Amount]:
    """What the bill on each machine is never below, USD over the months.

    Copies are paid for as long as they work, and no fewer than the quarter with the least work
    takes.
    """
    grown: list[Amount] = [1.0]
    for _ in demand.rents[1:]:
        grown.append(grown[-1] * demand.growth)
    shares = [by * rent for by, rent in zip(grown, demand.rents, strict=True)]
    at_work = Stairs(shares, 1.0).total(months) * (_SAFE / demand.variants)
    if demand.awake is not None:
        at_work = at_work * demand.mean
    there = Stairs(demand.rents, 1.0).total(months) * _SAFE
    lowest = least(1.0, power(demand.growth, len(demand.rents) - 1))
    found = []
    for machine in machines:
        needed = needed_at_first(machine, demand)
        fewest = least_copies(needed * lowest, machine, demand)
        found.append(most(needed * at_work, fewest * there) * usd_per_copy_month(machine))
    return found


def _of_each(machines: Sequence[Machine], which: Sequence[int], places: Sequence[int]) -> Machine:
    """At each of these places the machine that is named for it."""
    units = _picked([each.units for each in machines], which, places)
    usd = _picked([each.usd_per_unit_hour for each in machines], which, places)
    busy = _picked([each.busy_seconds for each in machines], which, places)
    return Machine("", units, usd, busy, None)


def _picked(columns: Sequence[Amount], which: Sequence[int], places: Sequence[int]) -> Amount:
    pairs = zip(which, places, strict=True)
    return Quantity([
        c.points[place] if isinstance(c := columns[i], Quantity) else c for i, place in pairs
    ])  # fmt: skip


def _at(demand: Demand, places: Sequence[int]) -> Demand:
    """The demand at some of its points."""
    return Demand(
        taken(demand.requests_per_second, places),
        taken(demand.growth, places),
        taken(demand.load, places),
        tuple(taken(rent, places) for rent in demand.rents),
        demand.minimum_copies,
        taken(demand.mean, places),
        None if demand.awake is None else taken(demand.awake, places),
        demand.variants,
        taken(demand.slower, places),
    )
