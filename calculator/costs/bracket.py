"""Where a difference changes its sign: an interval that is narrowed round by round.

Bills are nearly straight lines in most answers, with steps where a machine is added. So each round
looks on both sides of where a straight line would cross, and at some values between the ends: on a
line the first round ends the search, on a step the interval falls to a part of it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

EXACT = 0.005  # of the value: the interval is no wider at the end
MOST_ROUNDS = 12
_FIRST_PARTS, _PARTS = 2, 8  # of the interval; few are left after the first round
_ASIDE = 0.45  # of EXACT, from the guess to each side


@dataclass(frozen=True, slots=True)
class Bracket:
    """Two values between which a difference changes its sign, `inner` the nearer to the start."""

    inner: float
    outer: float
    at_inner: float  # the difference there
    at_outer: float
    whole: bool = False  # only whole numbers are values

    @property
    def guess(self) -> float:
        """Where a straight line between the ends crosses zero; half-way where none can be drawn."""
        share = self.at_inner / (self.at_inner - self.at_outer) if self._is_drawn else 0.5
        return self.inner + (self.outer - self.inner) * share

    @property
    def _is_drawn(self) -> bool:
        apart = self.at_inner - self.at_outer
        return math.isfinite(apart) and apart != 0

    @property
    def is_narrow(self) -> bool:
        """Whether nothing is left to look for."""
        apart = abs(self.outer - self.inner)
        if self.whole and apart <= 1:
            return True
        return apart <= EXACT * min(abs(self.inner), abs(self.outer))

    def tries(self, parts: int) -> list[float]:
        """The values to look at in this round, from the inner end to the outer.

        Args:
            parts: into which the values cut the interval, besides those around the guess.
        """
        if self.is_narrow:
            return []
        step = _ASIDE * EXACT * abs(self.guess)
        between = (self._between(i / parts) for i in range(1, parts))
        wanted = {self.guess - step, self.guess + step, *between}
        if self.whole:
            wanted = {float(round(each)) for each in wanted}
        low, high = sorted((self.inner, self.outer))
        inside = {each for each in wanted if low < each < high}
        return sorted(inside, reverse=self.outer < self.inner)

    def _between(self, share: float) -> float:
        """The value at a share of the way, by factors where there are factors."""
        if self.inner > 0 and self.outer > 0:
            return float(self.inner * (self.outer / self.inner) ** share)
        return self.inner + (self.outer - self.inner) * share

    def narrowed(self, tried: Sequence[float], found: Sequence[float]) -> "Bracket":
        """The part nearest to the inner end in which the sign still changes.

        Args:
            tried: what `tries` gave.
            found: the difference at each of them.
        """
        values = [self.inner, *tried, self.outer]
        gaps = [self.at_inner, *found, self.at_outer]
        i = next(i for i in range(1, len(gaps)) if (gaps[i] > 0) != (gaps[0] > 0))
        return Bracket(values[i - 1], values[i], gaps[i - 1], gaps[i], self.whole)


type Bills = Mapping[str, float]  # USD by approach


@dataclass(frozen=True, slots=True)
class Sought:
    """A bracket in the value of one answer, and the difference of bills that changes its sign."""

    input: str
    bracket: Bracket
    difference: Callable[[Bills], float]


type Priced = Callable[[Sequence[tuple[str, float]]], Sequence[Bills]]


def narrow(sought: Sequence[Sought], priced: Priced) -> list[Bracket]:
    """Each bracket, as narrow as EXACT asks.

    Args:
        sought: all are narrowed side by side, so that a round prices them together.
        priced: the bills for each pair of an input and its value.
    """
    narrowed = [each.bracket for each in sought]
    for turn in range(MOST_ROUNDS):
        tries = [each.tries(_PARTS if turn else _FIRST_PARTS) for each in narrowed]
        pairs = zip(sought, tries, strict=True)
        asked = [(each.input, value) for each, tried in pairs for value in tried]
        if not asked:
            break
        bills = iter(priced(asked))
        found = [
            [s.difference(next(bills)) for _ in tried]
            for s, tried in zip(sought, tries, strict=True)
        ]
        narrowed = [
            each.narrowed(tried, gaps)
            for each, tried, gaps in zip(narrowed, tries, found, strict=True)
        ]
    return narrowed
