"""Exponential functions with the same bytes in every Python: tables, and straight lines between.

Mathematical libraries differ in the last digit, and what is learned in thousands of steps would
differ after them. The tables are rounded where the libraries agree; the rest is plain arithmetic.
"""

import math
from collections.abc import Sequence

_PER_UNIT = 128
_REACH = 24  # beyond it, nothing changes any more
_EXP: list[float] = []  # filled when they are first asked for: the page starts without them
_SIGMOID: list[float] = []


def _fill() -> None:
    _EXP.extend(float(f"{math.exp(-i / _PER_UNIT):.12g}") for i in range(_REACH * _PER_UNIT + 2))
    _SIGMOID.extend(
        float(f"{1 / (1 + math.exp(_REACH - i / _PER_UNIT)):.12g}")
        for i in range(2 * _REACH * _PER_UNIT + 2)
    )


def sigmoid(score: float) -> float:
    """1 / (1 + exp(-score)), to about five digits."""
    if not _SIGMOID:
        _fill()
    if score >= _REACH:
        return _SIGMOID[-1]
    if score <= -_REACH:
        return _SIGMOID[0]
    place = (score + _REACH) * _PER_UNIT
    below = int(place)
    low = _SIGMOID[below]
    return low + (_SIGMOID[below + 1] - low) * (place - below)


def falling_exp(depth: float) -> float:
    """exp(-depth) for depth ≥ 0, to about five digits."""
    if not _EXP:
        _fill()
    if depth >= _REACH:
        return 0.0
    place = depth * _PER_UNIT
    below = int(place)
    low = _EXP[below]
    return low + (_EXP[below + 1] - low) * (place - below)


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares that add up to 1."""
    most = max(scores)
    raised = [falling_exp(most - score) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def logarithm(share: float) -> float:
    """Natural logarithm, without the digits in which libraries differ."""
    return float(f"{math.log(share):.12g}")
