"""The draws behind the ranges, one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.bills import bills
from calculator.costs.case import Question, case_of
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.uncertainty import Points, stable


@dataclass(frozen=True, slots=True)
class DrawTable:
    """One value for each draw."""

    totals: Mapping[str, Sequence[float]]  # USD over the horizon, by approach
    numbers: Mapping[str, Sequence[float]]  # uncertain numbers by name, in their units


def draw_table(question: Question, points: int = POINTS) -> DrawTable:
    """Every draw of a question: what was drawn, and what the bills came to.

    Args:
        question: from `calculator.request.read_question`.
        points: equally likely draws.
    """
    sample = Points(points)
    case = case_of(question, sample)
    found = bills(case)
    uncertain = {name: e for name, e in case.draws.estimates.items() if e.low != e.high}
    return DrawTable(
        totals={name: _stable(drawn_points(bill.total, points)) for name, bill in found.items()},
        numbers={
            name: _stable(drawn_points(sample.amount(name, estimate), points))
            for name, estimate in sorted(uncertain.items())
        },
    )


def _stable(values: Sequence[float]) -> list[float]:
    return [stable(value) for value in values]
