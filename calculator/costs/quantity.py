"""Numbers that may be uncertain: a plain float, or one value per point of a sample.

The same formulas run over both, so a likely cost and its range come from one code path.
Index 0 of a quantity is the likely case; the sample decides what the other points are.
"""

import math
import operator
from bisect import bisect_right
from collections.abc import Callable, Sequence

from calculator.needs.traced import Traced, larger, smaller

type Amount = float | Quantity
type Grid = tuple[list[float], list[tuple[int, float]]]

_NODES = 9  # points at which `interpolated` works its function out
_FEW = 40  # different amounts, at each of which it does


class Quantity:
    """One value per point. Points of different quantities belong together by index.

    Nobody changes the points of one, so what changes no value gives the same quantity again.
    """

    __slots__ = ("grid", "points")

    def __init__(self, points: list[float]) -> None:
        self.points = points
        self.grid: Grid | None = None  # kept for `interpolated`

    def __add__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.add, self.points, other.points)))
        return Quantity([point + other for point in self.points]) if other else self

    __radd__ = __add__

    def __mul__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.mul, self.points, other.points)))
        return self if other == 1 else Quantity([point * other for point in self.points])

    __rmul__ = __mul__

    def __sub__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return Quantity(list(map(operator.sub, self.points, other.points)))
        return Quantity([point - other for point in self.points]) if other else self

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
        return function(*(float(a) for a in amounts if not isinstance(a, Quantity)))
    columns = [a.points if isinstance(a, Quantity) else [a] * length for a in amounts]
    known: dict[tuple[float, ...], float] = {}
    results = []
    for arguments in zip(*columns, strict=True):
        if arguments not in known:
            known[arguments] = function(*arguments)
        results.append(known[arguments])
    return Quantity(results)


def rounded_up(amount: Amount, floor: float = 0.0) -> Amount:
    """The next whole number, at least `floor`; a hair above one (1e-9) does not count as more."""
    ceil = math.ceil
    if isinstance(amount, Quantity):
        return Quantity([
            float(ceil(point - 1e-9)) if point > floor else floor for point in amount.points
        ])  # fmt: skip
    if isinstance(amount, Traced):
        return amount.rounded_up(floor)
    return float(ceil(amount - 1e-9)) if amount > floor else floor


def interpolated(function: Callable[[float], float], amount: Amount) -> Amount:
    """A smooth, positive function of a positive amount; of many, worked out at a few points only.

    Between nodes that are evenly spread over the amount's range, and one at its likely value,
    the logarithm of the result is taken to be straight in the logarithm of the amount.
    """
    if not isinstance(amount, Quantity):
        return function(float(amount))
    if amount.grid is None:
        amount.grid = _grid(amount)
    nodes, places = amount.grid
    heights = [math.log(function(node)) for node in nodes]
    slopes = [
        (heights[i + 1] - heights[i]) / math.log(nodes[i + 1] / nodes[i])
        for i in range(len(nodes) - 1)
    ]
    slopes.append(0.0)
    exp = math.exp
    return Quantity([exp(heights[i] + slopes[i] * beyond) for i, beyond in places])


def _grid(amount: Quantity) -> Grid:
    """Nodes, and for each point the node below it and the logarithm of the step beyond."""
    nodes = _nodes(amount)
    known: dict[float, tuple[int, float]] = {}
    for point in amount.points:
        if point not in known:
            below = bisect_right(nodes, point) - 1
            known[point] = below, math.log(point / nodes[below])
    return nodes, [known[point] for point in amount.points]


def _nodes(amount: Quantity) -> list[float]:
    """All points where they are few; else evenly spread ones and the likely value."""
    distinct = set(amount.points)
    if len(distinct) <= _FEW:
        return sorted(distinct)
    low, high = min(distinct), max(distinct)
    step = math.log(high / low) / (_NODES - 2)
    spread = (low * math.exp(i * step) for i in range(1, _NODES - 2))
    return sorted({amount.points[0], low, high, *spread})


def at_least(amount: Amount, floor: float) -> Amount:
    """The amount, but never below a floor."""
    if isinstance(amount, Quantity):
        return Quantity([point if point > floor else floor for point in amount.points])
    return larger(amount, floor)


def at_most(amount: Amount, ceiling: float) -> Amount:
    """The amount, but never above a ceiling."""
    if isinstance(amount, Quantity):
        return Quantity([point if point < ceiling else ceiling for point in amount.points])
    return smaller(amount, ceiling)


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
    if isinstance(base, Traced):
        return base.to_power(exponent)
    return math.pow(base, exponent)


def likely(amount: Amount) -> float:
    """The value in the likely case."""
    return amount.points[0] if isinstance(amount, Quantity) else float(amount)


def occurs(amount: Amount) -> bool:
    """Whether an amount is other than zero at any point, the likely case or another one."""
    return any(amount.points) if isinstance(amount, Quantity) else float(amount) != 0


def plain(amount: Amount) -> float:
    """An amount that is one number already, with its trace where it has one."""
    return amount.points[0] if isinstance(amount, Quantity) else amount


def taken(amount: Amount, places: Sequence[int]) -> Amount:
    """The amount at some of its points."""
    if isinstance(amount, Quantity):
        return Quantity([amount.points[place] for place in places])
    return amount


def spread_out(amount: Amount, length: int) -> Sequence[float]:
    """All values; a certain amount is repeated."""
    return amount.points if isinstance(amount, Quantity) else [float(amount)] * length
