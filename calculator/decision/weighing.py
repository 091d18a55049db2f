"""The reader's own weights: an optional look at the approaches that can do the job.

The ladder has decided before; weights change neither its verdicts nor its recommendation. Each
criterion is something that the bills already know, and less of it is better: of the approaches
compared the best scores 1, the worst 0, the others in proportion between them. The score of an
approach is the weighted mean of these.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

CRITERIA = ("cost", "time", "effort", "provider")
HEAVIEST = 10.0

type Values = Mapping[str, Mapping[str, float]]  # by approach, by criterion


@dataclass(frozen=True, slots=True)
class Score:
    """One approach: what it is measured by, and what that comes to."""

    approach: str
    score: float  # 0 to 1
    values: Mapping[str, float]  # USD, working days, days a month, share of requests
    points: Mapping[str, float]  # 0 (worst) to 1 (best) by criterion


@dataclass(frozen=True, slots=True)
class Hold:
    """The weights of one criterion at which the winner stays, with all others as they are."""

    criterion: str
    weight: float
    low: float
    high: float | None  # None: however heavy it is
    below: str | None  # who wins under `low`; None: nobody, since no weight is below zero
    above: str | None  # who wins over `high`


@dataclass(frozen=True, slots=True)
class Weighing:
    """Who wins under these weights, and for how long."""

    winner: str
    order: tuple[Score, ...]  # best first; a tie goes to the lower rung
    holds: tuple[Hold, ...]  # one for each criterion


def weigh(values: Values, weights: Mapping[str, float]) -> Weighing | None:
    """Order approaches by weighted criteria.

    Args:
        values: of the approaches to compare, the lowest rung first; less is better.
        weights: 0 to HEAVIEST by criterion; criteria left out weigh nothing.

    Returns:
        None where no weight is above zero, or fewer than two approaches can be compared.
    """
    whole = sum(weights.get(each, 0.0) for each in CRITERIA)
    if whole <= 0 or len(values) < 2:
        return None
    points = _points(values)
    scores = [
        Score(name, _sum(points[name], weights) / whole, values[name], points[name])
        for name in values
    ]
    order = sorted(scores, key=lambda each: -round(each.score, 12))  # stable: ties keep the rungs
    winner = order[0].approach
    holds = tuple(_hold(each, winner, points, weights) for each in CRITERIA)
    return Weighing(winner, tuple(order), holds)


def _points(values: Values) -> dict[str, dict[str, float]]:
    """Each value between the worst (0) and the best (1); all score 1 where they are equal."""
    found: dict[str, dict[str, float]] = {name: {} for name in values}
    for criterion in CRITERIA:
        column = [each[criterion] for each in values.values()]
        best, worst = min(column), max(column)
        for name, each in values.items():
            span = worst - best
            found[name][criterion] = (worst - each[criterion]) / span if span else 1.0
    return found


def _sum(points: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(each, 0.0) * points[each] for each in CRITERIA)


def _hold(
    criterion: str,
    winner: str,
    points: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
) -> Hold:
    """The lead over each rival is a straight line in the weight, so its zero is exact."""
    others = {**weights, criterion: 0.0}
    low, high, below, above = 0.0, math.inf, None, None
    for rival in points:
        lead = _sum(points[winner], others) - _sum(points[rival], others)
        slope = points[winner][criterion] - points[rival][criterion]
        if slope > 0 and -lead / slope > low:
            low, below = -lead / slope, rival
        if slope < 0 and -lead / slope < high:
            high, above = -lead / slope, rival
    end = None if math.isinf(high) else high
    return Hold(criterion, weights.get(criterion, 0.0), low, end, below, above)
