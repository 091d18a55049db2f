"""A result as HTML: the same code at build time and in the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from calculator.knowledge import Knowledge
from view import sentences
from view.answers import change_words, range_words, value_words
from view.environment import render


def result_html(result: Mapping[str, Any], knowledge: Knowledge, root: str = "") -> str:
    """The whole answer.

    Args:
        result: what `calculator.api.evaluate` returned.
        knowledge: the knowledge that it was worked out with.
        root: leads from the page to the site's root, such as `../`.
    """
    return render("result.html.j2", root, **_context(result, knowledge))


def bar_html(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """The answer in one line, for the bar at the foot of a phone's screen."""
    return render("bar.html.j2", **_context(result, knowledge))


def errors_html(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """The summary of wrong fields; empty where there is none."""
    return render("errors.html.j2", result=result, knowledge=knowledge)


def ladder_html(knowledge: Knowledge, root: str = "") -> str:
    """The nine approaches in order with a line each, for the home page."""
    approaches = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    return render("plain_ladder.html.j2", root, approaches=approaches)


def _context(result: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    order = knowledge.approaches
    return {
        "result": result,
        "knowledge": knowledge,
        "ranking_by_order": sorted(result["ranking"], key=lambda r: order[r["approach"]].order),
        "sentence": sentences.verdict(result, knowledge),
        "certainty": sentences.certainty(result, knowledge),
        "headline_cost": None,
        "as_of": date.fromisoformat(result["as_of"]),
        "range_words": range_words,
        "change_words": change_words,
        "value_words": value_words,
    }


__all__ = ["Markup", "bar_html", "errors_html", "ladder_html", "result_html"]
