"""The decision on paper: what was said, what follows, its sources, date and link."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from view import sentences
from view.answers import value_words
from view.costs import CostView, Given
from view.entries import Entries
from view.environment import render

VERDICTS = {
    "recommended": "recommended",
    "suitable": "would work",
    "insufficient": "falls short",
    "ruled_out": "ruled out",
}


def sheet_html(result: Mapping[str, Any], entries: Entries, knowledge: Knowledge, link: str) -> str:
    """A sheet to print.

    Args:
        result: ranges included.
        entries: what stands in the form.
        knowledge: what content brings.
        link: leads back to the page.
    """
    view, chosen = CostView(result, knowledge), knowledge.approaches[result["recommended"]]
    return render(
        "sheet.html.j2",
        result=result,
        knowledge=knowledge,
        chosen=chosen,
        view=view,
        link=link,
        sentence=sentences.verdict(result, knowledge),
        certainty=sentences.certainty(result, knowledge),
        as_of=date.fromisoformat(result["as_of"]),
        words=VERDICTS,
        reasons=dict(_first_reasons(result)),
        answered=list(_answered(result, knowledge)),
        assumed=list(_assumed(result, knowledge)),
        by_hand=list(_by_hand(entries, view)),
        numbers=list(_numbers(view, chosen.id)),
        sources=sorted(set(_source_titles(result, knowledge))),
    )


def _first_reasons(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in result["ranking"]:
        reasons = each["reasons"]
        yield each["approach"], reasons[0]["text"] if reasons else ""


def _answered(result: Mapping[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        value = result["inputs"][definition.id]
        if value is not None:
            yield definition.label, value_words(definition, value)


def _assumed(result: Mapping[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for each in result["assumed"]:
        definition = knowledge.inputs[each["input"]]
        yield definition.label, value_words(definition, each["value"])


def _by_hand(entries: Entries, view: CostView) -> Iterator[tuple[str, str]]:
    for name, texts in entries.overrides.items():
        number = view.costs["numbers"].get(name)
        yield number["label"] if number else name, " to ".join(texts.values())
    for texts in entries.own_lines.values():
        yield texts["label"], f"{texts['usd']} USD, {texts['paid'].replace('_', ' ')}"


def _numbers(view: CostView, approach_id: str) -> Iterator[Given]:
    """Every dated number of a bill, once."""
    seen = set()
    for line in view.lines(approach_id):
        for given in line.given:
            if given.sources and given.ref not in seen:
                seen.add(given.ref)
                yield given


def _source_titles(result: Mapping[str, Any], knowledge: Knowledge) -> Iterator[str]:
    for each in result["ranking"]:
        for reason in each["reasons"]:
            for source in reason["sources"]:
                yield knowledge.source_titles.get(source, source)
