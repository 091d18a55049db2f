"""What a decision map holds: places in percent of the picture, and every word in it."""

from dataclasses import dataclass

from view.hosted import lines

RECOMMENDED, OPEN, CLOSED = "recommended", "open", "closed"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    place: float
    words: str
    short: str = ""  # where there is little room


@dataclass(frozen=True, slots=True)
class Ground:
    """A stretch of the axis in which one approach is recommended."""

    x: float
    width: float
    order: int
    name: str
    fits: str  # where its name has room: everywhere, wide or nowhere
    here: bool  # whether the case lies in it


@dataclass(frozen=True, slots=True)
class Line:
    """One approach: its likely cost by volume, its range where it is open, its name at the edge."""

    order: int
    id: str
    name: str
    look: str  # recommended, open or closed
    path: str
    band: str
    end: float  # where the line ends, from the top
    label: float  # where its name stands
    total: str  # in the case
    range: str
    verdict: str  # one of the words for a verdict
    why: str  # the first reason, or why it is not open


@dataclass(frozen=True, slots=True)
class Place:
    """The dot at one volume: where it stands and what is said about it."""

    volume: str  # as it is typed
    words: str
    x: float
    y: float
    top: float  # the ends of its range
    bottom: float
    order: int
    name: str
    lead: str  # the first line of the callout
    range: str  # the second; empty until it is worked out
    say: str  # the same as a sentence
    width: int  # px of its callout
    shift: float  # of the callout's left end, in px from the dot
    drop: float  # where the callout hangs
    ground: int  # the stretch that it lies in
    stop: int  # of the axis
    back: int  # the stops a decade below and above
    on: int
    covers: tuple[int, ...] = ()  # ticks that its volume is written over
    covers_narrow: tuple[int, ...] = ()  # the same where there is little room
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where two lines have the same cost."""

    x: float
    y: float
    below: str  # name of the cheaper one below
    above: str
    at: str
    range: str  # in words; empty where no end is firm
    low: float | None  # ends of the bracket
    high: float | None
    never: str  # how often it never comes, where no range is firm


@dataclass(frozen=True, slots=True)
class Row:
    """One volume of the table."""

    volume: str
    recommended: str
    range: str
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMap:
    """One picture, its table, and what the dot says at each stop."""

    key: str  # changes with everything that moves a line
    story: str  # what an example is called; empty for the reader's own case
    months: int
    currency: str
    axis_x: tuple[Tick, ...]
    axis_y: tuple[Tick, ...]
    ground: tuple[Ground, ...]
    lines: tuple[Line, ...]
    breaks: tuple[BreakEven, ...]
    case: Place
    places: tuple[Place, ...]  # by stop
    rows: tuple[Row, ...]
    from_volume: str  # where the recommendation of the case begins and ends; empty: not on the map
    until_volume: str
    compared: str  # the hosted model and the own one, and what another one does; may be empty
    alike: str  # what a hosted open model of the same size costs; may be empty
    apart: str  # why the lines cross elsewhere than the recommendation changes; may be empty
    changes: bool  # whether another approach is recommended anywhere
    complete: bool  # whether the ranges are there

    @property
    def compared_lines(self) -> list[str]:
        """Who is compared, in lines of a picture."""
        return lines(self.compared)
