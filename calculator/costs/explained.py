"""How the amounts of a bill came about, from the trace of the computation itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.costs.bills import Costs
from calculator.costs.line import Line, Stream
from calculator.costs.numbers import label_of
from calculator.costs.quantity import Amount, plain
from calculator.needs.explain import Explanation, Number
from calculator.needs.traced import called

ONCE, FIRST_MONTH, TOTAL = "once", "first_month", "total"
_LABELS = {ONCE: "Before launch", FIRST_MONTH: "First month", TOTAL: "All months"}
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
    once, monthly = plain(line.once), line.monthly
    first = plain(monthly.in_month(0))
    if once:
        once = found[ONCE] = called(_LABELS[ONCE], "USD", once)
    if first:
        named = called(_LABELS[FIRST_MONTH], "USD per month", first)
        found[FIRST_MONTH] = named
        if isinstance(monthly, Stream):
            monthly = Stream(named, monthly.ratio, monthly.horizon_sum)
    if first:
        found[TOTAL] = once + monthly.total(costs.case.months)
    return found


def explained(costs: Costs, amounts: Mapping[str, Amount]) -> Explained:
    """Amounts by name, each with its formula over the same list of numbers."""
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
