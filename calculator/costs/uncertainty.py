"""Three-point estimates as fixed samples: the same points always, the same for every approach.

Each uncertain number has its own order of the same equally likely normal scores. The order
comes from the number's name alone, so it does not change when other numbers come or go, and two
approaches that share a number share its luck.
"""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from statistics import NormalDist
from typing import ClassVar, Protocol

from calculator.costs.places import Places, known_places
from calculator.costs.quantity import Amount, Quantity
from calculator.estimate import Estimate
from calculator.needs.traced import NAME, Traced

_TENTH = NormalDist().inv_cdf(0.9)  # the score of the 90th percentile
_MASK = (1 << 64) - 1
_SIGNIFICANT_DIGITS = 10


class Sample(Protocol):
    """Turns an uncertain number into the amount that formulas work with."""

    @property
    def traced(self) -> bool:
        """Whether amounts remember how they were made."""

    def amount(self, name: str, estimate: Estimate) -> Amount:
        """The amount of the number with this name."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Every number at its likely value."""

    traced: ClassVar[bool] = False

    def amount(self, name: str, estimate: Estimate) -> Amount:  # noqa: ARG002
        """The likely value."""
        return estimate.value


LIKELY = Likely()


@dataclass(frozen=True, slots=True)
class Named:
    """Every number at its likely value, under its name."""

    traced: ClassVar[bool] = True

    def amount(self, name: str, estimate: Estimate) -> Traced:
        """The likely value."""
        return Traced(estimate.value, NAME, name)


NAMED = Named()


@dataclass(frozen=True, slots=True)
class Points:
    """The likely case, then `count` equally likely points, then one number at a time at its ends.

    For each name in `one_at_a_time` the last points hold it at `low`, then at `high`, with all
    other numbers at their likely values: that is what a tornado needs.
    """

    traced: ClassVar[bool] = False
    count: int
    one_at_a_time: tuple[str, ...] = ()

    def amount(self, name: str, estimate: Estimate) -> Amount:
        """One value per point; a number without spread stays a plain float."""
        return _at_points(self, name, estimate)

    def made(self, name: str, estimate: Estimate) -> Amount:
        """The same, made anew."""
        if estimate.low == estimate.high:
            return estimate.value
        ends = [estimate.value] * (2 * len(self.one_at_a_time))
        if name in self.one_at_a_time:
            position = 2 * self.one_at_a_time.index(name)
            ends[position : position + 2] = estimate.low, estimate.high
        return Quantity([estimate.value, *_drawn(name, self.count, estimate), *ends])


@dataclass(frozen=True)  # no slots: the places are kept
class Chosen:
    """One point for each entry of `draws`: 0 is the likely case, n the n-th of `count` points."""

    traced: ClassVar[bool] = False
    count: int
    draws: tuple[int, ...]

    @cached_property
    def places(self) -> Places:
        """Points of one draw are alike."""
        return known_places(self.draws)

    def amount(self, name: str, estimate: Estimate) -> Amount:
        """The values at the chosen points; one that is the same at all of them stays a float."""
        return _at_points(self, name, estimate)

    def made(self, name: str, estimate: Estimate) -> Amount:
        """The same, made anew."""
        if estimate.low == estimate.high or not any(self.draws):
            return estimate.value
        values = [estimate.value, *_drawn(name, self.count, estimate)]
        return Quantity([values[self.draws[point]] for point in self.places.first], self.places)


@lru_cache(maxsize=768)
def _at_points(sample: Points | Chosen, name: str, estimate: Estimate) -> Amount:
    """The same amount for the next question, which knows by that what need not be made again."""
    return sample.made(name, estimate)


@lru_cache(maxsize=1024)
def _drawn(name: str, count: int, estimate: Estimate) -> tuple[float, ...]:
    """Most numbers are the same in the next question; their draws are kept."""
    return tuple(drawn(estimate, scores(name, count)))


@cache
def scores(name: str, count: int) -> tuple[float, ...]:
    """Normal scores of `count` equally likely strata, in the fixed order of this name."""
    middles = _middles(count)
    return tuple([middles[stratum] for stratum in order(name, count)])


@cache
def _middles(count: int) -> tuple[float, ...]:
    return tuple([NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)])


@cache
def order(name: str, count: int) -> array[int]:
    """The strata in the order of this name: small, slow to work out, and read by every answer."""
    seed = hashed(name)
    places = [mixed(seed + i) for i in range(count)]
    return array("I", sorted(range(count), key=places.__getitem__))


def drawn(estimate: Estimate, normal_scores: Sequence[float]) -> list[float]:
    """Values of a number with these percentiles (10th, 50th, 90th) at normal scores.

    Positive numbers follow two halves of log-normals, others two halves of normals; a number
    that cannot be negative is cut at zero.
    """
    low, value, high = estimate.low, estimate.value, estimate.high
    if low > 0:
        down, up = math.log(value / low) / _TENTH, math.log(high / value) / _TENTH
        exp = math.exp
        return [value * exp(z * (up if z > 0 else down)) for z in normal_scores]
    down, up = (value - low) / _TENTH, (high - value) / _TENTH
    points = [value + z * (up if z > 0 else down) for z in normal_scores]
    return points if low < 0 else [max(point, 0.0) for point in points]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0–1) of the sorted values lies, between neighbours."""
    place = share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def range_of(values: Sequence[float]) -> Estimate:
    """The median of a sample and its middle 80 %, in digits that every Python agrees on."""
    ordered = sorted(values)
    return Estimate(*(stable(percentile(ordered, share)) for share in (0.1, 0.5, 0.9)))


def range_around(value: float, values: Sequence[float]) -> Estimate:
    """A value in the middle 80 % of a sample, which is widened where the value lies outside."""
    found = range_of(values)
    value = stable(value)
    return Estimate(min(found.low, value), value, max(found.high, value))


def stable(value: float) -> float:
    """The value without the last digits, in which mathematical libraries may differ."""
    return float(f"{value:.{_SIGNIFICANT_DIGITS}g}")


def hashed(name: str) -> int:
    """FNV-1a, 64 bits."""
    state = 0xCBF29CE484222325
    for byte in name.encode():
        state = ((state ^ byte) * 0x100000001B3) & _MASK
    return state


def mixed(value: int) -> int:
    """SplitMix64: neighbouring numbers become unrelated ones."""
    value = (value * 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
