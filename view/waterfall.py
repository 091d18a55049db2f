"""The way from one scenario's total to another's, as bars that add up to the last digit shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.compare import Walk
from view.money import Money

_DIGITS = 3  # of the largest total


@dataclass(frozen=True, slots=True)
class Bar:
    """One change; its bar reaches from the total before it to the total after it."""

    label: str
    words: str  # what was changed to
    approach: str  # recommended after it
    total: str
    change: str
    direction: str  # "up", "down" or "same"
    start: float  # percent of the scale
    length: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the first scenario to another one."""

    names: tuple[str, str]
    first: Bar
    bars: tuple[Bar, ...]
    last: Bar

    @property
    def all(self) -> tuple[Bar, ...]:
        """Every bar from top to bottom."""
        return self.first, *self.bars, self.last

    @classmethod
    def of(
        cls,
        found: Walk,
        names: tuple[str, str],
        labels: Mapping[str, str],
        words: Mapping[str, str],
        money: Money,
    ) -> "Waterfall":
        """Bars of a walk.

        Args:
            found: the walk.
            names: of both scenarios.
            labels: of inputs and numbers, by name.
            words: what each was changed to, by name.
            money: says amounts in the currency of the first scenario.
        """
        scale = _Scale(found, money)
        before = scale.rounded(found.first.usd)
        bars = []
        for step in found.steps:
            after = scale.rounded(step.after.usd)
            label, said = labels[step.name], words[step.name]
            bars.append(scale.bar(label, said, step.after.recommended, before, after))
            before = after
        first, last = found.first, found.last
        return cls(
            names,
            scale.whole(names[0], first.recommended, first.usd),
            tuple(bars),
            scale.whole(names[1], last.recommended, last.usd),
        )


class _Scale:
    """All totals rounded to one step, so that what is shown adds up, and placed from 0 to 100."""

    def __init__(self, found: Walk, money: Money) -> None:
        totals = [found.first.usd, *(step.after.usd for step in found.steps)]
        self._money = money
        most = max(map(money.converted, totals)) or 1.0
        exponent = math.floor(math.log10(most)) + 1 - _DIGITS
        self._step, self._decimals = 10.0**exponent, max(0, -exponent)
        self._top = max(map(self.rounded, totals)) or 1

    def rounded(self, usd: float) -> int:
        """A total in whole steps of the scale."""
        return round(self._money.converted(usd) / self._step)

    def bar(self, label: str, words: str, approach: str, before: int, after: int) -> Bar:
        """A change between two totals."""
        change = after - before
        sign = "+" if change > 0 else ""
        said = f"{sign}{self._said(change)}" if change else "no change"
        direction = "up" if change > 0 else "down" if change else "same"
        start, end = sorted((self._percent(before), self._percent(after)))
        length = round(end - start, 1)
        return Bar(label, words, approach, self._said(after), said, direction, start, length)

    def whole(self, label: str, approach: str, usd: float) -> Bar:
        """A total from zero."""
        steps = self.rounded(usd)
        said = self._said(steps)
        return Bar(label, "", approach, said, "", "whole", 0.0, self._percent(steps))

    def _percent(self, steps: int) -> float:
        return round(100 * steps / self._top, 1)

    def _said(self, steps: int) -> str:
        return self._money.exact(steps * self._step, self._decimals)
