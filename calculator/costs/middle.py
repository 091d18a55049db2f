"""The middle case of a bill: the one headline, and parts of it that add up to it.

Medians of parts do not add up to the median of the whole. So the middle case is a mixture of
draws: the quarter of them just below the median total and the quarter just above, each with the
weight that makes the mean total the median itself. Every part is the same mixture of its own
values. What is certain stays as it is, nothing turns negative, and parts of any kind add up:
lines, groups, before launch and the months after. It is an allocation by the conditional mean
(Euler's), with the middle half of the draws in place of the single one at the median.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.quantity import Amount, Quantity


@dataclass(frozen=True, slots=True)
class Middle:
    """Which draws the middle case is made of."""

    below: Sequence[int]  # points of the amounts, up to the median
    above: Sequence[int]
    share_above: float  # 0–1

    def of(self, amount: Amount) -> float:
        """The amount in the middle case, in its own unit."""
        if not isinstance(amount, Quantity):
            return float(amount)
        low, high = _mean(amount.points, self.below), _mean(amount.points, self.above)
        return low + self.share_above * (high - low)


def middle_of(total: Amount, points: int) -> Middle:
    """The middle case of a bill.

    Args:
        total: USD over the horizon, with the draws at points 1 to `points`.
        points: draws, ≥ 1.
    """
    order = range(1, points + 1)
    if not isinstance(total, Quantity):
        return Middle(order, order, 0.5)
    values = total.points
    ranked = sorted(order, key=values.__getitem__)
    half, width = points // 2, max(1, points // 4)
    below = ranked[max(0, half - width) : (points + 1) // 2]
    above = ranked[half : half + width]
    median = (values[below[-1]] + values[above[0]]) / 2
    low, high = _mean(values, below), _mean(values, above)
    return Middle(below, above, (median - low) / (high - low) if high > low else 0.5)


def _mean(values: Sequence[float], places: Sequence[int]) -> float:
    return sum([values[place] for place in places]) / len(places)
