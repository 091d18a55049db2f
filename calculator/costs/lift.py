"""How far the middle case lies above the likely one at other volumes, for curves by volume.

A search prices hundreds of variations at likely values. The lift, the middle case over the likely
one, is taken from a few draws of each volume, and scaled so that it is that of the headline at the
volume of the question. Break-even volumes are those of the likely bills, whose steps are exact.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from statistics import fmean

from calculator.costs.sensitivity import Spread

type Totals = Mapping[str, Sequence[float]]


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
        self._places = [math.log(volume) for volume in volumes]
        self._lifts = {name: _lifts(totals, len(volumes)) for name, totals in found.items()}
        self._scale = {
            name: spread.total.value / spread.likely / self._between(name, now)
            for name, spread in spreads.items()
            if spread.likely > 0
        }

    def along(self, name: str) -> list[float]:
        """Middle over likely total of an approach at each of the volumes."""
        scale = self._scale.get(name, 1.0)
        return [scale * math.exp(lift) for lift in self._lifts[name]]

    def _between(self, name: str, volume: float) -> float:
        lifts, places = self._lifts[name], self._places
        place = math.log(volume) if volume > 0 else places[0]
        after = bisect_right(places, place)
        if after in (0, len(places)):
            return math.exp(lifts[0] if after == 0 else lifts[-1])
        part = (place - places[after - 1]) / (places[after] - places[after - 1])
        return math.exp(lifts[after - 1] * (1 - part) + lifts[after] * part)


def _lifts(totals: Sequence[float], count: int) -> list[float]:
    """Logarithms at each volume; the mean of the middle half of the draws stands for the median."""
    found = []
    for place in range(count):
        likely, *drawn = totals[place::count]
        quarter = len(drawn) // 4
        middle = fmean(sorted(drawn)[quarter : len(drawn) - quarter])
        found.append(math.log(middle / likely) if likely > 0 and middle > 0 else 0.0)
    return found
