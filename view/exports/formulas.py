"""Traced amounts as the formulas of a spreadsheet; what is used twice gets a cell of its own."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from calculator.needs.brackets import ALONE, RANK, infix
from calculator.needs.traced import (
    CALLED,
    MAXIMUM,
    MINIMUM,
    NAME,
    ROUND_UP,
    SERIES,
    WORKED_OUT,
    Traced,
    amounts_in,
    in_full,
)
from view.exports.workbook import Formula


@dataclass(frozen=True, slots=True)
class Step:
    """An amount on the way to others."""

    line: str  # that it was first needed for
    name: str  # empty where it has none
    formula: Formula | float


@dataclass(slots=True)
class Formulas:
    """Writes formulas that refer to cells, each amount only once."""

    cell_of: Callable[[str], str]  # the cell of a number that was put in, by its name
    step_cell: Callable[[int], str]  # the cell of a step, by its position
    shared: frozenset[int]  # keys of amounts that need a cell of their own
    steps: list[Step] = field(default_factory=list)
    _cells: dict[int, str] = field(default_factory=dict)
    _in_full: dict[int, float] = field(default_factory=dict)  # cells keep every digit

    def cell(self, amount: float, label: str, place: str) -> Formula | float:
        """What stands at a place.

        Args:
            amount: traced, or plain where it does not depend on anything.
            label: says what the steps on the way to it are for.
            place: where it will stand; later formulas refer to it.
        """
        if not isinstance(amount, Traced):
            return amount
        text = self._cells.get(amount.key) or self._text(amount, label)[0]
        self._cells.setdefault(amount.key, place)
        return Formula(text, in_full(amount, self._in_full))

    def _text(self, amount: Traced, label: str) -> tuple[str, int]:
        """The formula of an amount, and how tightly its outermost operation binds."""
        if amount.operation == NAME:
            return self.cell_of(str(amount.parts[0])), ALONE
        if amount.operation == CALLED:
            return self._part(amount.parts[0], label)
        texts = [self._part(part, label) for part in amount.parts]
        if amount.operation in RANK:
            return infix(amount.operation, texts, amount.operation), RANK[amount.operation]
        return _call(amount.operation, [text for text, _ in texts]), ALONE

    def _part(self, part: float | str, label: str) -> tuple[str, int]:
        if not isinstance(part, Traced):
            return _constant(float(part)), ALONE
        if part.key in self._cells:
            return self._cells[part.key], ALONE
        if part.key in self.shared or part.operation in (CALLED, WORKED_OUT):
            return self._step(part, label), ALONE
        return self._text(part, label)

    def _step(self, amount: Traced, label: str) -> str:
        cell: Formula | float = float(amount)
        if amount.operation != WORKED_OUT:
            text = self._text(amount, label)[0]
            cell = Formula(text, in_full(amount, self._in_full))
        self.steps.append(Step(label, _name(amount), cell))
        self._cells[amount.key] = self.step_cell(len(self.steps) - 1)
        return self._cells[amount.key]


def shared_amounts(roots: Iterable[float]) -> frozenset[int]:
    """Keys of the amounts that several others were made of, or one that names them twice."""
    uses: Counter[int] = Counter()
    for amount in amounts_in(roots):
        for part in amount.parts:
            if isinstance(part, Traced) and part.operation != NAME:
                uses[part.key] += 2 if amount.operation == SERIES else 1
    return frozenset(key for key, count in uses.items() if count > 1)


def _name(amount: Traced) -> str:
    """What an amount on the way is called; empty where it has no name."""
    if amount.operation == CALLED:
        return str(amount.parts[1])
    return str(amount.parts[0]) if amount.operation == WORKED_OUT else ""


def _call(operation: str, texts: list[str]) -> str:
    first, second = texts
    if operation == ROUND_UP:
        return f"MAX({second},ROUNDUP({first}-1E-9,0))"
    if operation == SERIES:
        return f"IF(ABS({first}-1)<1E-9,{second},({first}^{second}-1)/({first}-1))"
    return f"{ {MAXIMUM: 'MAX', MINIMUM: 'MIN'}[operation] }({first},{second})"


def _constant(value: float) -> str:
    text = repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return f"({text})" if value < 0 else text.replace("e", "E")
