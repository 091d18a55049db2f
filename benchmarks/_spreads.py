"""How wide an honest range is: what sources that were left out of the fit are off by."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.fit_physics import LeftOut
from calculator.estimate import Estimate
from calculator.physics.constants import Constants
from calculator.physics.formula import doubt
from calculator.physics.ranges import widened

INSIDE = 0.8  # of published figures that a range is to hold
_MOST = 0.9  # beyond it, few sources would make the single worst record the range


def half_width(found: Sequence[LeftOut]) -> float:
    """The logarithm that four fifths of left-out errors keep within.

    Each source weighs as the square root of its records. So that a source never seen is held
    as well, the share is raised by the usual (n + 1) / n for n sources, up to nine tenths.
    """
    sizes = Counter(each.sample.source for each in found)
    weights = sorted((abs(e.error), 1 / math.sqrt(sizes[e.sample.source])) for e in found)
    share = min(_MOST, INSIDE * (len(sizes) + 1) / len(sizes))
    wanted, below = share * sum(weight for _, weight in weights), 0.0
    for error, weight in weights:
        below += weight
        if below >= wanted - 1e-9:
            return error
    return weights[-1][0]


def by_spread(found: Iterable[LeftOut]) -> dict[str, list[LeftOut]]:
    """Left-out records under the spread that holds their errors."""
    groups: dict[str, list[LeftOut]] = {}
    for each in found:
        groups.setdefault(each.sample.spread, []).append(each)
    return groups


def estimated(each: LeftOut, others: Sequence[LeftOut]) -> Estimate:
    """The prediction of a left-out record, its range made without its own source as well."""
    apart = [o for o in others if o.sample.source != each.sample.source] or others
    wide = math.exp(half_width(apart))
    sample = each.sample
    constants: Constants = {**each.constants, sample.spread: Estimate(1 / wide, 1.0, wide)}
    unknowns = [constants[name] for name in sample.unknowns]
    return widened(doubt(sample.formula, constants)[1], unknowns)
