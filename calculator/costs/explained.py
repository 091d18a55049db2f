"""How the amounts of a bill came about, from the trace of the computation itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.costs.bills import BEFORE_LAUNCH, FIRST_MONTH_PAID, Costs
from calculator.costs.line import Line
from calculator.costs.numbers import label_of
from calculator.costs.quantity import Amount, plain
from calculator.needs.explain import Explanation, Number
from calculator.needs.traced import key_of

ONCE, FIRST_MONTH, TOTAL = "once", "first_month", "total"
_LABELS = {ONCE: BEFORE_LAUNCH, FIRST_MONTH: FIRST_MONTH_PAID, TOTAL: "All months"}
_PLACE = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Explained:
    """Formulas by what they give, over one list of numbers, and the same in words."""

    formulas: Mapping[str, str]
    numbers: tuple[Number, ...]
    words: str


def explained_line(costs: Costs, line: Line) -> Explained:
    """What is paid before launch, in the first month and in all."""
    return explained(costs, payments(costs, line))


def payments(costs: Costs, line: Line) -> dict[str, Amount]:
    """The amounts of a line that are not nothing; the total is made of the other two."""
    found: dict[str, Amount] = {}
    first = line.monthly.in_month(0)
    if plain(line.once):
        found[ONCE] = line.once
    if plain(first):
        found[FIRST_MONTH] = costs.case.called(FIRST_MONTH_PAID, "USD per month", first)
        found[TOTAL] = line.total(costs.case.months)
    return found


def explained(costs: Costs, amounts: Mapping[str, Amount]) -> Explained:
    """Amounts by name, each with its formula over the same list of numbers.

    Approaches share lines, which are explained once.
    """
    key = "explained", *((name, key_of(plain(amount))) for name, amount in amounts.items())
    return costs.case.kept(key, lambda: _explained(costs, amounts))


def _explained(costs: Costs, amounts: Mapping[str, Amount]) -> Explained:
    explanation = Explanation()
    formulas = {key: explanation.formula(plain(amount)) for key, amount in amounts.items()}
    numbers = tuple(explanation.numbers)
    labels = [label_of(number.ref, costs) if number.ref else number.label for number in numbers]
    parts = [
        f"{_LABELS[key].lower()}: {_said(text, labels)}" if key in _LABELS else _said(text, labels)
        for key, text in formulas.items()
        if key != TOTAL
    ]
    return Explained(formulas, numbers, "; ".join(parts))


def _said(formula: str, labels: list[str]) -> str:
    return _PLACE.sub(lambda place: labels[int(place[1])], formula)
