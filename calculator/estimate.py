"""A three-point estimate: low (10th percentile), likely value, high (90th percentile)."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity that is not known exactly; all three points share one unit.

    `low` and `high` bound the middle 80 %; `value` is the likely value between them.
    """

    low: float
    value: float
    high: float

    def map(self, function: Callable[[float], float]) -> "Estimate":
        """The estimate of `function(quantity)`; a falling function swaps the ends."""
        low, value, high = function(self.low), function(self.value), function(self.high)
        return Estimate(high, value, low) if high < low else Estimate(low, value, high)


def exactly(value: float) -> Estimate:
    """A quantity without spread."""
    return Estimate(value, value, value)
