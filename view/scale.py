"""A scale from amounts to places, for the small pictures that templates draw."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from `low` to `high` with round marks on it; logarithmic ones begin above zero."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = True

    def percent(self, amount: float) -> float:
        """Place of an amount between the ends, 0 to 100, to a tenth."""
        return round(self.place(amount), 1)

    def place(self, amount: float) -> float:
        """The same without rounding."""
        inside = min(max(amount, self.low), self.high)
        if not self.logarithmic:
            return 100 * (inside - self.low) / (self.high - self.low)
        return 100 * math.log(inside / self.low) / math.log(self.high / self.low)


def log_scale(lowest: float, highest: float) -> Scale:
    """A scale that begins and ends at round amounts; marks at powers of ten, or 1-2-5 if few."""
    lowest = max(lowest, 1.0)
    highest = max(highest, lowest * 2)
    low, high = _round_down(lowest), _round_up(highest)
    decades = [
        10.0**power
        for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        if low <= 10.0**power <= high
    ]
    if len(decades) >= 3:
        return Scale(low, high, tuple(decades))
    steps = [first * factor for first in _decades(low, high) for factor in (1, 2, 5)]
    return Scale(low, high, tuple(step for step in steps if low <= step <= high))


def linear_scale(highest: float) -> Scale:
    """A scale from zero; three to six marks at round amounts."""
    highest = max(highest, 0.01)
    step = _round_up(highest / 5)
    count = math.floor(highest / step)
    return Scale(0.0, highest, tuple(step * n for n in range(1, count + 1)), logarithmic=False)


def _decades(low: float, high: float) -> list[float]:
    return [10.0**p for p in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def _round_down(amount: float) -> float:
    power = 10.0 ** math.floor(math.log10(amount))
    return max(step * power for step in (1, 2, 5) if step * power <= amount * 1.0000001)


def _round_up(amount: float) -> float:
    power = 10.0 ** math.floor(math.log10(amount))
    return min(step * power for step in (1, 2, 5, 10) if step * power >= amount * 0.9999999)
