"""The vertical scale: cost, logarithmic, from the top down, with round amounts on it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from view.scale import Scale

_MOST_TICKS = 7
_MARGIN = 1.06  # beyond the least and the most, so that no line runs along the frame


@dataclass(frozen=True, slots=True)
class Upright:
    """Percent of the height, 0 at the top."""

    scale: Scale
    ticks: tuple[float, ...]

    def percent(self, usd: float) -> float:
        """Place of an amount from the top; what lies beyond an end stands at it."""
        return round(100 - self.scale.place(usd), 1)


def upright_for(amounts: Sequence[float]) -> Upright:
    """A scale that holds all these amounts."""
    lowest, highest = (min(amounts), max(amounts)) if amounts else (1.0, 10.0)
    low, high = max(lowest / _MARGIN, 1.0), highest * _MARGIN
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = [first * 10.0**power for power in powers for first in (1, 2, 5)]
    inside = [step for step in steps if low <= step <= high]
    ticks = inside[:: max(1, math.ceil(len(inside) / _MOST_TICKS))]
    return Upright(Scale(low, high, tuple(ticks)), tuple(ticks))
