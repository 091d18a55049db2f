"""Requests of the page for things to take away: files, a sheet to print, scenarios side by side."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.api import evaluate
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.compare import compare_html
from view.decision_map.drawing import picture_svg
from view.decision_map.live import whole_map
from view.entries import Entries
from view.exports.bill_csv import bill_csv
from view.exports.draws_csv import draws_csv
from view.exports.print_sheet import sheet_html
from view.exports.record import decision_record
from view.exports.reproduce import reproduction
from view.exports.scenario_file import request_json
from view.exports.spreadsheet import bill_workbook
from view.following import filled
from view.pair_picture import pair_svg

type Asked = Mapping[str, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Question:
    """What is taken away: the question, its answer, and the way back to it."""

    entries: Entries
    asked: Asked
    result: Result
    knowledge: Knowledge
    day: date
    link: str
    pair: tuple[str, str]  # the two that stand head to head; empty: the usual two


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    media_type: str
    content: Callable[[Question], str | bytes]


FORMATS = {
    "json": Format("scenario.json", "application/json", lambda q: request_json(q.result, q.asked)),
    "csv": Format("bill.csv", "text/csv", lambda q: bill_csv(q.result, q.knowledge)),
    "draws": Format("draws.csv", "text/csv", lambda q: draws_csv(q.asked, q.knowledge, q.day)),
    "markdown": Format(
        "decision-record.md",
        "text/markdown",
        lambda q: decision_record(q.result, q.entries, q.knowledge, q.link),
    ),
    "map": Format("decision-map.svg", "image/svg+xml", lambda q: _map_picture(q)),
    "pair": Format("head-to-head.svg", "image/svg+xml", lambda q: _pair_picture(q)),
    "python": Format("reproduce.txt", "text/plain", lambda q: reproduction(q.result, q.asked)),
    "xlsx": Format(
        "bill.xlsx", XLSX, lambda q: bill_workbook(q.result, q.asked, q.knowledge, q.link)
    ),
}


def _map_picture(question: Question) -> str:
    result, knowledge = question.result, question.knowledge
    made = whole_map(question.asked, result, knowledge, text=True)
    return picture_svg(made, result, question.link)


def _pair_picture(question: Question) -> str:
    q = question
    return pair_svg(q.asked, q.result, q.knowledge, q.pair, q.link)


def export(request: Asked, knowledge: Knowledge) -> dict[str, str]:
    """A file: `name`, media `type`, and `text` or `base64`.

    Args:
        request: `values` of the form, `today`, the `link` to the scenario, and the `format`, one
            of FORMATS; for `pair` the `first` and `second` approach, where they were chosen.
        knowledge: what content brings.
    """
    found = FORMATS[request["format"]]
    content = found.content(_question(request, knowledge))
    about = {"name": found.name, "type": found.media_type}
    if isinstance(content, bytes):
        return {**about, "base64": base64.b64encode(content).decode()}
    return {**about, "text": content}


def sheet(request: Asked, knowledge: Knowledge) -> dict[str, str]:
    """A sheet to print: `html`. Asked for as a file is, without a format."""
    question = _question(request, knowledge)
    return {"html": sheet_html(question.result, question.entries, knowledge, question.link)}


def compare(request: Asked, knowledge: Knowledge) -> dict[str, str]:
    """Scenarios side by side: `html`."""
    day = date.fromisoformat(request["today"])
    return {"html": compare_html(request["scenarios"], knowledge, day, request["root"])}


def _question(request: Asked, knowledge: Knowledge) -> Question:
    day = date.fromisoformat(request["today"])
    typed = Entries.of_form(request["values"], request.get("decimal", ""))
    entries = filled(typed, knowledge, day)
    asked = entries.request()
    result = evaluate(asked, knowledge, day, text=True)
    pair = (request.get("first", ""), request.get("second", ""))
    return Question(entries, asked, result, knowledge, day, str(request["link"]), pair)
