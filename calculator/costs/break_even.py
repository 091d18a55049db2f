"""The monthly volume at which the bills of two approaches cross."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from calculator.costs.approaches import APPROACHES
from calculator.costs.bracket import EXACT, Bills, Bracket, Sought
from calculator.costs.crossing import Crossing, crossing
from calculator.costs.uncertainty import range_around
from calculator.costs.what_if import DRAWS, VOLUME, Variation
from calculator.estimate import Estimate

VOLUMES = tuple(10 ** (2 + 8 * step / 14) for step in range(15))  # 100 to 10 billion a month
# Of a crossing, where the order is looked at once more: just beside it, and a tenth away.
_BELOW, _ABOVE = (0.9, 1 - EXACT), (1 + EXACT, 1.1)
_SIDES = len(_BELOW) + len(_ABOVE)

type Totals = Mapping[str, Sequence[float]]


def first_tries() -> list[Variation]:
    """Every volume at every draw; the likely case first."""
    return [Variation({VOLUME: volume}, draw) for draw in range(DRAWS + 1) for volume in VOLUMES]


def curve(totals: Sequence[float]) -> tuple[Estimate, ...]:
    """One approach's bill at each volume in the middle case, with its range over the draws.

    Args:
        totals: USD at each volume, draw by draw, the middle case first.
    """
    count = len(VOLUMES)
    return tuple(range_around(totals[i], totals[count + i :: count]) for i in range(count))


class VolumeSearch:
    """Looks for the crossing of every pair: all draws coarsely, the middle finely, then checked.

    Whole machines make bills climb in steps, so that near a crossing the order may change back.
    """

    def __init__(self, found: Totals) -> None:
        """Takes the totals of `first_tries`, those of the likely case raised to the middle."""
        self._found = found
        self._brackets = {
            pair: [_brackets(found, pair, draw) for draw in range(DRAWS + 1)]
            for pair in combinations(APPROACHES, 2)
        }
        self._exact: dict[tuple[str, str], float] = {}

    @property
    def crossing(self) -> set[str]:
        """The approaches of the pairs that cross."""
        return {name for pair, brackets in self._brackets.items() if brackets[0] for name in pair}

    def sought(self) -> list[Sought]:
        """The first crossing in the middle case of each pair that has one, to be narrowed."""
        return [
            Sought(VOLUME, brackets[0][0], _gap(pair))
            for pair, brackets in self._brackets.items()
            if brackets[0]
        ]

    def last_tries(self, narrowed: Iterable[Bracket]) -> list[Variation]:
        """Volumes on both sides of each crossing, from what became of `sought`."""
        crossing_pairs = (pair for pair, brackets in self._brackets.items() if brackets[0])
        ends = zip(crossing_pairs, narrowed, strict=True)
        self._exact = {pair: float(round(bracket.guess)) for pair, bracket in ends}
        return [
            Variation({VOLUME: exact * side})
            for exact in self._exact.values()
            for side in (*_BELOW, *_ABOVE)
        ]

    def crossings(self, found: Totals) -> list[Crossing]:
        """One crossing for each pair, from the totals of `last_tries`."""
        turned = {pair: i * _SIDES for i, pair in enumerate(self._exact)}
        return [
            self._crossing(pair, brackets, found, turned.get(pair))
            for pair, brackets in self._brackets.items()
        ]

    def _crossing(
        self,
        pair: tuple[str, str],
        brackets: list[list[Bracket]],
        found: Totals,
        position: int | None,
    ) -> Crossing:
        a, b = pair
        below, above = (a, b) if self._found[a][0] <= self._found[b][0] else (b, a)
        drawn = [self._at_draw(below, above, d, brackets[d]) for d in range(1, DRAWS + 1)]
        again = len(brackets[0]) > 1
        if position is not None and not again:
            gaps = [found[below][p] - found[above][p] for p in range(position, position + _SIDES)]
            again = max(gaps[: len(_BELOW)]) > 0 or min(gaps[len(_BELOW) :]) < 0
        return crossing((below, above), self._exact.get(pair), drawn, again)

    def _at_draw(self, below: str, above: str, draw: int, brackets: list[Bracket]) -> float:
        """The first crossing of one draw; 0 or infinity where one is cheaper throughout."""
        if brackets:
            return brackets[0].guess
        start = draw * len(VOLUMES)
        return math.inf if self._found[below][start] <= self._found[above][start] else 0.0


def _gap(pair: tuple[str, str]) -> Callable[[Bills], float]:
    return lambda bills: bills[pair[0]] - bills[pair[1]]


def _brackets(found: Totals, pair: tuple[str, str], draw: int) -> list[Bracket]:
    """Where the order of a pair changes in one draw, by growing volume."""
    a, b = pair
    start, stop = draw * len(VOLUMES), (draw + 1) * len(VOLUMES)
    gaps = [x - y for x, y in zip(found[a][start:stop], found[b][start:stop], strict=True)]
    return [
        Bracket(VOLUMES[i], VOLUMES[i + 1], gaps[i], gaps[i + 1])
        for i in range(len(VOLUMES) - 1)
        if (gaps[i] > 0) != (gaps[i + 1] > 0)
    ]
