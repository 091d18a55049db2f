"""An amount that remembers how it was made: its formula is shown and repeated from that alone."""

import math
import operator
from collections.abc import Callable, Iterable, Iterator

NAME = "name"  # the operation of a number that was put in; its part is the number's name
SERIES = "series"  # 1 + ratio + … + ratio**(months - 1); its parts are the ratio and the months
ROUND_UP = "round up"  # to the next whole number, at least a floor; its parts are both
MAXIMUM, MINIMUM = "max", "min"
CALLED = "called"  # an amount on the way that has a name; its parts: the amount, label and unit
WORKED_OUT = "worked out"  # by more than a formula; its parts: label, unit, what it rests on
_CLOSE = 1e-9  # so near to one a ratio counts as one, and to a whole number as that number

type Part = float | str


class Traced(float):
    """A likely amount with the operation and the parts that it was made of.

    It is a float, so every formula of the bills runs over it. What turns it into a plain float on
    the way, such as physics worked out by iteration, gets its name back by `worked_out`.
    Amounts of one `key` were made in one way of the same parts, so they are the same amount.
    """

    __slots__ = ("key", "operation", "parts")

    key: int
    operation: str
    parts: tuple[Part, ...]

    def __new__(cls, value: float, operation: str, *parts: Part) -> "Traced":
        """An amount made by an operation on its parts."""
        made = super().__new__(cls, value)
        made.operation, made.parts = operation, parts
        made.key = hash((operation, float(made), *map(key_of, parts)))
        return made

    def __add__(self, other: float) -> "Traced":
        return self if _is(other, 0) else Traced(float(self) + float(other), "+", self, other)

    def __radd__(self, other: float) -> "Traced":
        return self if _is(other, 0) else Traced(float(other) + float(self), "+", other, self)

    def __sub__(self, other: float) -> "Traced":
        return self if _is(other, 0) else Traced(float(self) - float(other), "-", self, other)

    def __rsub__(self, other: float) -> "Traced":
        return Traced(float(other) - float(self), "-", other, self)

    def __mul__(self, other: float) -> "Traced":
        return self if _is(other, 1) else Traced(float(self) * float(other), "*", self, other)

    def __rmul__(self, other: float) -> "Traced":
        return self if _is(other, 1) else Traced(float(other) * float(self), "*", other, self)

    def __truediv__(self, other: float) -> "Traced":
        return self if _is(other, 1) else Traced(float(self) / float(other), "/", self, other)

    def __rtruediv__(self, other: float) -> "Traced":
        return Traced(float(other) / float(self), "/", other, self)

    def to_power(self, exponent: float) -> "Traced":
        """The amount raised to a fixed exponent."""
        return Traced(math.pow(self, exponent), "^", self, exponent)

    def rounded_up(self, floor: float) -> "Traced":
        """The next whole number, at least the floor; a hair above one does not count as more."""
        value = float(math.ceil(float(self) - _CLOSE)) if self > floor else float(floor)
        return Traced(value, ROUND_UP, self, floor)

    def summed_powers(self, months: int) -> "Traced":
        """1 + ratio + … + ratio**(months - 1)."""
        return Traced(summed_powers(float(self), months), SERIES, self, months)


def key_of(part: Part) -> int | Part:
    """What tells a part from others: how it was made, or for a plain one its value."""
    return part.key if isinstance(part, Traced) else part


def summed_powers(ratio: float, months: int) -> float:
    """1 + ratio + … + ratio**(months - 1), also where the ratio is close to one; ratio > 0."""
    growth = ratio - 1
    if abs(growth) < _CLOSE:
        return float(months)
    return math.expm1(months * math.log1p(growth)) / growth


def called(label: str, unit: str, kept: float, amount: float) -> Traced:
    """An amount on the way under a name of its own, with the digits that are kept of it."""
    return Traced(float(kept), CALLED, amount, label, unit)


def worked_out(label: str, unit: str, amount: float, *of: float) -> Traced:
    """An amount that no short formula gives, such as one of the physics, and what it rests on."""
    return Traced(float(amount), WORKED_OUT, label, unit, *of)


def names_in(roots: Iterable[float]) -> set[str]:
    """The names of all numbers that amounts were made of."""
    return {str(each.parts[0]) for each in amounts_in(roots) if each.operation == NAME}


def amounts_in(roots: Iterable[float]) -> Iterator[Traced]:
    """Every traced amount at or below the roots, once."""
    seen: set[int] = set()
    waiting: list[float | str] = [*roots]
    while waiting:
        amount = waiting.pop()
        if isinstance(amount, Traced) and amount.key not in seen:
            seen.add(amount.key)
            yield amount
            waiting += amount.parts


def in_full(amount: Part, known: dict[int, float]) -> float:
    """An amount from its parts with every digit, those of named amounts on the way included.

    `known` holds what was worked out before, by key.
    """
    if not isinstance(amount, Traced) or amount.operation in (NAME, WORKED_OUT):
        return float(amount)
    if amount.key not in known:
        parts = amount.parts[:1] if amount.operation == CALLED else amount.parts
        values = [in_full(part, known) for part in parts]
        known[amount.key] = float(_OPERATIONS[amount.operation](*values))
    return known[amount.key]


_OPERATIONS: dict[str, Callable[..., float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": math.pow,
    MAXIMUM: max,
    MINIMUM: min,
    CALLED: float,
    ROUND_UP: lambda value, floor: Traced(value, NAME).rounded_up(floor),
    SERIES: lambda ratio, months: summed_powers(ratio, int(months)),
}


def larger(one: float, other: float) -> float:
    """The larger of two amounts, traced where one of them is."""
    return _either(max(float(one), float(other)), MAXIMUM, one, other)


def smaller(one: float, other: float) -> float:
    """The smaller of two amounts, traced where one of them is."""
    return _either(min(float(one), float(other)), MINIMUM, one, other)


def _either(value: float, operation: str, one: float, other: float) -> float:
    traced = isinstance(one, Traced) or isinstance(other, Traced)
    return Traced(value, operation, one, other) if traced else value


def _is(amount: float, number: int) -> bool:
    """Whether an amount is this constant, and not a number that only happens to be it."""
    return not isinstance(amount, Traced) and amount == number
