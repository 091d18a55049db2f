"""A learning curve as a small drawing: band, line, pilots and target, on logarithmic labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.learning_curve import Pilot
from calculator.tools.records import CurvePoint
from view import formats

WIDTH, HEIGHT = 420.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 10.0, 10.0, 24.0
_ROOM = 0.03  # of accuracy, above and below what is drawn
_MOST_TICKS = 6
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    place: float
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Paths and places in the drawing, in its own units."""

    band: str
    line: str
    pilots: tuple[tuple[float, float], ...]
    target: float
    target_words: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def curve(points: Sequence[CurvePoint], pilots: Sequence[Pilot], target: float) -> Curve:
    """The drawing of accuracies by labels, of what was measured, and of the target."""
    first, last = points[0].labels, points[-1].labels
    heights = [height for p in points for height in (p.low, p.likely, p.high)] + [target]
    heights += [p.accuracy for p in pilots]
    least, most = max(0.0, min(heights) - _ROOM), min(1.0, max(heights) + _ROOM)

    def x(labels: float) -> float:
        share = math.log(labels / first) / math.log(last / first)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(accuracy: float) -> float:
        share = (accuracy - least) / (most - least)
        return round(HEIGHT - _BOTTOM - float(share) * (HEIGHT - _TOP - _BOTTOM), 1)

    def path(key: str) -> list[str]:
        return [f"{x(p.labels)} {y(getattr(p, key))}" for p in points]

    return Curve(
        band=f"M{'L'.join(path('high'))}L{'L'.join(reversed(path('low')))}Z",
        line=f"M{'L'.join(path('likely'))}",
        pilots=tuple((x(p.labels), y(p.accuracy)) for p in pilots),
        target=y(target),
        target_words=f"target {target * 100:g}%",
        across=tuple(Tick(x(each), formats.number(each)) for each in _powers(first, last)),
        up=tuple(Tick(y(each), f"{each * 100:g}%") for each in _shares(least, most)),
    )


def _powers(first: float, last: float) -> list[float]:
    """Powers of ten, every second or third one where they are many."""
    powers = [10.0**p for p in range(math.ceil(math.log10(first)), int(math.log10(last)) + 1)]
    return powers[:: math.ceil(len(powers) / _MOST_TICKS)] if powers else []


def _shares(least: float, most: float) -> list[float]:
    """Round shares between the ends."""
    step = next((s for s in _STEPS if (most - least) / s <= _MOST_TICKS), _STEPS[-1])
    return [round(i * step, 2) for i in range(math.ceil(least / step), int(most / step) + 1)]
