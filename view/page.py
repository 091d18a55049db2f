"""What the calculator page asks of Python: JSON text in, JSON text out.

Every request names what to do; `today` is the reader's date, since Python here has no clock.
"""

import functools
import importlib.resources
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from calculator.address import from_address, to_address, values_with_defaults
from calculator.api import evaluate
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from calculator.quick import likely_costs
from calculator.scenario import UNKNOWN, Scenario
from calculator.sensitivity import POINTS
from view import sentences
from view.form import form_html
from view.guide import guide
from view.render import errors_html, parts_html

type Request = Mapping[str, Any]
type Answer = dict[str, Any]


class Page:
    """Answers the requests of one page; holds the knowledge and nothing else."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._actions: dict[str, Callable[[Request], Answer]] = {
            "open": self._open,
            "answer": self._answer,
        }

    def answer(self, request: str) -> str:
        """Do what the request says.

        Args:
            request: JSON text with `do`, `detail` (`quick` leaves the ranges for later), `today`
                (ISO date), `root` (path to the site's root), `skipped` (questions passed over),
                `billed` (approach or null), and `address` or `values`.
        """
        asked = json.loads(request)
        return json.dumps(self._actions[asked["do"]](asked), ensure_ascii=False, allow_nan=False)

    def _open(self, request: Request) -> Answer:
        """Restore the scenario of an address: the form and the answer to it."""
        address = from_address(request["address"])
        values = values_with_defaults(address, self.knowledge)
        if request.get("blank"):
            values = dict.fromkeys(values, UNKNOWN)
        found = self._evaluated(values, request)
        found["form"] = form_html(self.knowledge, values, found["problems"], request["root"])
        found["focus"] = address.focus if address.focus in self.knowledge.inputs else None
        return found

    def _answer(self, request: Request) -> Answer:
        """Answer what stands in the form."""
        return self._evaluated(request["values"], request)

    def _evaluated(self, values: Mapping[str, Any], request: Request) -> Answer:
        """The parts of the page that follow from the values; money only where all is asked for."""
        day, asked = date.fromisoformat(request["today"]), {"inputs": values}
        quick = request.get("detail") == "quick"
        points = 0 if quick else POINTS
        result = evaluate(asked, self.knowledge, day, text=True, points=points)
        likely = likely_costs(asked, self.knowledge, day, text=True) if quick else None
        return self._answered(result, likely, request)

    def _answered(
        self, result: Answer, likely: Mapping[str, Any] | None, request: Request
    ) -> Answer:
        knowledge, root = self.knowledge, request["root"]
        billed = request["billed"] if request["billed"] in knowledge.approaches else None
        return {
            "parts": {
                **parts_html(result, knowledge, root, billed, likely),
                "errors": errors_html(result, knowledge),
            },
            "problems": {each["field"]: each["message"] for each in result["problems"]},
            "address": to_address(Scenario(result["inputs"]), knowledge),
            "announce": sentences.announcement(result, knowledge),
            "title": knowledge.approaches[result["recommended"]].name,
            "guide": guide(result, request["skipped"]),
            "settled": likely is None,
        }


def answer(request: str) -> str:
    """Answer a request with the knowledge that is packed beside the calculator."""
    return _page().answer(request)


def warm_up() -> None:
    """Answer what a page asks first, so that a memory snapshot holds all that an answer needs."""
    page = _page()
    today = page.knowledge.as_of.isoformat()
    request = {"do": "open", "today": today, "address": "", "root": "../", "skipped": []}
    for more in ({}, {"blank": True}):
        page.answer(json.dumps(request | more))


@functools.cache
def _page() -> Page:
    packed = importlib.resources.files("calculator") / "knowledge.json"
    return Page(knowledge_from_json(json.loads(packed.read_text(encoding="utf-8"))))
