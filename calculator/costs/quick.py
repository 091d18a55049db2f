"""What can be said about money within a keystroke: the headlines that the answer names."""

from collections.abc import Iterable

from calculator.costs.after_others import case_after_others
from calculator.costs.bills import Costs, bill
from calculator.costs.case import Case
from calculator.costs.middle import middle_of
from calculator.costs.plain import currency
from calculator.costs.quantity import likely
from calculator.costs.records import Headline, QuickCosts
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.uncertainty import Points, range_of, stable


def quick_costs(costs: Costs, named: Iterable[str], points: int = POINTS) -> QuickCosts:
    """Likely totals of every approach, and the headlines of a few.

    The draws are those of the whole answer, so that no figure changes when it follows.

    Args:
        costs: the likely bills.
        named: approaches whose headlines are wanted.
        points: equally likely draws.
    """
    case = case_after_others(costs.question, Points(points))
    return QuickCosts(
        horizon_months=costs.case.months,
        currency=currency(costs),
        likely={name: stable(likely(each.total)) for name, each in costs.bills.items()},
        headlines={name: _headline(case, name, points) for name in named},
    )


def _headline(case: Case, approach: str, points: int) -> Headline:
    drawn = bill(case, approach)
    once, middle = drawn.once(), middle_of(drawn.total, points)
    return Headline(
        total=range_of(drawn_points(drawn.total, points)),
        once=stable(middle.of(once)),
        per_month=stable(middle.of((drawn.total - once) / case.months)),
    )
