"""The sliders of one page: made bit by bit between answers, so that no answer waits for them."""

import itertools
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.result import Result
from view.environment import render
from view.sliders.bending import Bend, bends
from view.sliders.choosing import Kept, chosen
from view.sliders.drawing import Drawing
from view.sliders.records import Slider

type Asked = Mapping[str, Any]

_BITS = 2  # of work in one go: a few dozen milliseconds in a browser


def sliders_key(asked: Asked, day: date) -> str:
    """Names all that moves a curve: every answer and number, and the day."""
    text = json.dumps([asked, day], default=str, sort_keys=True)
    return f"{zlib.crc32(text.encode()):08x}"


class LiveSliders:
    """Goes on with the sliders of the newest answers, a few values at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._of: tuple[Any, ...] = ()
        self._work: Iterator[Bend | None] = iter(())
        self._made: list[Bend] = []

    def step(self, asked: Asked, result: Result, keep: Kept) -> dict[str, Any]:
        """Work a little: `key`, whether there is `more`, and at the end `html` and the stops."""
        key = sliders_key(asked, result.as_of)
        if self._of != (of := (key, sorted(keep))):
            numbers = chosen(result, self._knowledge, keep)
            self._of, self._made = of, []
            self._work = bends(numbers, asked, result, self._knowledge)
        bits = list(itertools.islice(self._work, _BITS))
        self._made += [bit for bit in bits if bit]
        if len(bits) == _BITS:
            return {"key": key, "more": True}
        drawing = Drawing(result, self._knowledge)
        made = [drawing.slider(bend) for bend in self._made]
        self._of = ()
        return {
            "key": key,
            "more": False,
            "html": sliders_html(made),
            "stops": {each.id: [asdict(stop) for stop in each.stops] for each in made},
        }


def sliders_html(made: Sequence[Slider]) -> str:
    """The sliders for a page."""
    return render("sliders.html.j2", sliders=made)
