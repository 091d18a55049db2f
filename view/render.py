"""A result as HTML: the same code at build time and in the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from calculator.decision.explanation import Question
from calculator.decision.rules import OPEN
from calculator.decision.weighing import CRITERIA
from calculator.knowledge import Knowledge
from calculator.result import Result
from view import formats, money_words, sentences, weights
from view.answer_card import answer_card
from view.answers import change_words, range_words, value_words
from view.chart import Chart, cell_links
from view.chart_data import charts
from view.conditions import conditions
from view.costs import CostView
from view.crossings import comparisons, turn_words
from view.delivery import deliveries, stage_lines, success_line
from view.energy import grid_words, used
from view.environment import render
from view.measured import cited
from view.money import Money
from view.open_answers import open_answers
from view.tornado import bars


def result_html(
    result: Result,
    knowledge: Knowledge,
    root: str = "",
    pictures: Mapping[str, str] | None = None,
    map_drawn: str = "",
    questions: str = "",
    *,
    lean: bool = False,
) -> str:
    """The whole answer.

    Args:
        result: what `calculator.api.evaluate` returned.
        knowledge: the knowledge that it was worked out with.
        root: leads from the page to the site's root, such as `../`.
        pictures: an SVG for each chart by name, where they are made beforehand.
        map_drawn: HTML of the decision map, which stands under the card.
        questions: HTML of the form, which stands between the card and what explains it.
        lean: without what folds hide; a page that runs Python asks for it when one is opened.
    """
    context = {**_context(result, knowledge), "lean": lean, "pictures": pictures or {}}
    context["explained"] = True
    context["charts"] = charts(result, knowledge) if context["cost"] else []
    slots = {"map": Markup(map_drawn), "questions": Markup(questions)}
    return render("result.html.j2", root, **context, **slots)


def parts_html(
    result: Result,
    knowledge: Knowledge,
    root: str,
    billed: str | None = None,
    drawn: Sequence[Chart] = (),
    *,
    explained: bool = True,
) -> dict[str, str]:
    """The pieces of the answer by their names in the page, and the bar of a phone.

    Args:
        result: of `calculator.api.evaluate`, or of `evaluate_quickly` where costs are to follow.
        knowledge: the knowledge that it was worked out with.
        root: leads from the page to the site's root.
        billed: the approach whose bill is shown; the recommended one where it is not given.
        drawn: the charts of the result, where it has costs.
        explained: False where what other answers would change is to follow.
    """
    context = {**_context(result, knowledge, billed), "charts": drawn, "explained": explained}
    names = ("headline", "answer", "bar", "more", *(("money", "charts") if context["cost"] else ()))
    return {
        name: render(f"{name}.html.j2", root, **context, lean=False, pictures={}) for name in names
    }


def bar_html(result: Result, knowledge: Knowledge) -> str:
    """The answer in one line, for the bar at the foot of a phone's screen."""
    return render("bar.html.j2", card=answer_card(result, knowledge))


def errors_html(result: Result, knowledge: Knowledge) -> str:
    """The summary of wrong fields; empty where there is none."""
    return render("errors.html.j2", result=result, knowledge=knowledge)


def ladder_html(knowledge: Knowledge, root: str = "") -> str:
    """The nine approaches in order with a line each, for the home page."""
    approaches = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    return render("plain_ladder.html.j2", root, approaches=approaches)


def _context(
    result: Result,
    knowledge: Knowledge,
    billed: str | None = None,
) -> dict[str, Any]:
    order = knowledge.approaches
    money = (
        _money_context(result, knowledge, billed or result.recommended)
        if result.costs
        else {"cost": None}
    )
    return {
        "result": result,
        "knowledge": knowledge,
        "ranking_by_order": sorted(result.ranking, key=lambda r: order[r.approach].order),
        "chance": formats.chance,
        "worth": lambda question: worth(question, result),
        "why_cheaper": money_words.why_cheaper(result, knowledge),
        "for_and_against": sentences.for_and_against(result),
        "why_short": lambda ranked: (
            money_words.why_over_budget(ranked, result, knowledge)
            or money_words.why_unlikely(ranked)
        ),
        "card": answer_card(result, knowledge),
        "measured": cited(result.measured) if result.measured else "",
        "as_of": result.as_of,
        "still_open": list(open_answers(result, knowledge)),
        "conditions": lambda found: conditions(found, knowledge, result.as_of),
        "range_words": range_words,
        "change_words": change_words,
        "value_words": value_words,
        "turn_words": turn_words,
        **money,
    }


def worth(question: Question, result: Result) -> str:
    """What an answer saves on average: `$4,200 and 1.4 weeks`."""
    priced = result.costs or result.quick_costs
    if priced is None or question.worth_usd is None or question.worth_weeks is None:
        return ""
    weeks = formats.number(question.worth_weeks)
    return f"{Money(priced.currency).of(question.worth_usd)} and {weeks} weeks"


def _money_context(result: Result, knowledge: Knowledge, billed: str) -> dict[str, Any]:
    view = CostView(result, knowledge)
    return {
        "cost": view,
        "billed": knowledge.approaches[billed],
        "chances": sentences.chances(result, knowledge),
        "deliveries": list(deliveries(view, result, knowledge)),
        "energy": list(used(result, knowledge)),
        "energy_grid": grid_words(result, knowledge),
        "stage_lines": list(stage_lines(view, billed)),
        "success_line": success_line(view, billed),
        **_weighing_context(result, view, knowledge),
        "crossings": list(comparisons(result, billed, knowledge)),
        "tornado": list(bars(view, billed)),
        "cell_links": cell_links,
    }


def _weighing_context(result: Result, view: CostView, knowledge: Knowledge) -> dict[str, Any]:
    able = [r for r in result.ranking if r.verdict in OPEN]
    found: dict[str, Any] = {"able_count": len(able) if result.qualifies else 0}
    if result.weighing:
        found["weighed"] = list(weights.weighed(result.weighing, view, knowledge))
        found["kept"] = list(weights.kept(result.weighing, knowledge))
        found["weight_labels"] = [weights.LABELS[each] for each in CRITERIA]
        found["weighing_verdict"] = weights.verdict(result.weighing, result.recommended, knowledge)
    return found
