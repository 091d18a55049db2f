"""How far the middle case lies above the likely one, for bills at other answers.

A search prices hundreds of variations at likely values, and what it finds stands beside headlines
and curves of the middle case. So likely bills are raised to the middle: by the lift, the middle
over the likely bill. By volume it is taken from a few draws of each volume, and scaled so that it
is that of the headline at the volume of the question; at other answers it is that of the headline.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from statistics import fmean

from calculator.costs.sensitivity import Spread
from calculator.costs.what_if import VOLUME, Variation

type Totals = Mapping[str, Sequence[float]]

_LEFT_OUT = 8  # one in so many draws at each end


class Lift:
    """Middle over likely totals, by approach and monthly volume."""

    def __init__(
        self, volumes: Sequence[float], found: Totals, spreads: Mapping[str, Spread], now: float
    ) -> None:
        """Takes totals by draw, then by volume; draw 0 is the likely case.

        Args:
            volumes: requests a month, rising, above 0.
            found: USD of each approach at each volume, draw by draw.
            spreads: the headlines at the volume of the question.
            now: that volume.
        """
        self._now = now
        self._places = [math.log(volume) for volume in volumes]
        self._lifts = {name: _lifts(totals, len(volumes)) for name, totals in found.items()}
        self._scale = {
            name: spread.total.value / spread.likely / self._between(name, now)
            for name, spread in spreads.items()
            if spread.likely > 0
        }

    def middle(self, found: Totals, variations: Sequence[Variation]) -> dict[str, Sequence[float]]:
        """The totals of variations with those of the likely case raised to the middle one.

        Args:
            found: USD of each approach for each variation.
            variations: each with one answer changed.
        """
        volumes = [None if each.draw else self._volume_of(each) for each in variations]
        return {
            name: [
                usd if volume is None else usd * self._at(name, volume)
                for usd, volume in zip(totals, volumes, strict=True)
            ]
            for name, totals in found.items()
        }

    def _volume_of(self, variation: Variation) -> float:
        return variation.answers.get(VOLUME, self._now)

    def _at(self, name: str, volume: float) -> float:
        return self._scale.get(name, 1.0) * self._between(name, volume)

    def _between(self, name: str, volume: float) -> float:
        lifts, places = self._lifts[name], self._places
        place = math.log(volume) if volume > 0 else places[0]
        after = bisect_right(places, place)
        if after in (0, len(places)):
            return math.exp(lifts[0] if after == 0 else lifts[-1])
        part = (place - places[after - 1]) / (places[after] - places[after - 1])
        return math.exp(lifts[after - 1] * (1 - part) + lifts[after] * part)


def _lifts(totals: Sequence[float], count: int) -> list[float]:
    """Logarithms at each volume; the mean of the middle draws' logarithms stands for the median.

    Of few draws that is nearer to the median of many than their own median is.
    """
    found = []
    for place in range(count):
        likely, *drawn = totals[place::count]
        if likely <= 0 or min(drawn) <= 0:
            found.append(0.0)
            continue
        left_out = len(drawn) // _LEFT_OUT
        middle = sorted(drawn)[left_out : len(drawn) - left_out]
        found.append(fmean(map(math.log, middle)) - math.log(likely))
    return found
