"""Two bills that may change order, with a range."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.uncertainty import stable


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two approaches whose bills may cross, by monthly volume or by month after launch.

    `at` is None where they do not cross in the middle case, whose amounts are printed. `low` and
    `high` bound the middle 80 % of the draws; None means that this end lies outside what was
    searched: there is no crossing, or one of the two is cheaper from the start.
    """

    cheaper_below: str
    cheaper_above: str
    at: float | None
    low: float | None
    high: float | None
    share_of_draws: float  # in which they cross, 0–1
    crosses_again: bool = False  # whole machines can make the order change more than once


def crossing(
    pair: tuple[str, str], at: float | None, drawn: Sequence[float], again: bool = False
) -> Crossing:
    """The crossing of a pair, cheaper below first.

    Args:
        pair: the approach that is cheaper below, and the one above.
        at: the crossing in the middle case, or None.
        drawn: the crossing of each draw; 0 or infinity where there is none.
        again: whether the order changes once more in the middle case.
    """
    low, high = _middle(drawn)
    if at is not None:
        low = None if low is None else min(low, at)
        high = None if high is None else max(high, at)
    return Crossing(
        cheaper_below=pair[0],
        cheaper_above=pair[1],
        at=None if at is None else stable(at),
        low=None if low is None else stable(low),
        high=None if high is None else stable(high),
        share_of_draws=stable(sum(0 < value < math.inf for value in drawn) / len(drawn)),
        crosses_again=again,
    )


def _middle(values: Sequence[float]) -> tuple[float | None, float | None]:
    """10th and 90th percentile; None for an end at zero or infinity."""
    ordered = sorted(values)
    last = len(ordered) - 1
    low, high = (ordered[round(share * last)] for share in (0.1, 0.9))
    return (low if 0 < low < math.inf else None), (high if 0 < high < math.inf else None)
