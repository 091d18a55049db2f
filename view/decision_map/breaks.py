"""Where lines of a decision map cross, and how sure that is."""

from collections.abc import Iterator

from calculator.costs.crossing import Crossing
from view import formats
from view.decision_map.records import BreakEven
from view.decision_map.sheet import Sheet

_MOST = 3


class Breaks:
    """Break-evens on one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def near(self, case_x: float) -> Iterator[BreakEven]:
        """Crossings of what is recommended with other open lines, the nearest first.

        Before all others stand those of two lines between which the recommendation changes.
        """
        found = [each for each in self._sheet.result.break_even if self._is_shown(each)]

        def rank(each: Crossing) -> tuple[bool, float]:
            away = abs(self._sheet.axis.percent(each.at or 1) - case_x)
            return not self._changes_at(each), away

        for crossing in sorted(found, key=rank)[:_MOST]:
            yield self._break(crossing)

    def _is_shown(self, crossing: Crossing) -> bool:
        pair = {crossing.cheaper_below, crossing.cheaper_above}
        if crossing.at is None or not pair <= set(self._sheet.shown):
            return False
        if not self._sheet.axis.holds(crossing.at):
            return False
        nearest = self._sheet.axis.nearest(crossing.at)
        around = self._sheet.found.recommended[max(nearest - 1, 0) : nearest + 2]
        return self._changes_at(crossing) or bool(pair & set(around))

    def _changes_at(self, crossing: Crossing) -> bool:
        """Whether the recommendation changes between these two somewhere."""
        pair = {crossing.cheaper_below, crossing.cheaper_above}
        return any({change.below, change.above} == pair for change in self._sheet.found.changes)

    def _break(self, crossing: Crossing) -> BreakEven:
        at = crossing.at or 1.0
        low, high = crossing.low, crossing.high
        firm = low is not None or high is not None
        x = self._sheet.axis.percent(at)
        return BreakEven(
            x=x,
            y=self._height_of(crossing.cheaper_below, x),
            below=self._sheet.approach(crossing.cheaper_below).name,
            above=self._sheet.approach(crossing.cheaper_above).name,
            at=formats.number(at),
            range=_range_words(low, high),
            low=None if not firm else 0.0 if low is None else self._sheet.axis.percent(low),
            high=None if not firm else 100.0 if high is None else self._sheet.axis.percent(high),
            never="" if firm else formats.chance(1 - crossing.share_of_draws),
        )

    def _height_of(self, approach_id: str, x: float) -> float:
        """Where the drawn line stands at x, between its two stops."""
        place = x / 100 * (len(self._sheet.axis.volumes) - 1)
        stop = min(int(place), len(self._sheet.axis.volumes) - 2)
        one, other = (
            self._sheet.up.percent(self._sheet.found.usd(approach_id, each))
            for each in (stop, stop + 1)
        )
        return round(one + (other - one) * (place - stop), 2)


def _range_words(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return formats.number_range(low, high)
    if low is not None:
        return f"{formats.number(low)} or more"
    return f"up to {formats.number(high)}" if high is not None else ""
