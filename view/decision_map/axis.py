"""The horizontal axis: requests a month, even factors, ten stops to a decade."""

import math
from dataclasses import dataclass
from functools import cached_property

STOPS = 10  # to a decade
_FIRST, _LAST = 3, 8  # decades that most cases fit in: 1,000 to 100 million a month
_SPAN = _LAST - _FIRST
_LEAST = 1  # ten requests a month
_MOST = 12


@dataclass(frozen=True)
class Axis:
    """From 10^first to 10^last requests a month."""

    first: int
    last: int

    @cached_property
    def volumes(self) -> tuple[int, ...]:
        """The stops, in the two digits that people say: 1,000, 1,300, 1,600, 2,000 …"""
        count = STOPS * (self.last - self.first)
        return tuple(
            round(float(f"{10 ** (self.first + i / STOPS):.1e}")) for i in range(count + 1)
        )

    def percent(self, volume: float) -> float:
        """Place of a volume, 0 at the left end to 100 at the right one."""
        inside = min(max(volume, 10.0**self.first), 10.0**self.last)
        share = (math.log10(inside) - self.first) / (self.last - self.first)
        return round(100 * share, 1)

    def nearest(self, volume: float) -> int:
        """The position of the stop that lies nearest."""
        return round(self.percent(volume) / 100 * (len(self.volumes) - 1))

    def holds(self, volume: float) -> bool:
        """Whether a volume lies between the ends."""
        return 10.0**self.first <= volume <= 10.0**self.last


def axis_for(volume: float) -> Axis:
    """The usual axis, moved by whole decades so that one lies on both sides of the volume."""
    if volume <= 0:
        return Axis(_FIRST, _LAST)
    decade = math.log10(volume)
    last = max(_LAST, min(math.ceil(decade) + 1, _MOST))
    first = max(_LEAST, min(last - _SPAN, math.floor(decade) - 1))
    return Axis(first, last)
