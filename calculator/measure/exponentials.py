"""Exponential functions with the same bytes in every Python: looked up in a table.

Mathematical libraries differ in the last digit, and what is learned in thousands of steps would
differ after them. The few values that the table is made of are rounded where the libraries agree;
the rest is plain arithmetic. Loops read the table themselves: in a browser, a call of a function
takes longer than all that it would do here.
"""

import math
from collections.abc import Sequence

PER_UNIT = 4096  # places of the table; each holds its value to about four digits
REACH = 24  # beyond it, nothing changes any more
_COARSE = 64
_EXP: list[float] = []  # filled when it is first asked for: the page starts without it


def exp_table() -> list[float]:
    """exp(-i / PER_UNIT) for each i below REACH · PER_UNIT."""
    if not _EXP:
        fine = [_rounded(math.exp(-(i + 0.5) / PER_UNIT)) for i in range(PER_UNIT // _COARSE)]
        for step in range(REACH * _COARSE):
            coarse = _rounded(math.exp(-step / _COARSE))
            _EXP.extend([coarse * each for each in fine])
    return _EXP


def sigmoids(scores: Sequence[float]) -> list[float]:
    """1 / (1 + exp(-score)) of each score."""
    table, per, reach = exp_table(), PER_UNIT, REACH
    return [
        (1 / (1 + table[int(s * per)]) if s < reach else 1.0)
        if s >= 0
        else (1 - 1 / (1 + table[int(-s * per)]) if -s < reach else 0.0)
        for s in scores
    ]


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares that add up to 1."""
    table, per, most = exp_table(), PER_UNIT, max(scores)
    raised = [table[int((most - s) * per)] if most - s < REACH else 0.0 for s in scores]
    total = sum(raised)
    return [each / total for each in raised]


def logarithm(share: float) -> float:
    """Natural logarithm, without the digits in which libraries differ."""
    return _rounded(math.log(share))


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")
