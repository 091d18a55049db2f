"""Everything that is said about the bills beside the bills: ranges, crossings, flips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.costs import break_even
from calculator.costs.bills import Costs
from calculator.costs.case import case_of
from calculator.costs.crossing import Crossing
from calculator.costs.flips import CostFlip, FlipSearch, horizon_flip
from calculator.costs.payback import paid_by_month, paybacks
from calculator.costs.sensitivity import POINTS, Uncertainty, uncertainty
from calculator.costs.success import PerSuccess, per_success
from calculator.costs.time_to_ship import TimeToShip, times_to_ship
from calculator.costs.uncertainty import Points
from calculator.costs.what_if import totals
from calculator.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from the bills of one question."""

    uncertainty: Uncertainty
    by_volume: tuple[Crossing, ...]
    in_time: tuple[Crossing, ...]
    paid: Mapping[str, list[float]]  # USD until launch and until the end of each month
    flips: tuple[CostFlip, ...]
    volumes: tuple[float, ...]  # requests a month, of each point of the curves
    curves: Mapping[str, tuple[Estimate, ...]]  # USD over the horizon, by approach
    times: Mapping[str, TimeToShip]
    successes: Mapping[str, PerSuccess]


def analyse(costs: Costs, qualifying: Sequence[str], points: int = POINTS) -> Analysis:
    """Ranges and shares, break-even by volume and in time, and the flip of each input.

    Args:
        costs: the likely bills.
        qualifying: approaches that the decision does not exclude.
        points: equally likely draws behind the ranges.
    """
    sure = uncertainty(costs, qualifying, points)
    flips = FlipSearch(costs.question, costs.case.workload, qualifying)
    volumes = break_even.first_tries()
    found = totals(costs.question, volumes + flips.first_tries())
    coarse = _part(found, 0, len(volumes))
    search = break_even.VolumeSearch(coarse)
    closer = search.second_tries()
    finer = flips.second_tries(_part(found, len(volumes), None))
    found = totals(costs.question, closer + finer) if closer or finer else {}
    months = costs.case.months
    paid = {name: paid_by_month(bill, months) for name, bill in costs.bills.items()}
    drawn = case_of(costs.question, Points(points))  # the same draws, without the tornado's ends
    horizon = horizon_flip(paid, months, qualifying)
    return Analysis(
        uncertainty=sure,
        by_volume=tuple(search.crossings(_part(found, 0, len(closer)))),
        in_time=tuple(paybacks(paid, sure, months)),
        paid=paid,
        volumes=break_even.VOLUMES,
        curves={name: break_even.curve(values) for name, values in coarse.items()},
        times=times_to_ship(drawn, sure),
        successes=per_success(drawn, sure),
        flips=(*flips.flips(_part(found, len(closer), None)), *([horizon] if horizon else [])),
    )


def _part(
    found: Mapping[str, Sequence[float]], start: int, stop: int | None
) -> dict[str, Sequence[float]]:
    return {name: values[start:stop] for name, values in found.items()}
