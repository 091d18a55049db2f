"""What a slider holds: its stops, the curve of the total above them, and every word in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the slider: what is typed there, and what is said of it."""

    text: str  # as it is typed
    words: str  # `10,000`
    say: str  # `10,000 requests a month: fine-tuning, about $140,000`
    x: float  # percent of the width
    y: float  # of the curve, percent from the top
    order: int  # of the approach that is recommended there


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the slider in which another approach is recommended than now."""

    x: float
    width: float
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """One number of the question, and how the answer bends with it."""

    id: str  # of an input, or the name of a price or assumption
    is_input: bool
    label: str
    words: str  # of the number as it is
    at: int  # the stop of the number as it is
    stops: tuple[Stop, ...]
    line: str  # path of the total, in thousandths of the width and hundredths of the height
    area: str
    regions: tuple[Region, ...]
    caption: str  # where the answer changes; else the ends of the total
    changes: bool  # whether another approach is recommended anywhere on it
