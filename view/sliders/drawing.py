"""Bends as sliders: places, paths and words."""

import itertools
from collections.abc import Iterator, Sequence

from calculator.knowledge import Knowledge
from calculator.number_text import plain
from calculator.result import Result
from view import formats, sentences
from view.answers import amount_words
from view.money import Money
from view.sliders.bending import Bend
from view.sliders.records import Region, Slider, Stop

_TOP = 8.0  # percent of the height above the dearest point


class Drawing:
    """Draws the bends of one result."""

    def __init__(self, result: Result, knowledge: Knowledge) -> None:
        self._result, self._knowledge = result, knowledge
        self._money = Money(result.priced.currency)
        cost = result.priced.approaches[result.recommended]
        self._lift = cost.total.value / cost.likely if cost.likely > 0 else 1.0

    def slider(self, bend: Bend) -> Slider:
        """One number with its curve; the total stands on zero."""
        number = bend.number
        most = max(*(self._lift * usd for usd in bend.usd), 1.0)
        heights = [_from_top(self._lift * usd / most) for usd in bend.usd]
        stops = tuple(self._stops(bend, heights))
        regions = tuple(self._regions(bend))
        points = [(round(10 * stop.x), round(stop.y)) for stop in stops]
        line = "L".join(f"{across} {down}" for across, down in points)
        return Slider(
            id=number.id,
            is_input=number.is_input,
            label=self._label(number.id),
            words=self._words(number.id, number.now),
            at=number.at,
            stops=stops,
            line=f"M{line}",
            area=f"M0 100L{line}L1000 100z",
            regions=regions,
            caption=self._caption(bend),
            changes=bool(regions),
        )

    def _stops(self, bend: Bend, heights: Sequence[float]) -> Iterator[Stop]:
        last = len(heights) - 1
        for place, value in enumerate(bend.number.values):
            approach = self._knowledge.approaches[bend.recommended[place]]
            total = self._money.of(self._lift * bend.usd[place])
            words = self._words(bend.number.id, value)
            yield Stop(
                text=plain(value),
                words=words,
                say=f"{words}: {sentences.in_sentence(approach.name)}, about {total}",
                x=round(100 * place / last, 1),
                y=heights[place],
                order=approach.order,
            )

    def _regions(self, bend: Bend) -> Iterator[Region]:
        """Stretches of another approach; each reaches half way to the stops beside it."""
        last, start = len(bend.usd) - 1, 0
        for name, group in itertools.groupby(bend.recommended):
            stop = start + len(list(group))
            if name != self._result.recommended:
                left, right = max(start - 0.5, 0), min(stop - 0.5, last)
                x = round(100 * left / last, 1)
                width = round(100 * (right - left) / last, 1)
                yield Region(x, width, self._knowledge.approaches[name].order)
            start = stop

    def _caption(self, bend: Bend) -> str:
        """The nearest change above or below the present value; else the ends of the total."""
        number, now = bend.number, self._result.recommended
        above = next(
            (i for i, name in enumerate(bend.recommended)
             if number.values[i] > number.now and name != now), None)  # fmt: skip
        below = next(
            (i for i in reversed(range(len(bend.recommended)))
             if number.values[i] < number.now and bend.recommended[i] != now), None)  # fmt: skip
        if above is not None:
            return f"{self._name(bend, above)} from {self._words(number.id, number.values[above])}"
        if below is not None:
            return f"{self._name(bend, below)} up to {self._words(number.id, number.values[below])}"
        ends = sorted(self._lift * self._money.converted(usd) for usd in bend.usd)
        return formats.money_range(ends[0], ends[-1], self._money.code)

    def _name(self, bend: Bend, place: int) -> str:
        return self._knowledge.approaches[bend.recommended[place]].name

    def _label(self, name: str) -> str:
        definition = self._knowledge.inputs.get(name)
        return definition.label if definition else str(self._result.priced.numbers[name].label)

    def _words(self, name: str, value: float) -> str:
        definition = self._knowledge.inputs.get(name)
        if definition is None:
            return formats.quantity(value, self._result.priced.numbers[name].unit)
        if formats.is_share(definition.unit):
            return formats.share(value)
        words = formats.number(value, 3)
        named = definition.unit and definition.unit in definition.label.lower()
        return words if named else amount_words(definition, words)


def _from_top(share: float) -> float:
    return round(100 - (100 - _TOP) * max(share, 0.0), 1)
