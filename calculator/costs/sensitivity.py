"""How sure the bills are: ranges, who is cheapest how often, and which number matters most."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.after_others import case_after_others
from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import Bill, Costs, bill
from calculator.costs.middle import Middle, middle_of
from calculator.costs.quantity import Amount, Quantity, likely, spread_out
from calculator.costs.uncertainty import Points, range_around, range_of, stable
from calculator.estimate import Estimate
from calculator.work import finished

POINTS = 512
_SMALLEST_SWING = 0.002  # of the total; what moves it less is left out of a tornado
_BARS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a tornado: the total with one number at its low and at its high end."""

    name: str
    estimate: Estimate  # of the number, in its unit
    usd_at_low: float
    usd_at_high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The uncertainty of one approach's bill, USD over the horizon."""

    total: Estimate  # 10th percentile, median, 90th percentile
    likely: float  # every number at its likely value
    middle: Middle  # the case in which the parts add up to the median
    once: Estimate  # before launch
    per_month: Estimate  # mean of the months after launch
    tornado: tuple[Bar, ...]  # longest first


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The same draws for every approach, so that they can be compared."""

    spreads: Mapping[str, Spread]
    cheapest: Mapping[str, float]  # of those that qualify: share of draws, 0–1
    bills: Mapping[str, Bill]  # with one amount per point
    points: int = POINTS


def uncertainty(costs: Costs, qualifying: Sequence[str], points: int = POINTS) -> Uncertainty:
    """What `drawing` gives, in one go."""
    return finished(drawing(costs, qualifying, points))


def drawing(
    costs: Costs, qualifying: Sequence[str], points: int = POINTS
) -> Generator[None, None, Uncertainty]:
    """Ranges of all bills, and how often each approach that qualifies is the cheapest; in steps.

    Args:
        costs: the likely bills.
        qualifying: approaches that the decision does not exclude; none: no shares.
        points: equally likely draws.
    """
    uncertain = tuple(n for n, e in costs.case.draws.estimates.items() if e.low != e.high)
    case = case_after_others(costs.question, Points(points, uncertain))
    found = {}
    for approach in APPROACHES:
        found[approach] = bill(case, approach)
        yield
    estimates = {name: case.draws.estimates[name] for name in uncertain}
    return Uncertainty(
        spreads={
            name: _spread(made, estimates, case.months, points) for name, made in found.items()
        },
        cheapest=cheapest_shares({name: found[name].total for name in qualifying}, points),
        bills=found,
        points=points,
    )


def _spread(bill: Bill, estimates: Mapping[str, Estimate], months: int, points: int) -> Spread:
    once = bill.once()
    per_month = (bill.total - once) / months
    middle = middle_of(bill.total, points)
    total = range_of(drawn_points(bill.total, points))
    return Spread(
        total=total,
        likely=likely(bill.total),
        middle=middle,
        once=range_around(middle.of(once), drawn_points(once, points)),
        per_month=range_around(middle.of(per_month), drawn_points(per_month, points)),
        tornado=_tornado(bill.total, estimates, points, total.value),
    )


def drawn_points(amount: Amount, points: int) -> Sequence[float]:
    """The draws alone, without the likely case and the tornado's points."""
    return spread_out(amount, points + 1)[1 : points + 1]


def without_ends(amount: Amount, points: int) -> Amount:
    """The likely case and the draws, without the tornado's points."""
    return Quantity(amount.points[: points + 1]) if isinstance(amount, Quantity) else amount


def _tornado(
    total: Amount, estimates: Mapping[str, Estimate], points: int, median: float
) -> tuple[Bar, ...]:
    """What one number alone does, all others likely, told in proportion to the median."""
    lift = median / likely(total) if likely(total) else 1.0
    length = 1 + points + 2 * len(estimates)
    ends = spread_out(total, length)[1 + points :]
    swings = {name: abs(ends[2 * i + 1] - ends[2 * i]) for i, name in enumerate(estimates)}
    places = {name: i for i, name in enumerate(estimates)}
    least = _SMALLEST_SWING * likely(total)
    longest = sorted(swings, key=lambda name: (-swings[name], name))[:_BARS]
    return tuple(
        Bar(name, estimates[name], *(stable(lift * ends[2 * place + end]) for end in (0, 1)))
        for name, place in ((name, places[name]) for name in longest if swings[name] > least)
    )


def cheapest_shares(totals: Mapping[str, Amount], points: int) -> dict[str, float]:
    """Share of draws in which each approach is the cheapest; a tie goes to the first named."""
    if not totals:
        return {}
    columns = [drawn_points(total, points) for total in totals.values()]
    wins = [0] * len(columns)
    for row in zip(*columns, strict=True):
        wins[row.index(min(row))] += 1
    return {name: stable(count / points) for name, count in zip(totals, wins, strict=True)}
