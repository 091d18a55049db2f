"""The pictures that follow an answer: the decision map and the sliders, made bit by bit."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.api import evaluate
from calculator.asking import Decided
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.decision_map.live import LiveMap, map_key
from view.entries import Entries
from view.following import filled
from view.head_to_head import pair_html
from view.sliders.live import LiveSliders, sliders_key

type Asked = Mapping[str, Any]


class Pictures:
    """Draws what follows the newest answer; several requests go on with one picture."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._map, self._sliders = LiveMap(knowledge), LiveSliders(knowledge)
        self._settled: tuple[str, Result] | None = None  # the newest answer with ranges

    def keys(self, asked: Asked, result: Result | Decided) -> dict[str, str]:
        """Names of the pictures that are of this answer."""
        return {
            "map": map_key(asked, result, self._knowledge),
            "sliders": sliders_key(asked, result.as_of),
        }

    def remember(self, asked: Asked, result: Result, request: Asked) -> None:
        """Keep an answer that has its ranges: a picture of it need not work it out again."""
        self._settled = (_name(asked, request), result)

    def map(self, request: Asked) -> dict[str, Any]:
        """The next bit of the decision map of what stands in the form."""
        asked, result = self._of(request)
        return self._map.step(asked, result, request["root"])

    def sliders(self, request: Asked) -> dict[str, Any]:
        """The next bit of the sliders; `keep` has the stops of those that somebody moves."""
        asked, result = self._of(request)
        keep = {name: [float(text) for text in stops] for name, stops in request["keep"].items()}
        return self._sliders.step(asked, result, keep)

    def pair(self, request: Asked) -> dict[str, Any]:
        """Two approaches head to head: those that were chosen, `first` and `second`."""
        asked, result = self._of(request)
        html = pair_html(asked, result, self._knowledge, request["first"], request["second"])
        return {"key": sliders_key(asked, result.as_of), "more": False, "html": html}

    def _of(self, request: Asked) -> tuple[Asked, Result]:
        """What stands in the form, and its answer with ranges."""
        day = date.fromisoformat(request["today"])
        entries = Entries.of_form(request["values"], request.get("decimal", ""))
        asked = filled(entries, self._knowledge, day).request()
        if self._settled is None or self._settled[0] != _name(asked, request):
            self.remember(asked, evaluate(asked, self._knowledge, day, text=True), request)
        assert self._settled is not None
        return asked, self._settled[1]


def _name(asked: Asked, request: Asked) -> str:
    return json.dumps([asked, request["today"]])
