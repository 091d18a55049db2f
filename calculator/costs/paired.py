"""Two approaches month by month: what each has cost so far, and which is the cheaper one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.bills import Bill, bill
from calculator.costs.case import Question, case_of
from calculator.costs.quantity import Amount
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.uncertainty import Points, range_around, stable
from calculator.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Paired:
    """Two approaches over one horizon, with the same draws; USD."""

    first: tuple[Estimate, ...]  # paid until launch, and until the end of each month
    second: tuple[Estimate, ...]
    first_cheaper: float  # share of the draws in which the first costs less over the horizon


def paired(question: Question, paid: Mapping[str, Sequence[float]]) -> Paired:
    """What two approaches have cost by each month, with the middle 80 % of the same draws.

    Args:
        question: what is priced.
        paid: USD paid until launch and until the end of each month, as the result has it, of two
            approaches by id: the middle of each range, so that all say the same of them.
    """
    case = case_of(question, Points(POINTS))
    a, b = (_paid(bill(case, name), case.months) for name in paid)
    won = sum(one < other for one, other in zip(a[-1], b[-1], strict=True))
    first, second = (
        tuple(map(range_around, middle, drawn))
        for middle, drawn in zip(paid.values(), (a, b), strict=True)
    )
    return Paired(first, second, first_cheaper=stable(won / POINTS))


def _paid(found: Bill, months: int) -> list[Sequence[float]]:
    """The draws of what is paid until launch, and until the end of each month."""
    so_far: Amount = found.once()
    paid = [drawn_points(so_far, POINTS)]
    for month in range(months):
        for line in found.lines:
            so_far = so_far + line.monthly.in_month(month)
        paid.append(drawn_points(so_far, POINTS))
    return paid
