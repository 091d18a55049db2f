"""A smooth function of an amount with many values, read off a few of them."""

import math
from bisect import bisect_right
from collections.abc import Callable

from calculator.costs.quantity import Amount, Grid, Quantity

_NODES = 9  # points at which the function is worked out
_FEW = 40  # different amounts, at each of which it is


def interpolated(function: Callable[[float], float], amount: Amount) -> Amount:
    """A smooth, positive function of a positive amount; of many, worked out at a few points only.

    Between nodes that are evenly spread over the amount's range, and one at its likely value,
    the logarithm of the result is taken to be straight in the logarithm of the amount.
    """
    if not isinstance(amount, Quantity):
        return function(float(amount))
    if amount.grid is None:
        amount.grid = _grid(amount)
    nodes, places = amount.grid
    heights = [math.log(function(node)) for node in nodes]
    slopes = [
        (heights[i + 1] - heights[i]) / math.log(nodes[i + 1] / nodes[i])
        for i in range(len(nodes) - 1)
    ]
    slopes.append(0.0)
    exp = math.exp
    return amount.with_values([exp(heights[i] + slopes[i] * beyond) for i, beyond in places])


def _grid(amount: Quantity) -> Grid:
    """Nodes, and for each value the node below it and the logarithm of the step beyond."""
    nodes = _nodes(amount)
    known: dict[float, tuple[int, float]] = {}
    for value in amount.values:
        if value not in known:
            below = bisect_right(nodes, value) - 1
            known[value] = below, math.log(value / nodes[below])
    return nodes, [known[value] for value in amount.values]


def _nodes(amount: Quantity) -> list[float]:
    """All points where they are few; else evenly spread ones and the likely value."""
    distinct = set(amount.values)
    if len(distinct) <= _FEW:
        return sorted(distinct)
    low, high = min(distinct), max(distinct)
    step = math.log(high / low) / (_NODES - 2)
    spread = (low * math.exp(i * step) for i in range(1, _NODES - 2))
    return sorted({amount.values[0], low, high, *spread})
