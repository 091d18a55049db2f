"""The cheapest of several machines at each point of a sample, without the whole bill of each."""

import math
from collections.abc import Sequence

from calculator.costs.demand import (
    Demand,
    amounts_of,
    least_copies,
    needed_at_first,
    stairs,
    usd_per_copy_month,
    with_amounts,
)
from calculator.costs.line import Stairs
from calculator.costs.machines import Machine
from calculator.costs.places import Places
from calculator.costs.quantity import (
    Amount,
    Quantity,
    least,
    likely,
    most,
    power,
    spread_out,
    taken,
    together,
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
    machines, demand, places, length = _fitted(machines, demand)
    if not length:
        return min(likely(stairs(each, demand).total(months)) for each in machines)
    bounds = _bounds(machines, demand, months)
    rows = list(zip(*(spread_out(each, length) for each in bounds), strict=True))
    best, left = [math.inf] * length, list(range(length))
    for turn in range(len(machines)):
        which = [_in_turn(rows[p], turn) for p in left]
        still = [(p, i) for p, i in zip(left, which, strict=True) if rows[p][i] < best[p]]
        if not still:
            break
        left, which = map(list, zip(*still, strict=True))
        machine = _of_each(machines, which, left)
        usd = stairs(machine, _at(demand, left)).total(months)
        for point, found in zip(left, spread_out(usd, len(left)), strict=True):
            best[point] = min(best[point], found)
    return Quantity(best, places)


def _in_turn(bounds: Sequence[float], turn: int) -> int:
    """The place of the lowest bound, or of that which is next in turn: few points ask for it."""
    if not turn:
        return bounds.index(min(bounds))
    return sorted(range(len(bounds)), key=bounds.__getitem__)[turn]


def _fitted(
    machines: Sequence[Machine], demand: Demand
) -> tuple[list[Machine], Demand, Places | None, int]:
    """Machines and demand at the points that any of their amounts tells apart; how many."""
    of_machines = [(m.units, m.usd_per_unit_hour, m.busy_seconds) for m in machines]
    found, places, length = together(
        *amounts_of(demand), *(a for each in of_machines for a in each)
    )
    amounts = iter(found)
    demand = with_amounts(demand, amounts)
    fitted = [
        Machine(each.name, next(amounts), next(amounts), next(amounts), each.watts_per_unit)
        for each in machines
    ]
    return fitted, demand, places, length


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


def _of_each(machines: Sequence[Machine], which: Sequence[int], points: Sequence[int]) -> Machine:
    """At each of these points the machine that is named for it."""
    units = _picked([each.units for each in machines], which, points)
    usd = _picked([each.usd_per_unit_hour for each in machines], which, points)
    busy = _picked([each.busy_seconds for each in machines], which, points)
    return Machine("", units, usd, busy, None)


def _picked(columns: Sequence[Amount], which: Sequence[int], points: Sequence[int]) -> Amount:
    pairs = zip(which, points, strict=True)
    return Quantity([
        c.values[point] if isinstance(c := columns[i], Quantity) else c for i, point in pairs
    ])  # fmt: skip


def _at(demand: Demand, points: Sequence[int]) -> Demand:
    """The demand at some of its points."""
    return with_amounts(demand, (taken(amount, points) for amount in amounts_of(demand)))
