"""Samples and a result → the decision map: every place in percent, every amount in words."""

from collections.abc import Iterator, Sequence

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import formats
from view.decision_map.axis import STOPS
from view.decision_map.breaks import Breaks
from view.decision_map.dots import Dots
from view.decision_map.lines import Lines
from view.decision_map.records import BreakEven, DecisionMap, Ground, Row, Tick
from view.decision_map.sampling import Change, Sampled
from view.decision_map.sheet import Sheet
from view.decision_map.words import fits, short_number
from view.hosted import alike, compared

_WIDEST = 5  # decades whose numbers have room in full


class Places:
    """Places of one map; made anew for each answer."""

    def __init__(
        self, found: Sampled, result: Result, knowledge: Knowledge, story: str = ""
    ) -> None:
        """Of these samples and this result; `story` is what an example is called."""
        self._sheet = Sheet(found, result, knowledge, story)

    def map(self, key: str, volume: float) -> DecisionMap:
        """The whole map, with the case at this volume."""
        dots = Dots(self._sheet)
        places = tuple(dots.at_stop(stop) for stop in range(len(self._sheet.axis.volumes)))
        case = dots.case(volume)
        ground = tuple(self._ground(case.x))
        start, end = self._stretch(volume)
        breaks = tuple(Breaks(self._sheet).near(case.x))
        return DecisionMap(
            key=key,
            story=self._sheet.story,
            months=self._sheet.result.priced.horizon_months,
            currency=self._sheet.money.code,
            axis_x=tuple(self._decades()),
            axis_y=tuple(self._amounts()),
            ground=ground,
            lines=tuple(Lines(self._sheet).all()),
            breaks=breaks,
            case=case,
            places=places,
            rows=tuple(self._rows()),
            from_volume=start,
            until_volume=end,
            compared=compared(self._sheet.result, self._sheet.knowledge),
            alike=alike(self._sheet.result, self._sheet.knowledge),
            apart=self._apart(breaks[:1]),
            changes=bool(self._sheet.found.changes),
            complete=self._sheet.found.complete,
        )

    def _apart(self, first: Sequence[BreakEven]) -> str:
        """Two thresholds in one picture, told apart; empty where they are one."""
        for crossing in first:
            for change in self._sheet.found.changes:
                names = {self._sheet.approach(each).name for each in (change.below, change.above)}
                at = formats.number(change.at)
                if names == {crossing.below, crossing.above} and at != crossing.at:
                    return (
                        f"The bills cross at about {crossing.at}; from {at} the saving is clear "
                        "in most cases, and the advice changes."
                    )
        return ""

    def _amounts(self) -> Iterator[Tick]:
        for usd in self._sheet.up.ticks:
            yield Tick(self._sheet.up.percent(usd), short_number(self._sheet.money.of(usd)))

    def _decades(self) -> Iterator[Tick]:
        axis = self._sheet.axis
        for power in range(axis.first, axis.last + 1):
            volume = 10**power
            words = formats.number(volume)
            short = short_number(words)
            wide = words if axis.last - axis.first <= _WIDEST else short
            yield Tick(axis.percent(volume), wide, short)

    def _ground(self, case_x: float) -> Iterator[Ground]:
        """Stretches of one recommendation, from change to change."""
        starts = [
            0.0,
            *(self._sheet.axis.percent(change.at) for change in self._sheet.found.changes),
        ]
        names = [
            self._sheet.found.recommended[0],
            *(change.above for change in self._sheet.found.changes),
        ]
        for x, end, name in zip(starts, [*starts[1:], 100.0], names, strict=True):
            approach = self._sheet.approach(name)
            width = round(end - x, 2)
            here = x <= case_x < end or (end == 100 and case_x >= x)
            yield Ground(x, width, approach.order, approach.name, fits(approach.name, width), here)

    def _stretch(self, volume: float) -> tuple[str, str]:
        """The volumes from which and until which the recommendation stays what it is."""
        changes = self._sheet.found.changes
        before = [change for change in changes if change.at <= volume]
        after = [change for change in changes if change.at > volume]
        return _words_of(before[-1:]), _words_of(after[:1])

    def _rows(self) -> Iterator[Row]:
        """The decades; the order of the amounts is that of the approaches."""
        for stop in range(0, len(self._sheet.axis.volumes), STOPS):
            name = self._sheet.found.recommended[stop]
            ends = self._sheet.found.ranges.get(name, {}).get(stop)
            totals = [
                self._sheet.money.of(self._sheet.found.usd(each, stop))
                for each in self._sheet.knowledge.approaches
            ]
            yield Row(
                volume=formats.count(self._sheet.axis.volumes[stop]),
                recommended=self._sheet.approach(name).name,
                range=self._sheet.money.range(ends) if ends else "",
                totals=tuple(totals),
            )


def _words_of(changes: Sequence[Change]) -> str:
    return formats.number(changes[0].at) if changes else ""
