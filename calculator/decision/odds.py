"""Odds, shares and what they come to: chances of approaches tried one after the other."""

import bisect
from collections.abc import Mapping, Sequence
from functools import lru_cache

from calculator.knowledge import Value

_MOST_ODDS = 1e100


@lru_cache(1024)
def power(odds: float, steps: float) -> float:
    """Odds of some steps; those that a reader has set to an extreme stay numbers."""
    try:
        return float(min(odds**steps, _MOST_ODDS))
    except (OverflowError, ZeroDivisionError):
        return _MOST_ODDS


def hazards(weights: list[float], proven: list[bool], nothing: float, tested: float) -> list[float]:
    """Each weight over those that are left.

    Args:
        weights: odds of each approach, in the order in which they are tried.
        proven: what was tested and sufficed, whose chance is `tested`.
        nothing: odds that none suffices.
        tested: share of such tests that hold in use, 0–1.
    """
    left = sum(weights) + nothing
    found = []
    for weight, known in zip(weights, proven, strict=True):
        share = weight / left if left > 0 else 1.0  # odds set to an extreme leave nothing over
        found.append(tested if known and weight else min(share, 1.0))
        left -= weight
    return found


def share_of(answer: Value, shares: Mapping[Value, float], bounds: Sequence[float]) -> float:
    """The share of an answer; of a number, that of its range between two bounds.

    Where no share lies in that range, the last one below it counts.
    """
    if isinstance(answer, bool | str):
        return shares.get(answer, 0.0)
    ranges = {value: bisect.bisect_right(bounds, float(value)) for value in shares}
    here = bisect.bisect_right(bounds, float(answer))
    last = max((place for place in ranges.values() if place <= here), default=min(ranges.values()))
    return sum(share for value, share in shares.items() if ranges[value] == last)
