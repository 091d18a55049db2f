"""What more labels would bring: from scores at growing sizes to a band beyond them."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.estimate import Estimate
from calculator.learning_curve import CurveKnowledge, Pilot, error_at, labels_needed
from calculator.measure.judged import Judged

_STEPS = 24
_BEYOND = 8.0  # times the labels, drawn
_USED = 5  # of the largest sizes: the beginning of a curve is seldom straight
_RECENT = 3  # sizes whose slope may go on
_STAYS = 0.9  # of the error, that labels may never take away


def pilots_of(points: Sequence[tuple[int, float, int]]) -> list[Pilot]:
    """Pilots from (labels, score 0–1, rows tested); perfect and hopeless ones are drawn in."""
    found = []
    for labels, score, tested in points[-_USED:]:
        edge = 0.5 / (tested + 1)
        inside = min(1 - edge, max(edge, score))
        found.append(Pilot(labels=labels, accuracy=stable(inside), test_examples=tested))
    return found


def more_labels(
    points: Sequence[tuple[int, float, int]],
    labels: int,
    target: float | None,
    judged: Judged,
) -> dict[str, Any]:
    """The measured points, the band to eight times the labels, and the labels for a target.

    Args:
        points: labels, score 0–1 and rows tested, smallest first.
        labels: that there are, all told.
        target: score to be reached, 0–1; None: half of the errors.
        judged: what published curves have in common, and what gain counts as none.
    """
    pilots, known = pilots_of(points), judged.curve
    now = pilots[-1]
    goal = target if target is not None else stable(1 - (1 - now.accuracy) / 2)
    needed = labels_needed(pilots, min(0.9999, goal), known)
    first, last = points[0][0], points[-1][0] * _BEYOND
    places = [first * (last / first) ** (i / (_STEPS - 1)) for i in range(_STEPS)]
    return {
        "measured": [{"labels": n, "score": stable(s), "tested": t} for n, s, t in points],
        "pilots": [{"labels": p.labels, "accuracy": p.accuracy} for p in pilots],
        "target": stable(goal),
        "target_is_own": target is not None,
        "labels": {"low": needed.low, "likely": needed.likely, "high": needed.high},
        "band": [_at(pilots, place, known) for place in places],
        "at_2_times": _at(pilots, labels * 2, known),
        "at_4_times": _at(pilots, labels * 4, known),
        "flattened": _flattened(
            points, _at(pilots, now.labels * 2, known), now.accuracy, judged.flat_gain
        ),
    }


def _at(pilots: Sequence[Pilot], labels: float, known: CurveKnowledge) -> dict[str, float]:
    """The score at so many labels: from a curve that flattens now to one that goes on as of late.

    Measured sizes seldom tell the two apart, so the band holds both.
    """
    straight = error_at(pilots[-_RECENT:], labels, known)
    floor = _STAYS * (1 - pilots[-1].accuracy)
    above = [replace(each, accuracy=min(1 - 1e-4, each.accuracy + floor)) for each in pilots]
    bent = floor + error_at(above, labels, known).high
    error = Estimate(straight.low, straight.value, max(straight.high, bent))
    return {"labels": stable(round(labels)), "low": stable(1 - error.high),
            "likely": stable(1 - error.value), "high": stable(1 - error.low)}  # fmt: skip


def _flattened(
    points: Sequence[tuple[int, float, int]], doubled: dict[str, float], now: float, flat: float
) -> bool:
    """Neither the last doublings nor the forecast of the next one bring anything worth naming."""
    labels, score, tested = points[-1]
    before = [s for n, s, _ in points if n <= labels / 2]
    noise = math.sqrt(max(score * (1 - score), 0.01) / tested)
    risen = score - before[-1] if before else 1.0
    return risen < max(flat, noise) and doubled["likely"] - now < 1.5 * flat
