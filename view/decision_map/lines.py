"""The lines of a decision map, their ranges, and their names at the edge."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculator.knowledge import Approach
from view.decision_map import records
from view.decision_map.records import Line
from view.decision_map.sampling import COARSE
from view.decision_map.sheet import Sheet
from view.decision_map.words import why
from view.sentences import verdict_of

_LABEL_GAP = 5.0  # percent of the height between two names at the edge
_LOWEST_LABEL = 101.0


class Lines:
    """Lines on one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def all(self) -> Iterator[Line]:
        """The lines that are not open first, so that the others lie on top of them."""
        made = [self._line(each) for each in self._sheet.knowledge.approaches.values()]
        labels = spread_labels([line.end for line in made])
        look = (records.CLOSED, records.OPEN, records.RECOMMENDED)
        lines = [replace(line, label=label) for line, label in zip(made, labels, strict=True)]
        yield from sorted(lines, key=lambda line: (look.index(line.look), -line.order))

    def _line(self, approach: Approach) -> Line:
        ranked = next(r for r in self._sheet.result.ranking if r.approach == approach.id)
        total = self._sheet.result.priced.approaches[approach.id].total
        shown = approach.id in self._sheet.shown
        chosen = approach.id == self._sheet.result.recommended
        look = records.RECOMMENDED if chosen else records.OPEN if shown else records.CLOSED
        last = len(self._sheet.axis.volumes) - 1
        return Line(
            order=approach.order,
            id=approach.id,
            name=approach.name,
            look=look,
            path=self._path(approach.id, 1 if shown else COARSE),
            band=self._band(approach.id) if shown else "",
            end=self._sheet.up.percent(self._sheet.found.usd(approach.id, last)),
            label=0.0,
            total=self._sheet.money.about(total),
            range=self._sheet.money.range(total),
            verdict=verdict_of(self._sheet.result, ranked.approach),
            why=why(ranked, self._sheet.result, self._sheet.knowledge),
        )

    def _path(self, approach_id: str, step: int) -> str:
        stops = range(0, len(self._sheet.axis.volumes), step)
        return path([self._point(s, self._sheet.found.usd(approach_id, s)) for s in stops])

    def _band(self, approach_id: str) -> str:
        ends = sorted(self._sheet.found.ranges.get(approach_id, {}).items())
        if not ends:
            return ""
        there = [self._point(stop, each.high) for stop, each in ends]
        back = [self._point(stop, each.low) for stop, each in reversed(ends)]
        return f"{path(there + back)}z"

    def _point(self, stop: int, usd: float) -> tuple[int, int]:
        """In thousandths of the picture, which lines are drawn in."""
        x = self._sheet.axis.percent(self._sheet.axis.volumes[stop])
        return round(10 * x), round(10 * self._sheet.up.percent(usd))


def path(points: Sequence[tuple[int, int]]) -> str:
    """A path of straight lines, each point as seen from the one before: half of the letters."""
    (x, y), *_ = points
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points)]
    return f"M{x} {y}l{' '.join(f'{dx} {dy}' for dx, dy in steps)}".replace(" -", "-")


def spread_labels(ends: Sequence[float]) -> list[float]:
    """Names at the edge pushed apart, none below the foot, each as near to its line as may be."""
    order = sorted(range(len(ends)), key=lambda i: ends[i])
    placed: dict[int, float] = {}
    above = -100.0
    for i in order:
        above = placed[i] = max(ends[i], above + _LABEL_GAP)
    below = _LOWEST_LABEL
    for i in reversed(order):
        below = placed[i] = min(placed[i], below)
        below -= _LABEL_GAP
    return [round(placed[i], 1) for i in range(len(ends))]
