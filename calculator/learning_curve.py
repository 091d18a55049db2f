"""From pilot measurements to the labels that a target needs: a band, never one number.

Error falls roughly as a power of the number of labels, `error = a · labels**-b`. The exponent
is learned from the pilots and from what published curves have in common; the further the answer
lies from the pilots, the wider it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calculator.costs.uncertainty import stable
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed

_EXPONENT = Assumed("learning-exponent", "exponent")
_SCATTER = Assumed("learning-scatter", "standard deviation of ln error")
_DRIFT = Assumed("learning-drift", "standard deviation of ln error per e-fold of labels")
_TENTH = 1.2815515655446004  # normal score of the 90th percentile
_MOST_LABELS = 1e12
_FAR = 10.0  # times the largest pilot: beyond it, extrapolation is called far


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """One measurement: accuracy on a test set after training on so many labels."""

    labels: float  # > 0
    accuracy: float  # 0–1, both ends excluded
    test_examples: float | None = None  # None: sampling error is not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveKnowledge:
    """What published learning curves have in common."""

    exponent: Estimate  # b
    scatter: float  # of ln error around the power law, one standard deviation
    drift: float  # further deviation of ln error for each e-fold of labels beyond the pilots


@dataclass(frozen=True, slots=True)
class Needed:
    """Labels for a target. `high` is None where the target may never be reached."""

    low: float
    likely: float | None
    high: float | None
    exponent: Estimate
    times_beyond_pilots: float | None  # likely labels against the largest pilot
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """ln error = level - slope · (ln labels - centre), with uncertain level and slope."""

    centre: float
    level: float
    level_variance: float
    slope: float
    slope_variance: float
    last: float  # ln labels of the largest pilot
    known: CurveKnowledge

    def at(self, place: float) -> tuple[float, float]:
        """Mean and standard deviation of ln error at ln labels."""
        run = place - self.centre
        drift = self.known.drift * max(0.0, place - self.last)
        variance = self.level_variance + self.slope_variance * run * run + drift * drift
        return self.level - self.slope * run, math.sqrt(variance)


def error_at(pilots: Sequence[Pilot], labels: float, known: CurveKnowledge) -> Estimate:
    """The error, 0–1, that training on so many labels would give.

    Args:
        pilots: at least one.
        labels: > 0.
        known: what published curves have in common.

    Returns:
        10th percentile, likely value and 90th percentile.
    """
    mean, deviation = _fitted(pilots, known).at(math.log(labels))
    ends = (mean - _TENTH * deviation, mean, mean + _TENTH * deviation)
    low, value, high = (stable(min(1.0, math.exp(end))) for end in ends)
    return Estimate(low, value, high)


def labels_needed(pilots: Sequence[Pilot], target_accuracy: float, known: CurveKnowledge) -> Needed:
    """Labels until the target accuracy, counted from the first one.

    Args:
        pilots: at least one; two or more tell something about the slope.
        target_accuracy: 0–1, both ends excluded.
        known: what published curves have in common.

    Returns:
        The middle 80 % of the labels at which the error reaches the target's.
    """
    line = _fitted(pilots, known)
    goal = math.log(1 - target_accuracy)
    low, value, high = (_first_reach(line, goal, score) for score in (-_TENTH, 0.0, _TENTH))
    spread = _TENTH * math.sqrt(line.slope_variance)
    beyond = None if value is None else stable(value / math.exp(line.last))
    return Needed(
        low=stable(low if low is not None else _MOST_LABELS),
        likely=None if value is None else stable(value),
        high=None if high is None else stable(high),
        exponent=Estimate(
            stable(line.slope - spread), stable(line.slope), stable(line.slope + spread)
        ),
        times_beyond_pilots=beyond,
        notes=tuple(_notes(pilots, high, beyond)),
    )


def _fitted(pilots: Sequence[Pilot], known: CurveKnowledge) -> _Line:
    """The line through the pilots, its slope drawn towards that of published curves."""
    places = [math.log(pilot.labels) for pilot in pilots]
    heights = [math.log(1 - pilot.accuracy) for pilot in pilots]
    weights = [1 / _variance(pilot, known) for pilot in pilots]
    total = sum(weights)
    centre = sum(w * x for w, x in zip(weights, places, strict=True)) / total
    level = sum(w * y for w, y in zip(weights, heights, strict=True)) / total
    spread = sum(w * (x - centre) ** 2 for w, x in zip(weights, places, strict=True))
    fall = -sum(w * (x - centre) * y for w, x, y in zip(weights, places, heights, strict=True))
    prior = ((known.exponent.high - known.exponent.low) / (2 * _TENTH)) ** 2
    precision = spread + 1 / prior
    return _Line(
        centre=centre,
        level=level,
        level_variance=1 / total,
        slope=(fall + known.exponent.value / prior) / precision,
        slope_variance=1 / precision,
        last=max(places),
        known=known,
    )


def _variance(pilot: Pilot, known: CurveKnowledge) -> float:
    """Of ln error at a pilot: curves are not straight, and test sets are finite."""
    error = 1 - pilot.accuracy
    sampling = pilot.accuracy / (error * pilot.test_examples) if pilot.test_examples else 0.0
    return known.scatter**2 + sampling


def _first_reach(line: _Line, goal: float, score: float) -> float | None:
    """Labels at which a percentile of the error first reaches the goal; None: never."""
    step, place = 0.02, 0.0
    while place <= math.log(_MOST_LABELS):
        mean, deviation = line.at(place)
        if mean + score * deviation <= goal:
            return math.exp(place)
        place += step
    return None


def _notes(pilots: Sequence[Pilot], high: float | None, beyond: float | None) -> list[str]:
    notes = []
    if len(pilots) < 2:
        notes.append("One pilot says nothing about the slope; it is that of published curves.")
    if beyond is not None and beyond > _FAR:
        notes.append("The target lies far beyond the pilots; label some of it and measure again.")
    if high is None:
        notes.append("Within the range the target may not be reached by labels alone.")
    return notes


def curve_knowledge(knowledge: Knowledge, today: date) -> CurveKnowledge:
    """What published curves have in common, from the assumptions in force on a day."""

    def estimate(need: Assumed) -> Estimate:
        return knowledge.assumptions[need.id].at(today).estimate

    return CurveKnowledge(
        exponent=estimate(_EXPONENT),
        scatter=estimate(_SCATTER).value,
        drift=estimate(_DRIFT).value,
    )
