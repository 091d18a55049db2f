"""A result to take away: the request, the bill, a decision record, and how to repeat it."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from view import sentences
from view.answers import value_words
from view.costs import GROUP_LABELS, CostView
from view.crossings import comparisons
from view.environment import render

COLUMNS = (
    "approach", "verdict", "line", "group", "usd_once", "usd_first_month", "usd_total",
    "usd_low", "usd_high", "formula",
)  # fmt: skip


def request_json(result: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """What was asked, as `python -m calculator decide` reads it; unknown answers left out."""
    inputs = {key: value for key, value in result["inputs"].items() if value is not None}
    kept: dict[str, Any] = {"inputs": inputs}
    kept |= {key: request[key] for key in ("assumptions", "own_lines") if request.get(key)}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def bill_csv(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """Every line of every bill and its total, in USD and unrounded, with data version and date."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["data_version", _cell(result["data_version"]), "as_of", result["as_of"]])
    writer.writerow(COLUMNS)
    writer.writerows(_csv_rows(result, knowledge))
    return text.getvalue()


def _csv_rows(result: Mapping[str, Any], knowledge: Knowledge) -> Iterator[list[Any]]:
    verdicts = {each["approach"]: each["verdict"] for each in result["ranking"]}
    for key, cost in result["costs"]["approaches"].items():
        name, verdict = knowledge.approaches[key].name, verdicts[key]
        for line in cost["lines"]:
            group, label = GROUP_LABELS[line["group"]], _cell(line["label"])
            paid = [line["once"], line["first_month"], line["total"], "", ""]
            yield [name, verdict, label, group, *paid, line["formula"]]
        total = cost["total"]
        ends = [total["value"], total["low"], total["high"]]
        yield [name, verdict, "Total", "", cost["once"]["value"], "", *ends, ""]


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def decision_record(result: Mapping[str, Any], knowledge: Knowledge, link: str) -> str:
    """The decision in the form of a Markdown any decision record (MADR)."""
    view = CostView(result, knowledge)
    order = knowledge.approaches
    inputs = [
        (definition, value_words(definition, result["inputs"][definition.id]))
        for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order)
        if result["inputs"][definition.id] is not None
    ]
    return render(
        "decision_record.md.j2",
        result=result,
        knowledge=knowledge,
        chosen=order[result["recommended"]],
        ranking=sorted(result["ranking"], key=lambda each: order[each["approach"]].order),
        sentence=sentences.verdict(result, knowledge),
        certainty=sentences.certainty(result, knowledge),
        inputs=inputs,
        view=view,
        crossings=list(comparisons(result, result["recommended"], knowledge)),
        as_of=date.fromisoformat(result["as_of"]),
        link=link,
        value_words=value_words,
    )


def reproduction(result: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The same answer without the page: a shell line and a few lines of Python."""
    asked = request_json(result, request).rstrip()
    day = date.fromisoformat(result["as_of"])
    return render("reproduce.txt.j2", asked=asked, day=day, data_version=result["data_version"])
