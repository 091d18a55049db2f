"""The cheapest of several machines at each point of a sample, without the whole bill of each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.demand import (
    Demand,
    amounts_of,
    least_awake,
    needed_for_a_second,
    stairs,
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
from calculator.units import HOURS_PER_MONTH

_SAFE = 1 - 1e-6  # a bound is taken so much lower, so that rounding never makes it too high


@dataclass(frozen=True, slots=True)
class Floor:
    """Under which no bill over the months can be, whatever the machine; of rents at first."""

    at_work: Amount  # months of a copy for each one that is needed at first
    there: Amount  # months of a copy that is always there
    lowest: Amount  # need of the quarter with the least work, against the first


def floor_of(demand: Demand, months: int) -> Floor:
    """The floor of all demands that grow alike at the same rents."""
    grown: list[Amount] = [1.0]
    for _ in demand.rents[1:]:
        grown.append(grown[-1] * demand.growth)
    shares = [by * rent for by, rent in zip(grown, demand.rents, strict=True)]
    return Floor(
        Stairs(shares, 1.0).unit_months(months) * _SAFE,
        Stairs(demand.rents, 1.0).unit_months(months) * _SAFE,
        least(1.0, power(demand.growth, len(demand.rents) - 1)),
    )


def cheapest_at_each_point(
    machines: Sequence[Machine],
    demand: Demand,
    months: int,
    floor: Floor,
    known: tuple[int, Amount] | None = None,
) -> Amount:
    """USD over the months on whichever machine is the cheapest at each point.

    To count whole copies quarter by quarter takes long, a bound below the bill does not. So each
    point goes from the machine with the lowest bound to the next, for as long as that bound is
    below the best bill so far.

    Args:
        machines: at least one.
        demand: on each of them.
        months: the horizon.
        floor: of the demand, from `floor_of`.
        known: the place of a machine whose bill is at hand, and the bill.
    """
    have, usd = known or (None, math.inf)
    machines, demand, floor, usd, places, length = _fitted(machines, demand, floor, usd)
    if not length:
        return min(likely(stairs(each, demand).total(months)) for each in machines)
    bounds = _bounds(machines, demand, floor)
    rows = list(zip(*(spread_out(each, length) for each in bounds), strict=True))
    best, left = [*spread_out(usd, length)], list(range(length))
    orders: dict[int, list[int]] = {}
    for turn in range(len(machines)):
        which = [_in_turn(rows[p], turn, orders, p) for p in left]
        still = [(p, i) for p, i in zip(left, which, strict=True) if rows[p][i] < best[p]]
        if not still:
            break
        left = [p for p, _ in still]
        anew = [(p, i) for p, i in still if i != have]
        if not anew:
            continue
        points, which = map(list, zip(*anew, strict=True))
        machine = _of_each(machines, which, points)
        found = stairs(machine, _at(demand, points)).total(months)
        for point, one in zip(points, spread_out(found, len(points)), strict=True):
            best[point] = min(best[point], one)
    return Quantity(best, places)


def _in_turn(bounds: Sequence[float], turn: int, orders: dict[int, list[int]], point: int) -> int:
    """The place of the lowest bound, or of that which is next in turn: few points ask for it."""
    if not turn:
        return bounds.index(min(bounds))
    if point not in orders:
        orders[point] = sorted(range(len(bounds)), key=bounds.__getitem__)
    return orders[point][turn]


def _fitted(
    machines: Sequence[Machine], demand: Demand, floor: Floor, usd: Amount
) -> tuple[list[Machine], Demand, Floor, Amount, Places | None, int]:
    """All at the points that any of their amounts tells apart; how many."""
    of_machines = [(m.units, m.usd_per_unit_hour, m.busy_seconds) for m in machines]
    found, places, length = together(
        *amounts_of(demand),
        *(floor.at_work, floor.there, floor.lowest, usd),
        *(a for each in of_machines for a in each),
    )
    amounts = iter(found)
    demand = with_amounts(demand, amounts)
    floor, usd = Floor(next(amounts), next(amounts), next(amounts)), next(amounts)
    fitted = [
        Machine(each.name, next(amounts), next(amounts), next(amounts), each.watts_per_unit)
        for each in machines
    ]
    return fitted, demand, floor, usd, places, length


def _bounds(machines: Sequence[Machine], demand: Demand, floor: Floor) -> list[Amount]:
    """What the bill on each machine is never below, USD over the months.

    Copies are paid for as long as they work, and no fewer than the quarter with the least work
    takes.
    """
    worked = floor.at_work * (HOURS_PER_MONTH / demand.variants)
    there = floor.there * HOURS_PER_MONTH
    if demand.awake is not None:
        worked = worked * demand.mean
    for_a_second = needed_for_a_second(demand)
    worked, least_there = for_a_second * worked, there * (demand.minimum_copies / demand.variants)
    found = []
    for machine in machines:
        if demand.awake is not None:
            needed = for_a_second * machine.busy_seconds * floor.lowest
            least_there = least_awake(needed, machine, demand) * there
        hours = most(machine.busy_seconds * worked, least_there)
        found.append(hours * machine.usd_per_unit_hour * machine.units)
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
