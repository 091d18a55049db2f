"""Independent doubts about one figure, put together."""

import math
from collections.abc import Iterable

from calculator.estimate import Estimate


def widened(estimate: Estimate, spreads: Iterable[Estimate]) -> Estimate:
    """An estimate whose range also holds further independent spreads about 1.

    Distances in the logarithm add as squares; the likely value stays.
    """
    below, above = _distance(estimate.value, estimate.low), _distance(estimate.high, estimate.value)
    for spread in spreads:
        below = math.hypot(below, _distance(spread.value, spread.low))
        above = math.hypot(above, _distance(spread.high, spread.value))
    return Estimate(
        estimate.value * math.exp(-below), estimate.value, estimate.value * math.exp(above)
    )


def _distance(larger: float, smaller: float) -> float:
    return math.log(larger / smaller) if larger > 0 and smaller > 0 else 0.0
