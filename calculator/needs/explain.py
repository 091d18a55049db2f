"""A traced amount as its formula and the list of its numbers; nothing is written by hand.

A formula is text with places: `{0} × {1} + {2}`. A place is the position of a number in the list.
Put the labels in and it is said in words, put the values in and it can be worked out again. A
number is put in by the reader or the content, converts units, or was worked out on the way and
then has a formula of its own over the same list.
"""

from collections.abc import Iterator
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
)
from calculator.units import Conversion

_SIGN = {"+": " + ", "-": " - ", "*": " × ", "/": " / ", "^": "^"}
_CLOSE = 1e-9
_CALLS = {
    MAXIMUM: "the larger of ({0}; {1})",
    MINIMUM: "the smaller of ({0}; {1})",
    ROUND_UP: "rounded up ({0}; at least {1})",
    SERIES: "sum of powers ({0}; {1} months)",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a formula."""

    ref: str | None  # the name of a number that was put in
    value: float
    label: str = ""  # of one that was not, and its unit
    unit: str = ""
    formula: str = ""  # of one that was worked out, over the same list
    rests_on: tuple[int, ...] = ()  # positions of what a number without a formula was made from


@dataclass(slots=True)
class Explanation:
    """Formulas over one list of numbers, each number once."""

    numbers: list[Number] = field(default_factory=list)
    _places: dict[tuple[str, float], int] = field(default_factory=dict)

    def formula(self, amount: float) -> str:
        """The formula of an amount, without the name that it may have itself."""
        if isinstance(amount, Traced) and amount.operation == CALLED:
            return self.formula(float_part(amount.parts[0]))
        return self._text(amount)[0]

    def _text(self, amount: float) -> tuple[str, int]:
        """The formula, and how tightly its outermost operation binds."""
        if isinstance(amount, Conversion):
            return self._place(Number(None, float(amount), amount.unit, "")), ALONE
        if not isinstance(amount, Traced):
            return _constant(amount), ALONE if amount >= 0 else 1
        if amount.operation in (NAME, CALLED, WORKED_OUT):
            return self._named(amount), ALONE
        if amount.operation == "*":
            return self._product(amount)
        texts = [self._text(float_part(part)) for part in amount.parts]
        if amount.operation in RANK:
            return infix(amount.operation, texts, _SIGN[amount.operation]), RANK[amount.operation]
        return _CALLS[amount.operation].format(*(text for text, _ in texts)), ALONE

    def _product(self, amount: Traced) -> tuple[str, int]:
        """A product; a last factor that is repeated is written as a power."""
        rest, factor = map(float_part, amount.parts)
        times = 1
        while isinstance(rest, Traced) and rest.operation == "*" and _same(rest.parts[1], factor):
            rest, times = float_part(rest.parts[0]), times + 1
        if _same(rest, factor):
            return self._power(factor, times + 1)
        return infix("*", [self._text(rest), self._power(factor, times)], _SIGN["*"]), RANK["*"]

    def _power(self, amount: float, times: int) -> tuple[str, int]:
        text = self._text(amount)
        return (
            (infix("^", [text, (str(times), ALONE)], _SIGN["^"]), RANK["^"]) if times > 1 else text
        )

    def _named(self, amount: Traced) -> str:
        value = float(amount)
        if amount.operation == NAME:
            return self._place(Number(str(amount.parts[0]), value))
        if amount.operation == CALLED:
            part, label, unit = amount.parts
            known = self._known(str(label), value)
            if known is None:
                at = self._reserve(str(label), value)
                text = self.formula(float_part(part))
                self.numbers[at] = Number(None, value, str(label), str(unit), text)
                return f"{{{at}}}"
            return known
        label, unit, *of = amount.parts
        return self._known(str(label), value) or self._physics(amount, str(label), str(unit), of)

    def _physics(self, amount: Traced, label: str, unit: str, of: list[float | str]) -> str:
        at = self._reserve(label, float(amount))
        rests_on = tuple(_positions([self._text(float_part(part))[0] for part in of]))
        self.numbers[at] = Number(None, float(amount), label, unit, "", rests_on)
        return f"{{{at}}}"

    def _place(self, number: Number) -> str:
        key = number.ref or number.label
        known = self._known(key, number.value)
        if known is None:
            at = self._reserve(key, number.value)
            self.numbers[at] = number
            return f"{{{at}}}"
        return known

    def _known(self, key: str, value: float) -> str | None:
        at = self._places.get((key, value))
        return None if at is None else f"{{{at}}}"

    def _reserve(self, key: str, value: float) -> int:
        """A place in the list, so that what a number is made of stands behind it."""
        at = self._places[key, value] = len(self.numbers)
        self.numbers.append(Number(None, value))
        return at


def _same(one: float | str, other: float | str) -> bool:
    """Whether two parts are one amount, and not two that only happen to be equal."""
    return isinstance(one, Traced) and isinstance(other, Traced) and one.key == other.key


def _constant(value: float) -> str:
    """A plain number, exactly; parts of one as a fraction."""
    if 0 < value < 1 and abs(1 / value - round(1 / value)) < _CLOSE:
        return f"(1/{round(1 / value)})"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def float_part(part: float | str) -> float:
    """A part of an amount that is an amount."""
    assert not isinstance(part, str)
    return part


def _positions(texts: list[str]) -> Iterator[int]:
    for text in texts:
        if text.startswith("{"):
            yield int(text.strip("{}"))
