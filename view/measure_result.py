"""A measurement as HTML for its reader, and as a report that holds nothing of the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from calculator.knowledge import Knowledge
from calculator.learning_curve import Pilot
from calculator.measure.onwards import calculator_answers
from calculator.measure.record import report_record
from calculator.measure.steps import Measurement
from calculator.measure.table import Table
from calculator.measured import FIGURES
from calculator.tools.records import CurvePoint
from view import formats
from view.curve import curve
from view.environment import render, say
from view.measured import (
    WORDS,
    address_of,
    beaten,
    citation,
    cited,
    fields,
    filled_in,
)

# Parts of a report that not every task has.
_OPTIONAL = (
    "folds", "series", "beats_trivial", "more_labels", "duplicates", "giveaways", "named_in_text",
    "suspects", "second_label", "rare_classes", "drift", "weak_groups", "per_class", "confusion",
    "compared",
)  # fmt: skip
_MORE = ("macro_f1", "auc", "log_loss", "mae", "mase", "pinball")  # figures beside the first one
TARGET_REACHED = "baseline_measured"  # the question that a target answers
_WIDTH, _MARGIN = 200.0, 8.0  # of the bar of an interval
SHEET = "sheet-"  # what ids on the sheet begin with, since the page has the same parts

type Report = Mapping[str, Any]


class Names(Protocol):
    """What columns and classes are called."""

    def of_class(self, number: int) -> str:
        """The class with this number."""

    def of_column(self, number: int) -> str:
        """The column at this place."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """By their own names, for the reader's eyes only."""

    shown: Mapping[str, Any]

    def of_class(self, number: int) -> str:
        return str(self.shown["classes"][number - 1])

    def of_column(self, number: int) -> str:
        return str(self.shown["columns"][number - 1])


class Numbered:
    """By number, for what leaves the page."""

    def of_class(self, number: int) -> str:
        return f"class {number}"

    def of_column(self, number: int) -> str:
        return f"column {number}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer is made of.

    `table` and `plan` are those that were measured; `target` is what the reader wants, 0 to 1;
    `came_from` the address of the calculator's scenario, `root` the path to the site's root.
    """

    found: Measurement
    table: Table
    time: str
    target: float | None
    knowledge: Knowledge
    day: date
    root: str
    came_from: str = ""


def result_html(asked: Shown) -> tuple[str, str]:
    """The answer, and the sentence that says it."""
    report, knowledge = asked.found.report, asked.knowledge
    answers = calculator_answers(
        report, asked.table, asked.time, knowledge, asked.day, asked.target
    )
    cite = citation(report, asked.target, asked.day)
    if cite.reached is not None and TARGET_REACHED in knowledge.inputs:
        answers[TARGET_REACHED] = "reached" if cite.reached else "missed"
    entries, cite = filled_in(cite, answers, asked.came_from, knowledge)
    html = render(
        "measure_result.html.j2", asked.root, **_body(report, knowledge, asked.day),
        name=OwnNames(asked.found.shown), shown={"suspects": [], "weak_groups": [],
        **asked.found.shown}, id="", filled=fields(cite, entries, knowledge),
        address=address_of(entries, knowledge),
    )  # fmt: skip
    return html, f"{headline(report)}. {beside(report)}"


def _body(report: Report, knowledge: Knowledge, day: date) -> dict[str, Any]:
    """What the page and the sheet show of a report."""
    figure = FIGURES[report["task"]]
    return {
        "r": _whole(report), "figure": figure, "finding": headline(report),
        "beside": beside(report),
        "more": [key for key in _MORE if key in report["models"][0] and key != figure],
        "bars": _bars([model[figure] for model in report["models"]]), "drawn": _drawn(report),
        "labels": labels_sentence(report, knowledge, day),
    }  # fmt: skip


def _whole(report: Report) -> dict[str, Any]:
    return {**dict.fromkeys(_OPTIONAL), **report}


def best_model(report: Report) -> Mapping[str, Any]:
    """The figures of the model that the report stands on."""
    found: Mapping[str, Any] = next(m for m in report["models"] if m["model"] == report["best"])
    return found


def headline(report: Report) -> str:
    """What was found, in a few words."""
    return say(WORDS, "headline", *_told(report)).strip()


def beside(report: Report) -> str:
    """How sure that is, and what the trivial answer reaches."""
    return say(WORDS, "beside", *_told(report)).strip()


def _told(report: Report) -> tuple[Any, ...]:
    figure = FIGURES[report["task"]]
    best, trivial = best_model(report)[figure], report["models"][0][figure]
    return report["task"], figure, beaten(report), best, trivial


def _bars(scores: list[Mapping[str, float]]) -> list[dict[str, float]]:
    """Where the ends of the intervals are drawn, all on one scale."""
    least, most = min(s["low"] for s in scores), max(s["high"] for s in scores)
    wide = (_WIDTH - 2 * _MARGIN) / ((most - least) or 1.0)
    return [
        {end: round(_MARGIN + (score[end] - least) * wide, 1) for end in ("low", "value", "high")}
        for score in scores
    ]


def _drawn(report: Report) -> Any:
    """The learning curve, as the calculator for labels draws it."""
    more = report.get("more_labels")
    if more is None:
        return None
    pilots = [Pilot(labels=each["labels"], accuracy=each["score"]) for each in more["measured"]]
    band = [CurvePoint(**each) for each in more["band"]]
    return curve(band, pilots, round(more["target"], 3))


def labels_sentence(report: Report, knowledge: Knowledge, day: date) -> str:
    """How many labels the target takes, and what the further ones cost."""
    more = report.get("more_labels")
    if more is None:
        return ""
    likely, high, now = more["labels"]["likely"], more["labels"]["high"], more["measured"][-1]
    cost = ""
    if likely is not None and report["task"] != "number":
        price = knowledge.assumptions["label-price-class"].at(day).estimate
        further = max(0.0, likely - now["labels"])
        cost = formats.money_range(price.low * further, price.high * further)
    told = (
        report["task"],
        more["target"],
        more["target_is_own"],
        now["labels"],
        likely,
        high,
        cost,
    )
    return say(WORDS, "labels", *told).strip()


def hosted_html(found: Mapping[str, Any]) -> tuple[str, str]:
    """The comparison with another model, and the sentence that says it."""
    return render("measure_hosted.html.j2", f=found), say(WORDS, "hosted", found).strip()


def report_files(
    report: Report, target: float | None, knowledge: Knowledge, day: date
) -> dict[str, dict[str, str]]:
    """The report as Markdown, JSON and a sheet to print; no cell, no name of a class or column."""
    cite = cited(citation(report, target, day))
    whole = report_record({**report, "measured_on": day.isoformat()}).to_dict()
    more: dict[str, Any] = {
        "best": best_model(report),
        "cited": cite,
        "compared": report.get("compared"),
    }
    markdown = render("measure_report.md.j2", r=_whole(report), **more)
    sheet = render(
        "measure_sheet.html.j2", **_body(report, knowledge, day), **more, name=Numbered(),
        shown={"suspects": [], "weak_groups": []}, id=SHEET,
    )  # fmt: skip
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    return {
        "markdown": {"name": "measurement.md", "type": "text/markdown", "text": markdown},
        "json": {"name": "measurement.json", "type": "application/json", "text": text},
        "sheet": {"name": "measurement.html", "type": "text/html", "text": sheet},
    }
