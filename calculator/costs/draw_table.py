"""The draws behind the ranges, one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.costs.bills import bills
from calculator.costs.case import case_of, question_of
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.uncertainty import Points, stable
from calculator.knowledge import Knowledge
from calculator.request import read_request


@dataclass(frozen=True, slots=True)
class DrawTable:
    """One value for each draw."""

    totals: Mapping[str, Sequence[float]]  # USD over the horizon, by approach
    numbers: Mapping[str, Sequence[float]]  # uncertain numbers by name, in their units


def draw_table(
    request: Mapping[str, Any],
    knowledge: Knowledge,
    today: date,
    *,
    text: bool = False,
    points: int = POINTS,
) -> DrawTable:
    """Every draw of a question: what was drawn, and what the bills came to.

    Args:
        request: as for `calculator.api.evaluate`; what is wrong in it counts as unknown.
        knowledge: what content brings.
        today: the day whose prices count.
        text: whether inputs are text and must be parsed.
        points: equally likely draws.
    """
    read, _ = read_request(request, knowledge, text=text)
    question = question_of(read.scenario, knowledge, today, read.overrides, read.own_lines)
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
