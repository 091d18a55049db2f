"""Requests of the page for things to take away: files, and scenarios side by side."""

import base64
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from calculator.api import evaluate
from calculator.knowledge import Knowledge
from view.compare import compare_html
from view.entries import Entries
from view.exports.bill_csv import bill_csv
from view.exports.record import decision_record
from view.exports.reproduce import reproduction
from view.exports.scenario_file import request_json
from view.exports.spreadsheet import bill_workbook

type Asked = Mapping[str, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: Asked, knowledge: Knowledge) -> dict[str, str]:
    """A file: `name`, media `type`, and `text` or `base64`.

    Args:
        request: `values` of the form, `today`, the `link` to the scenario, and the `format`: json,
            csv, markdown, xlsx or python.
        knowledge: what content brings.
    """
    asked = Entries.of_form(request["values"]).request()
    day = date.fromisoformat(request["today"])
    result = evaluate(asked, knowledge, day, text=True)
    link = str(request["link"])
    texts: dict[str, tuple[str, str, Callable[[], str]]] = {
        "json": ("scenario.json", "application/json", lambda: request_json(result, asked)),
        "csv": ("bill.csv", "text/csv", lambda: bill_csv(result, knowledge)),
        "markdown": (
            "decision-record.md",
            "text/markdown",
            lambda: decision_record(result, knowledge, link),
        ),
        "python": ("reproduce.txt", "text/plain", lambda: reproduction(result, asked)),
    }
    if request["format"] == "xlsx":
        packed = base64.b64encode(bill_workbook(result, asked, knowledge, link)).decode()
        return {"name": "bill.xlsx", "type": XLSX, "base64": packed}
    name, kind, text = texts[request["format"]]
    return {"name": name, "type": kind, "text": text()}


def compare(request: Asked, knowledge: Knowledge) -> dict[str, str]:
    """Scenarios side by side: `html`."""
    day = date.fromisoformat(request["today"])
    return {"html": compare_html(request["scenarios"], knowledge, day, request["root"])}
