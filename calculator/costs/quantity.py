"""Numbers that may be uncertain: a plain float, or one value per point of a sample.

The same formulas run over both, so a likely cost and its range come from one code path.
Index 0 of a quantity is the likely case; the sample decides what the other points are.
"""

import math
import operator
from collections.abc import Callable, Sequence

from calculator.costs.places import Places
from calculator.needs.traced import Traced, larger, smaller

type Amount = float | Quantity
type Grid = tuple[list[float], list[tuple[int, float]]]


class Quantity:
    """One value per point. Points of different quantities belong together by index.

    Nobody changes the points of one, so what changes no value gives the same quantity again.
    Where points are known to be alike, such as all volumes at one draw, their value is held and
    worked with once; `places` says which value each point has. The first value is the first
    point's, which is the likely case.
    """

    __slots__ = ("_points", "grid", "places", "values")

    def __init__(self, values: list[float], places: Places | None = None) -> None:
        self.values, self.places = values, places
        self._points = values if places is None else None
        self.grid: Grid | None = None  # kept for `interpolated`

    @property
    def points(self) -> list[float]:
        """The value of each point."""
        if self._points is None:
            assert self.places
            self._points = [self.values[place] for place in self.places.of]
        return self._points

    def with_values(self, values: list[float]) -> "Quantity":
        """Other values at the same points."""
        return Quantity(values, self.places)

    def beside(self, other: "Quantity", make: Callable[[float, float], float]) -> "Quantity":
        """A function of this and another quantity, point by point."""
        one, two = self.places, other.places
        if one is two:
            return Quantity(list(map(make, self.values, other.values)), one)
        if one is None or two is None:
            return Quantity(list(map(make, self.points, other.points)))
        both = one.joined(two)
        return Quantity(list(map(make, self.seen_at(both), other.seen_at(both))), both)

    def seen_at(self, places: Places) -> list[float]:
        """Its values at places that tell apart at least all that its own do."""
        if places is self.places or self.places is None:
            return self.values
        values, of = self.values, self.places.of
        return [values[of[point]] for point in places.first]

    def __add__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return self.beside(other, operator.add)
        return self.with_values([value + other for value in self.values]) if other else self

    __radd__ = __add__

    def __mul__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return self.beside(other, operator.mul)
        return self if other == 1 else self.with_values([value * other for value in self.values])

    __rmul__ = __mul__

    def __sub__(self, other: Amount) -> "Quantity":
        if isinstance(other, Quantity):
            return self.beside(other, operator.sub)
        return self.with_values([value - other for value in self.values]) if other else self

    def __rsub__(self, other: float) -> "Quantity":
        return self.with_values([other - value for value in self.values])

    def __truediv__(self, other: Amount) -> "Quantity":
        """Raises: ZeroDivisionError where a point of the divisor is zero."""
        if isinstance(other, Quantity):
            return self.beside(other, operator.truediv)
        return self.with_values([value / other for value in self.values])

    def __rtruediv__(self, other: float) -> "Quantity":
        return self.with_values([other / value for value in self.values])


def together(*amounts: Amount) -> tuple[Sequence[Amount], Places | None, int]:
    """Amounts at the points that tell apart what any of them does, so that they fit together.

    Returns:
        Each amount with one value for each of these points; the places that make it one of all
        points again; how many values it has, 0 where no amount has several.
    """
    several = [each for each in amounts if isinstance(each, Quantity)]
    if not several:
        return amounts, None, 0
    places = several[0].places
    for each in several[1:]:
        known = each.places
        places = None if places is None or known is None else places.joined(known)
    if places is None:
        found = [Quantity(a.points) if isinstance(a, Quantity) else a for a in amounts]
        return found, None, len(several[0].points)
    found = [Quantity(a.seen_at(places)) if isinstance(a, Quantity) else a for a in amounts]
    return found, places, len(places.first)


def lift(function: Callable[..., float], *amounts: Amount) -> Amount:
    """A function of floats, applied point by point; equal arguments are worked out once."""
    found, places, length = together(*amounts)
    if not length:
        return function(*map(float, (a for a in amounts if not isinstance(a, Quantity))))
    columns = [a.values if isinstance(a, Quantity) else [a] * length for a in found]
    known: dict[tuple[float, ...], float] = {}
    results = []
    for arguments in zip(*columns, strict=True):
        if arguments not in known:
            known[arguments] = function(*arguments)
        results.append(known[arguments])
    return Quantity(results, places)


def rounded_up(amount: Amount, floor: float = 0.0) -> Amount:
    """The next whole number, at least `floor`; a hair above one (1e-9) does not count as more."""
    ceil = math.ceil
    if isinstance(amount, Quantity):
        if max(amount.values) <= floor:  # little is asked, and one machine does it
            return amount.with_values([floor] * len(amount.values))
        return amount.with_values([
            float(ceil(value - 1e-9)) if value > floor else floor for value in amount.values
        ])  # fmt: skip
    if isinstance(amount, Traced):
        return amount.rounded_up(floor)
    return float(ceil(amount - 1e-9)) if amount > floor else floor


def at_least(amount: Amount, floor: float) -> Amount:
    """The amount, but never below a floor."""
    if isinstance(amount, Quantity):
        return amount.with_values([each if each > floor else floor for each in amount.values])
    return larger(amount, floor)


def at_most(amount: Amount, ceiling: float) -> Amount:
    """The amount, but never above a ceiling."""
    if isinstance(amount, Quantity):
        return amount.with_values([each if each < ceiling else ceiling for each in amount.values])
    return smaller(amount, ceiling)


def least(one: Amount, other: Amount) -> Amount:
    """The smaller of two amounts, point by point."""
    if isinstance(other, Quantity):
        if isinstance(one, Quantity):
            return one.beside(other, min)
        return at_most(other, one)
    return at_most(one, other)


def most(one: Amount, other: Amount) -> Amount:
    """The larger of two amounts, point by point."""
    if isinstance(other, Quantity):
        if isinstance(one, Quantity):
            return one.beside(other, max)
        return at_least(other, one)
    return at_least(one, other)


def part_paid(one: Amount, cheapest: Amount) -> Amount:
    """What is paid of one amount where each draw takes the cheapest; all of it in the likely case.

    Args:
        one: above 0 where the cheapest is; the cheapest in the likely case.
        cheapest: the least of several amounts, this one among them, point by point.
    """
    found = lift(lambda usd, least_usd: least_usd / usd if usd else 1.0, one, cheapest)
    return found.with_values([1.0, *found.values[1:]]) if isinstance(found, Quantity) else 1.0


def power(base: Amount, exponent: float) -> Amount:
    """A positive amount raised to a fixed exponent."""
    if exponent == 1:
        return base
    if isinstance(base, Quantity):
        return base.with_values([math.pow(value, exponent) for value in base.values])
    if isinstance(base, Traced):
        return base.to_power(exponent)
    return math.pow(base, exponent)


def likely(amount: Amount) -> float:
    """The value in the likely case."""
    return amount.values[0] if isinstance(amount, Quantity) else float(amount)


def occurs(amount: Amount) -> bool:
    """Whether an amount is other than zero at any point, the likely case or another one."""
    return any(amount.values) if isinstance(amount, Quantity) else float(amount) != 0


def plain(amount: Amount) -> float:
    """An amount that is one number already, with its trace where it has one."""
    return amount.values[0] if isinstance(amount, Quantity) else amount


def taken(amount: Amount, points: Sequence[int]) -> Amount:
    """The amount at some of its points."""
    if isinstance(amount, Quantity):
        known = amount.points
        return Quantity([known[point] for point in points])
    return amount


def spread_out(amount: Amount, length: int) -> Sequence[float]:
    """All values; a certain amount is repeated."""
    return amount.points if isinstance(amount, Quantity) else [float(amount)] * length
