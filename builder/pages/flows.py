"""The picture of an approach: what is yours, what is others', and what goes between them.

Boxes stand in rows of two; across, places are percents of the width, so that words keep their size
from a phone to a wide screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from builder.problems import StepError

BOX = 46  # pixels: two lines of words
GAP = 54  # between rows: an arrow, and two lines of words
ZONE = 28  # above the first row of a zone: its name
PAD = 22  # under its last row: a line of words
EDGE = 3.0  # percent between a zone's edge and its boxes
HALF = (EDGE, 56.0)  # where the boxes of the two columns begin, in percent
WIDE = 41.0  # percent of a box
HEADS = {  # from the tip of an arrow
    "right": "M-6-4 0 0-6 4",
    "left": "M6-4 0 0 6 4",
    "down": "M-4-6 0 0 4-6",
    "up": "M-4 6 0 0 4 6",
}
_NUDGE = 2.0  # percent between two arrows that go back and forth


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in its place."""

    name: str
    note: str
    x: float  # percent
    y: float  # pixels
    theirs: bool

    @property
    def middle(self) -> float:
        """Across, in percent."""
        return self.x + WIDE / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with a head at its end and words beside it; x in percent, y in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float
    head: str  # right, left, down or up
    words: str
    words_x: float
    words_y: float
    anchor: str  # start, middle or end


@dataclass(frozen=True, slots=True)
class Flow:
    """All that is drawn, and how high it is."""

    boxes: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]
    yours_height: float
    theirs_y: float
    theirs_height: float
    height: float
    says: str  # the same in a sentence


def flow(approach: Any) -> Flow:
    """The picture of an approach from its record.

    Raises:
        StepError: an arrow does not lead to a neighbour.
    """
    drawn = approach.flow
    yours = ZONE + _high(len(drawn.yours)) + PAD
    theirs_y = yours + GAP
    boxes = dict(
        chain(
            _placed(drawn.yours, ZONE, theirs=False),
            _placed(drawn.theirs, theirs_y + ZONE, theirs=True),
        )
    )
    pairs = {(each.source, each.target) for each in drawn.arrows}
    arrows = tuple(_arrow(each, boxes, pairs, approach.id) for each in drawn.arrows)
    theirs = ZONE + _high(len(drawn.theirs)) + PAD
    return Flow(
        tuple(boxes.values()), arrows, yours, theirs_y, theirs, theirs_y + theirs, drawn.says
    )


def _high(rows: int) -> float:
    return rows * BOX + (rows - 1) * GAP


def _placed(rows: Any, top: float, *, theirs: bool) -> Iterator[tuple[str, Placed]]:
    for i, row in enumerate(rows):
        for box, x in zip(row, HALF, strict=False):
            if box is not None:
                y = top + i * (BOX + GAP)
                yield box.id, Placed(box.name, box.note, x, y, theirs)


def _arrow(each: Any, boxes: dict[str, Placed], pairs: set[tuple[str, str]], of: str) -> Arrow:
    one, other = boxes.get(each.source), boxes.get(each.target)
    if one is None or other is None:
        raise StepError(f"approach '{of}': an arrow needs two boxes: {each.source} → {each.target}")
    both = (each.target, each.source) in pairs
    if one.y == other.y and one.x != other.x:
        return _across(one, other, each.words, both)
    if one.x == other.x and one.y != other.y:
        return _along(one, other, each.words, both)
    raise StepError(f"approach '{of}': {each.source} → {each.target} are no neighbours")


def _across(one: Placed, other: Placed, words: str, both: bool) -> Arrow:
    """Between the two boxes of a row; its words stand under the row."""
    right = one.x < other.x
    y = one.y + BOX / 2 + (0 if not both else -8 if right else 8)
    ends = (HALF[0] + WIDE, HALF[1]) if right else (HALF[1], HALF[0] + WIDE)
    under = one.y + BOX + 15
    return Arrow(ends[0], y, ends[1], y, "right" if right else "left", words, 48.5, under, "middle")


def _along(one: Placed, other: Placed, words: str, both: bool) -> Arrow:
    """Between rows of a column; words at the outer side, those of a pair at both sides."""
    down = one.y < other.y
    x = one.middle + (0 if not both else -_NUDGE if down else _NUDGE)
    y1, y2 = (one.y + BOX, other.y) if down else (one.y, other.y + BOX)
    before = down if both else one.x > HALF[0]
    beside = x - _NUDGE if before else x + _NUDGE
    at = max(one.y, other.y) - 14
    return Arrow(
        x, y1, x, y2, "down" if down else "up", words, beside, at, "end" if before else "start"
    )
