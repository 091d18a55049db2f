"""An amount that remembers how it was made, so that a spreadsheet can repeat the formula."""

import math

NAME = "name"  # the operation of a number that was put in; its part is the number's name
SERIES = "series"  # 1 + ratio + … + ratio**(months - 1); its parts are the ratio and the months
ROUND_UP = "round up"  # to the next whole number, at least a floor; its parts are both
MAXIMUM, MINIMUM = "max", "min"
_CLOSE = 1e-9  # so near to one a ratio counts as one, and to a whole number as that number

type Part = float | str


class Traced(float):
    """A likely amount with the operation and the parts that it was made of.

    It is a float, so every formula of the bills runs over it. What turns it into a plain float on
    the way, such as physics worked out by iteration, becomes a constant of the formula.
    """

    __slots__ = ("operation", "parts")

    operation: str
    parts: tuple[Part, ...]

    def __new__(cls, value: float, operation: str, *parts: Part) -> "Traced":
        """An amount made by an operation on its parts."""
        made = super().__new__(cls, value)
        made.operation, made.parts = operation, parts
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
        ratio = float(self)
        same = abs(ratio - 1) < _CLOSE
        value = float(months) if same else (ratio**months - 1) / (ratio - 1)
        return Traced(value, SERIES, self, months)


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
