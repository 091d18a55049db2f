"""The month after launch in which a dearer start has paid for itself."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import Bill
from calculator.costs.crossing import Crossing, crossing
from calculator.costs.quantity import likely
from calculator.costs.sensitivity import Spread, Uncertainty, drawn_points

_DRAWS = 128  # of those behind the ranges; their order is mixed, so any part will do


def paybacks(
    paid: Mapping[str, list[float]], uncertainty: Uncertainty, months: int
) -> list[Crossing]:
    """For every pair, when the one with the dearer start becomes the cheaper in total.

    The month follows the bills of the middle case month by month; its range comes from the mean
    month of each draw.

    Args:
        paid: USD paid by month, from `paid_by_month`, by approach.
        uncertainty: of the same bills.
        months: the horizon.
    """
    drawn = {name: _start_and_run(bill, uncertainty) for name, bill in uncertainty.bills.items()}
    return [_payback(a, b, paid, drawn, months) for a, b in combinations(APPROACHES, 2)]


def paid_by_month(bill: Bill, months: int, spread: Spread) -> list[float]:
    """USD paid until launch, and until the end of each month after it, up to the median total.

    The months share what is paid after launch as they do in the likely bill.
    """
    payments = [line.monthly.likely() for line in bill.lines]
    likely_months = [
        sum(likely(each.in_month(month)) for each in payments) for month in range(months)
    ]
    running, expected = sum(likely_months), months * spread.per_month.value
    paid = [spread.once.value]
    for usd in likely_months:
        paid.append(paid[-1] + (expected * usd / running if running else expected / months))
    return paid


def _start_and_run(bill: Bill, uncertainty: Uncertainty) -> list[tuple[float, float]]:
    """USD before launch, and in all months after it, of each draw."""
    once = drawn_points(bill.once(), uncertainty.points)[:_DRAWS]
    total = drawn_points(bill.total, uncertainty.points)[:_DRAWS]
    return [(start, whole - start) for start, whole in zip(once, total, strict=True)]


def _payback(
    a: str,
    b: str,
    paid: Mapping[str, list[float]],
    drawn: Mapping[str, list[tuple[float, float]]],
    months: int,
) -> Crossing:
    first, then = (a, b) if paid[a][0] <= paid[b][0] else (b, a)
    at, again = turn(paid[first], paid[then])
    points = [
        _month(start_then - start_first, run_first - run_then, months)
        for (start_first, run_first), (start_then, run_then) in zip(
            drawn[first], drawn[then], strict=True
        )
    ]
    return crossing((first, then), at, points, again)


def turn(first: Sequence[float], then: Sequence[float]) -> tuple[float | None, bool]:
    """The month in which the one with the dearer start falls below the other, if it ever does.

    Args:
        first: USD paid until launch, and until the end of each month, of the cheaper start.
        then: the same of the other one.

    Returns:
        The month, and whether the order changes once more after it.
    """
    gaps = [x - y for x, y in zip(first, then, strict=True)]
    changes = [m for m in range(1, len(gaps)) if (gaps[m] > 0) != (gaps[m - 1] > 0)]
    if not changes:
        return None, False
    month = changes[0]
    return month - gaps[month] / (gaps[month] - gaps[month - 1]), len(changes) > 1


def _month(dearer: float, saved: float, months: int) -> float:
    """When a dearer start is saved again; 0 if it is not dearer, infinity if never in time."""
    if dearer <= 0:
        return 0.0 if saved >= 0 else math.inf
    return dearer * months / saved if saved >= dearer else math.inf
