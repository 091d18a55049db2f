"""The dot of a decision map: where it stands at each stop, and what is said there."""

from dataclasses import replace

from calculator.estimate import Estimate
from view import formats
from view.decision_map.axis import STOPS
from view.decision_map.records import Place
from view.decision_map.sheet import Sheet
from view.decision_map.words import callout_width
from view.environment import say

_PILL, _PILL_NARROW = 20.0, 27.0  # percent between a decade and a volume that covers its words
_SIDE = 12  # px from the callout's end to the dot, near the ends of the axis
_HIGH = 46.0  # a dot above it has its callout at the foot, percent from the top
_TOP, _FOOT = 22.0, 62.0


class Dots:
    """Places of the dot on one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def at_stop(self, stop: int) -> Place:
        """The dot at a stop of the axis."""
        name = self._sheet.found.recommended[stop]
        ends = self._sheet.found.ranges.get(name, {}).get(stop)
        volume = self._sheet.axis.volumes[stop]
        lead = formats.count(volume)
        return self._dot(volume, lead, name, ends or self._sheet.found.usd(name, stop), stop)

    def case(self, volume: float) -> Place:
        """The dot of the case: its own recommendation, and its bill to the digit."""
        total = self._sheet.result.priced.approaches[self._sheet.result.recommended].total
        asked = self._sheet.result.number("requests_per_month")
        lead = "Example" if self._sheet.story else "Your case"
        dot = self._dot(
            volume, lead, self._sheet.result.recommended, total, self._sheet.axis.nearest(volume)
        )
        return replace(dot, assumed=asked is None)

    def _dot(
        self, volume: float, lead: str, approach_id: str, usd: Estimate | float, stop: int
    ) -> Place:
        approach = self._sheet.approach(approach_id)
        likely = usd.value if isinstance(usd, Estimate) else usd
        low, high = (usd.low, usd.high) if isinstance(usd, Estimate) else (usd, usd)
        x, y = self._sheet.axis.percent(volume), self._sheet.up.percent(likely)
        money = self._sheet.money
        total = money.about(usd) if isinstance(usd, Estimate) else money.of(likely)
        span = self._sheet.money.range(usd) if isinstance(usd, Estimate) else ""
        words = formats.count(round(volume))
        width = callout_width(f"{lead}: {total}", span)
        return Place(
            volume=str(round(volume)),
            words=words,
            x=x,
            y=y,
            top=self._sheet.up.percent(high),
            bottom=self._sheet.up.percent(low),
            order=approach.order,
            name=approach.name,
            lead=f"{lead}: {total}",
            range=span,
            say=say("decision_map_words.html.j2", "place", words, approach.name, total, span),
            width=width,
            shift=_shift(x, width),
            drop=_FOOT if y < _HIGH else _TOP,
            ground=sum(change.at <= volume for change in self._sheet.found.changes),
            stop=stop,
            back=max(stop - STOPS, 0),
            on=min(stop + STOPS, len(self._sheet.axis.volumes) - 1),
            covers=self._covered(x, _PILL),
            covers_narrow=self._covered(x, _PILL_NARROW),
        )

    def _covered(self, x: float, reach: float) -> tuple[int, ...]:
        """The decades whose words lie under the volume that is written at x."""
        powers = range(self._sheet.axis.first, self._sheet.axis.last + 1)
        places = [self._sheet.axis.percent(10.0**power) for power in powers]
        return tuple(i for i, place in enumerate(places) if abs(place - x) < reach)


def _shift(x: float, width: int) -> float:
    """How far left of the dot its callout begins, so that it stays within the picture."""
    if x < 30:
        return -_SIDE
    return -width / 2 if x <= 65 else _SIDE - width
