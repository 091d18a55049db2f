"""What is recommended at each stop of the axis and what it costs, worked out bit by bit."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calculator.estimate import Estimate
from calculator.sweep import Sweep
from view.decision_map.axis import STOPS, Axis

_HALVINGS = 8  # of the tenth of a decade in which the recommendation changes
COARSE = STOPS // 2  # stops between two ranges of an approach that is not recommended there


@dataclass(frozen=True, slots=True)
class Change:
    """The least volume from which another approach is recommended."""

    at: float
    below: str
    above: str


@dataclass(slots=True)
class Sampled:
    """What has been worked out so far; ranges come last, by approach and stop."""

    axis: Axis
    recommended: list[str]  # at each stop
    likely: dict[str, list[float]]  # USD by approach, at each stop
    changes: list[Change]
    lifts: Mapping[str, float]  # median over likely total of each approach in the case
    ranges: dict[str, dict[int, Estimate]] = field(default_factory=dict)
    drawable: bool = False  # all but the ranges is known
    complete: bool = False

    def usd(self, approach: str, stop: int) -> float:
        """The median total of an approach at a stop.

        Where its draws were not worked out, the likely total times what the median is of it at the
        stops around; before there are any, in the case.
        """
        known, likely = self.ranges.get(approach, {}), self.likely[approach]
        if stop in known:
            return known[stop].value
        around = [max((s for s in known if s < stop), default=None)]
        around.append(min((s for s in known if s > stop), default=None))
        lifts = {s: known[s].value / likely[s] for s in around if s is not None and likely[s] > 0}
        if len(lifts) < 2:
            return likely[stop] * next(iter(lifts.values()), self.lifts[approach])
        (low, below), (high, above) = lifts.items()
        return likely[stop] * (below + (above - below) * (stop - low) / (high - low))


def sample(
    sweep: Sweep, axis: Axis, shown: Sequence[str], lifts: Mapping[str, float]
) -> Iterator[Sampled]:
    """The samples after each bit of work, a few milliseconds long.

    Args:
        sweep: answers for one volume.
        axis: where to look.
        shown: approaches whose range is drawn beside that of what is recommended.
        lifts: median over likely total of each approach in the case.
    """
    found = Sampled(axis, [], sweep.likely_usd(axis.volumes), [], lifts)
    for volume in axis.volumes:
        found.recommended.append(sweep.recommended(volume))
        yield found
    for change in _changes(sweep, axis, found.recommended):
        found.changes.append(change)
        yield found
    found.drawable = True
    yield found
    for approach, stop in _wanted(found.recommended, shown, found.likely):
        ends = found.ranges.setdefault(approach, {})
        ends[stop] = sweep.usd(approach, axis.volumes[stop])
        yield found
    found.complete = True
    yield found


def _wanted(
    recommended: Sequence[str], shown: Sequence[str], everything: Iterable[str]
) -> Iterator[tuple[str, int]]:
    """The draws of what is recommended at every stop, of open ones at every fifth, else decades."""
    strong = dict.fromkeys([*recommended, *shown])
    for approach in dict.fromkeys([*strong, *everything]):
        step = COARSE if approach in strong else STOPS
        for stop, chosen in enumerate(recommended):
            if chosen == approach or stop % step == 0:
                yield approach, stop


def _changes(sweep: Sweep, axis: Axis, recommended: Sequence[str]) -> Iterator[Change]:
    for stop in range(1, len(recommended)):
        below, above = recommended[stop - 1 : stop + 1]
        if below != above:
            yield Change(_edge(sweep, axis, stop, below), below, above)


def _edge(sweep: Sweep, axis: Axis, stop: int, below: str) -> float:
    """Between two neighbouring stops, the first volume found at which `below` is not chosen."""
    low, high = axis.volumes[stop - 1 : stop + 1]
    for _ in range(_HALVINGS):
        middle = math.floor(math.sqrt(low * high))
        if middle in (low, high):
            break
        low, high = (middle, high) if sweep.recommended(middle) == below else (low, middle)
    return high
