"""The map of one page: made bit by bit between answers, so that no answer waits for it."""

import itertools
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.asking import Decided
from calculator.costs.what_if import VOLUME
from calculator.decision.rules import OPEN
from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.scenario import Scenario
from calculator.suppositions import suppose
from calculator.sweep import Sweep
from view.decision_map.axis import axis_for
from view.decision_map.drawing import for_script, map_html
from view.decision_map.places import Places
from view.decision_map.records import DecisionMap
from view.decision_map.sampling import Sampled, sample

type Asked = Mapping[str, Any]

_BITS = 4  # of work in one go: a few dozen milliseconds in a browser


def volume_of(result: Result | Decided, knowledge: Knowledge) -> float:
    """The requests a month of a case; where nobody said, what they are taken to be."""
    value = suppose(Scenario(result.inputs), knowledge).values[VOLUME]
    return float(value or 0)


def map_key(asked: Asked, result: Result | Decided, knowledge: Knowledge) -> str:
    """Names all that moves a line of the map: every answer and number but the volume."""
    axis = axis_for(volume_of(result, knowledge))
    others = {key: value for key, value in result.inputs.items() if key != VOLUME}
    told = [asked.get(part) for part in ("assumptions", "own_lines") if asked.get(part)]
    text = json.dumps([others, told, axis.first, axis.last], default=str)
    return f"{zlib.crc32(text.encode()):08x}"


def whole_map(
    asked: Asked, result: Result, knowledge: Knowledge, story: str = "", *, text: bool = False
) -> DecisionMap:
    """The map of a result in one go, for pictures that nobody waits for."""
    *_, found = _samples(asked, result, knowledge, text=text)
    key = map_key(asked, result, knowledge)
    return Places(found, result, knowledge, story).map(key, volume_of(result, knowledge))


def _samples(
    asked: Asked, result: Result, knowledge: Knowledge, *, text: bool
) -> Iterator[Sampled]:
    sweep = Sweep(asked, knowledge, result.as_of, text=text)
    bills = result.priced.approaches
    lifts = {
        name: each.total.value / each.likely if each.likely > 0 else 1.0
        for name, each in bills.items()
    }
    return sample(sweep, axis_for(volume_of(result, knowledge)), _open(result), lifts)


def _open(result: Result) -> list[str]:
    return [each.approach for each in result.ranking if each.verdict in OPEN]


class LiveMap:
    """Goes on with the map of the newest answers, a few samples at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._of: tuple[Any, ...] = ()  # what the samples are of
        self._work: Iterator[Sampled] = iter(())
        self._found: Sampled | None = None
        self._sent = False  # the lines, before there are ranges

    def step(self, asked: Asked, result: Result, root: str) -> dict[str, Any]:
        """Work a little: `key`, whether there is `more`, and what there is to see so far."""
        key = map_key(asked, result, self._knowledge)
        if self._of != (of := (key, result.as_of, _open(result))):
            self._of, self._found, self._sent = of, None, False
            self._work = _samples(asked, result, self._knowledge, text=True)
        found = self._found = next(reversed(list(itertools.islice(self._work, _BITS))), self._found)
        if found is None or not (found.complete or (found.drawable and not self._sent)):
            return {"key": key, "more": True}
        self._sent = True
        made = Places(found, result, self._knowledge).map(key, volume_of(result, self._knowledge))
        html = map_html(made, self._knowledge, root)
        return {"key": key, "more": not found.complete, "html": html, **for_script(made)}
