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
from calculator.scenario import UNKNOWN, Scenario
from view import sentences
from view.form import form_html
from view.guide import guide
from view.render import bar_html, errors_html, result_html

type Request = Mapping[str, Any]
type Answer = dict[str, Any]


class Page:
    """Answers the requests of one page; holds the knowledge and nothing else."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._actions: dict[str, Callable[[Request], Answer]] = {
            "open": self._open,
            "answer": self._answer,
        }

    def answer(self, request: str) -> str:
        """Do what the request says.

        Args:
            request: JSON text `{"do": "open" | "answer", "today": ISO date, "root": …, …}`.
        """
        asked = json.loads(request)
        return json.dumps(self._actions[asked["do"]](asked), ensure_ascii=False, allow_nan=False)

    def _open(self, request: Request) -> Answer:
        """Restore the scenario of an address: the form and the answer to it."""
        address = from_address(request["address"])
        values = values_with_defaults(address, self._knowledge)
        if request.get("blank"):
            values = dict.fromkeys(values, UNKNOWN)
        found = self._evaluated(values, request)
        found["form"] = form_html(self._knowledge, values, found["problems"], request["root"])
        found["focus"] = address.focus if address.focus in self._knowledge.inputs else None
        return found

    def _answer(self, request: Request) -> Answer:
        """Answer what stands in the form."""
        return self._evaluated(request["values"], request)

    def _evaluated(self, values: Mapping[str, Any], request: Request) -> Answer:
        day = date.fromisoformat(request["today"])
        result = evaluate({"inputs": values}, self._knowledge, day, text=True)
        return {**self._parts(result, request["root"]), "guide": guide(result, request["skipped"])}

    def _parts(self, result: Answer, root: str) -> Answer:
        knowledge = self._knowledge
        return {
            "html": result_html(result, knowledge, root),
            "bar": bar_html(result, knowledge),
            "errors": errors_html(result, knowledge),
            "problems": {each["field"]: each["message"] for each in result["problems"]},
            "address": to_address(Scenario(result["inputs"]), knowledge),
            "announce": sentences.announcement(result, knowledge),
            "title": knowledge.approaches[result["recommended"]].name,
        }


def answer(request: str) -> str:
    """Answer a request with the knowledge that is packed beside the calculator."""
    return _page().answer(request)


@functools.cache
def _page() -> Page:
    packed = importlib.resources.files("calculator") / "knowledge.json"
    return Page(knowledge_from_json(json.loads(packed.read_text(encoding="utf-8"))))
