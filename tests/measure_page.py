"""The page on the reader's own data, asked as its script asks it."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from calculator.packed import load_knowledge
from view.page import Page

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "site_src" / "samples"
KNOWLEDGE = load_knowledge()
TODAY = {"today": "2026-11-27", "root": "../", "address": ""}
_SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'value="([^"]*)" selected')
_TICKED = re.compile(r'name="(in\.\d+)" value="yes" checked')

type Answer = dict[str, Any]


class Asked:
    """One page in Python, as the worker holds it, and what was said between both."""

    def __init__(self) -> None:
        self.page = Page(KNOWLEDGE)
        self.said: list[tuple[str, str]] = []  # request and answer

    def ask(self, measure: str, **more: Any) -> Answer:
        """One request."""
        request = json.dumps({"measure": measure, **TODAY, **more})
        answer = self.page.answer(request)
        self.said.append((request, answer))
        return dict(json.loads(answer))

    def measured(self, text: str, address: str = "", **values: str) -> Answer:
        """The answer to a file, measured as suggested or with other values of the form."""
        form = self.ask("read", text=text, name="mine.csv")["parts"]["form"]
        answer = self.ask("run", values={**chosen(form), **values})
        while answer["running"]:
            answer = self.ask("step", elapsed=0, address=address)
        return answer

    def file(self, kind: str) -> str:
        """A report to take away."""
        return str(self.ask("save", format=kind)["file"]["text"])


def chosen(form: str) -> dict[str, str]:
    """What stands in the lists and boxes of a form, by their names."""
    values = {}
    for name, options in _SELECT.findall(form):
        found = _CHOSEN.search(options)
        values[name] = unescape(found[1]) if found else ""
    return values | dict.fromkeys(_TICKED.findall(form), "yes")


def filling(answer: Answer) -> str:
    """The address of the calculator that an answer leads to."""
    found = re.search(r'calculator/index\.html#([^"]+)" data-fill', answer["parts"]["answer"])
    assert found
    return unescape(found[1])


def samples_said() -> list[tuple[str, str]]:
    """Every request and answer of measuring the three samples and taking the reports away."""
    asked = Asked()
    for name in ("texts", "table", "series"):
        asked.measured((SAMPLES / f"{name}.csv").read_text(encoding="utf-8"))
        for kind in ("markdown", "json", "sheet"):
            asked.file(kind)
    return asked.said
