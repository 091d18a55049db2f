"""The monthly volume at which the bills of two approaches cross."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from calculator.costs.approaches import APPROACHES
from calculator.costs.crossing import Crossing, crossing
from calculator.costs.uncertainty import range_around
from calculator.costs.what_if import DRAWS, Variation
from calculator.estimate import Estimate

VOLUMES = tuple(10 ** (2 + 8 * step / 14) for step in range(15))  # 100 to 10 billion a month
_VOLUME = "requests_per_month"
_NEAR = 0.1  # on both sides of a crossing, where the order is looked at once more

type Totals = Mapping[str, Sequence[float]]


def first_tries() -> list[Variation]:
    """Every volume at every draw; the likely case first."""
    return [Variation({_VOLUME: volume}, draw) for draw in range(DRAWS + 1) for volume in VOLUMES]


def curve(totals: Sequence[float], lifts: Sequence[float]) -> tuple[Estimate, ...]:
    """One approach's bill at each volume in the middle case, with its range over the draws.

    Args:
        totals: USD at each volume, draw by draw, the likely case first.
        lifts: middle over likely total at each volume.
    """
    count = len(VOLUMES)
    return tuple(
        range_around(totals[i] * lifts[i], totals[count + i :: count]) for i in range(count)
    )


@dataclass(frozen=True, slots=True)
class _Bracket:
    """Neighbouring volumes between which a pair changes order, and the difference at each."""

    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def guess(self) -> float:
        """Where a straight line between the ends crosses zero."""
        return self.low + (self.high - self.low) * self.at_low / (self.at_low - self.at_high)

    def narrowed(self, difference: float) -> "_Bracket":
        """The part in which the sign still changes, cut at the guess."""
        if (difference > 0) == (self.at_low > 0):
            return _Bracket(self.guess, self.high, difference, self.at_high)
        return _Bracket(self.low, self.guess, self.at_low, difference)


class VolumeSearch:
    """Looks for the crossing of every pair: all draws coarsely, the likely finely, then checked.

    Whole machines make bills climb in steps, so that near a crossing the order may change back.
    """

    def __init__(self, found: Totals) -> None:
        """Takes the totals of `first_tries`."""
        self._found = found
        self._brackets = {
            pair: [_brackets(found, pair, draw) for draw in range(DRAWS + 1)]
            for pair in combinations(APPROACHES, 2)
        }
        self._exact: dict[tuple[str, str], float] = {}

    def second_tries(self) -> list[Variation]:
        """A closer look at the likely crossing of each pair that has one."""
        return [
            Variation({_VOLUME: brackets[0][0].guess})
            for brackets in self._brackets.values()
            if brackets[0]
        ]

    def third_tries(self, found: Totals) -> list[Variation]:
        """Volumes on both sides of each crossing, from the totals of `second_tries`."""
        crossing_pairs = (pair for pair, brackets in self._brackets.items() if brackets[0])
        for position, (a, b) in enumerate(crossing_pairs):
            narrowed = self._brackets[a, b][0][0].narrowed(found[a][position] - found[b][position])
            self._exact[a, b] = narrowed.guess
        return [
            Variation({_VOLUME: exact * side})
            for exact in self._exact.values()
            for side in (1 - _NEAR, 1 + _NEAR)
        ]

    def crossings(self, found: Totals) -> list[Crossing]:
        """One crossing for each pair, from the totals of `third_tries`."""
        turned = dict(zip(self._exact, range(0, 2 * len(self._exact), 2), strict=True))
        return [
            self._crossing(pair, brackets, found, turned.get(pair))
            for pair, brackets in self._brackets.items()
        ]

    def _crossing(
        self,
        pair: tuple[str, str],
        brackets: list[list[_Bracket]],
        found: Totals,
        position: int | None,
    ) -> Crossing:
        a, b = pair
        below, above = (a, b) if self._found[a][0] <= self._found[b][0] else (b, a)
        drawn = [self._at_draw(below, above, d, brackets[d]) for d in range(1, DRAWS + 1)]
        again = len(brackets[0]) > 1
        if position is not None and not again:
            before, after = (found[below][p] - found[above][p] for p in (position, position + 1))
            again = before > 0 or after < 0
        return crossing((below, above), self._exact.get(pair), drawn, again)

    def _at_draw(self, below: str, above: str, draw: int, brackets: list[_Bracket]) -> float:
        """The first crossing of one draw; 0 or infinity where one is cheaper throughout."""
        if brackets:
            return brackets[0].guess
        start = draw * len(VOLUMES)
        return math.inf if self._found[below][start] <= self._found[above][start] else 0.0


def _brackets(found: Totals, pair: tuple[str, str], draw: int) -> list[_Bracket]:
    """Where the order of a pair changes in one draw, by growing volume."""
    a, b = pair
    start, stop = draw * len(VOLUMES), (draw + 1) * len(VOLUMES)
    gaps = [x - y for x, y in zip(found[a][start:stop], found[b][start:stop], strict=True)]
    return [
        _Bracket(VOLUMES[i], VOLUMES[i + 1], gaps[i], gaps[i + 1])
        for i in range(len(VOLUMES) - 1)
        if (gaps[i] > 0) != (gaps[i + 1] > 0)
    ]
