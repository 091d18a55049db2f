"""Numbers that may be uncertain: a plain float, or one value per point of a sample.

The same formulas run over both, so a likely cost and its range come from one code path.
Index 0 of a quantity is the likely case; the sample decides what the other points are.
"""

import math
import operator
from collections.abc import Callable, Sequence

type Amount = float | Quantity


class Quantity:
    """One value per point. Points of different quantities belong together by index."""

    __slots__ = ("points",)

    def __init__(self, points: list[float]) -> None:
        self.points = points

    def __add__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.add, self.points, other.points)))
        return Quantity([point + other for point in self.points])

    __radd__ = __add__

    def __mul__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.mul, self.points, other.points)))
        return Quantity([point * other for point in self.points])

    __rmul__ = __mul__

    def __sub__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.sub, self.points, other.points)))
        return Quantity([point - other for point in self.points])

    def __rsub__(self, other: float) -> "Quantity":
        return Quantity([other - point for point in self.points])

    def __truediv__(self, other: Amount) -> "Quantity":
        """Raises: ZeroDivisionError where a point of the divisor is zero."""
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.truediv, self.points, other.points)))
        return Quantity([point / other for point in self.points])

    def __rtruediv__(self, other: float) -> "Quantity":
        return Quantity([other / point for point in self.points])


def lift(function: Callable[..., float], *amounts: Amount) -> Amount:
    """A function of floats, applied point by point; equal arguments are worked out once."""
    length = next((len(a.points) for a in amounts if isinstance(a, Quantity)), 0)
    if not length:
        return function(*amounts)
    columns = [a.points if isinstance(a, Quantity) else [a] * length for a in amounts]
    known: dict[tuple[float, ...], float] = {}
    results = []
    for arguments in zip(*columns, strict=True):
        if arguments not in known:
            known[arguments] = function(*arguments)
        results.append(known[arguments])
    return Quantity(results)


def rounded_up(amount: Amount) -> Amount:
    """The next whole number; a hair above one (1e-9) does not count as more."""
    if isinstance(amount, Quantity):
        return Quantity([float(math.ceil(point - 1e-9)) for point in amount.points])
    return float(math.ceil(amount - 1e-9))


def at_least(amount: Amount, floor: float) -> Amount:
    """The amount, but never below a floor."""
    if isinstance(amount, Quantity):
        return Quantity([point if point > floor else floor for point in amount.points])
    return max(amount, floor)


def at_most(amount: Amount, ceiling: float) -> Amount:
    """The amount, but never above a ceiling."""
    if isinstance(amount, Quantity):
        return Quantity([point if point < ceiling else ceiling for point in amount.points])
    return min(amount, ceiling)


def least(one: Amount, other: Amount) -> Amount:
    """The smaller of two amounts, point by point."""
    if isinstance(other, Quantity):
        if isinstance(one, Quantity):
            return Quantity(list(map(min, one.points, other.points)))
        return at_most(other, one)
    return at_most(one, other)


def most(one: Amount, other: Amount) -> Amount:
    """The larger of two amounts, point by point."""
    if isinstance(other, Quantity):
        if isinstance(one, Quantity):
            return Quantity(list(map(max, one.points, other.points)))
        return at_least(other, one)
    return at_least(one, other)


def power(base: Amount, exponent: float) -> Amount:
    """A positive amount raised to a fixed exponent."""
    if exponent == 1:
        return base
    if isinstance(base, Quantity):
        return Quantity([math.pow(point, exponent) for point in base.points])
    return math.pow(base, exponent)


def likely(amount: Amount) -> float:
    """The value in the likely case."""
    return amount.points[0] if isinstance(amount, Quantity) else float(amount)


def spread_out(amount: Amount, length: int) -> Sequence[float]:
    """All values; a certain amount is repeated."""
    return amount.points if isinstance(amount, Quantity) else [float(amount)] * length
