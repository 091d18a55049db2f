"""The renderers of the calculator's page, for templates of the site."""

from pathlib import Path
from typing import Any

from builder.icons import icon
from builder.pages.examples import changes
from builder.pages.flows import HEADS, WIDE, flow
from builder.pages.maps import maps
from builder.pages.page_charts import pictures
from builder.pages.strips import strips
from calculator.address import default_texts
from calculator.decision.other_models import MODEL
from calculator.knowledge import Knowledge
from view import form, render, tools
from view.answer_card import answer_card
from view.case import case_html, default_example
from view.costs import CostView
from view.delivery import deliveries
from view.guide import first_step_html
from view.hosted import all_words
from view.links import link
from view.sentences import verdict_of


def views(knowledge: Knowledge, project: Path) -> dict[str, Any]:
    """The renderers of the calculator's page, for templates."""
    return {
        "ladder_html": lambda root: render.ladder_html(knowledge, root),
        "result_html": lambda result, root, map_drawn, questions: render.result_html(
            result, knowledge, root, pictures(result, knowledge), map_drawn, questions, lean=True
        ),
        **maps(knowledge, project),
        "card_of": lambda result: answer_card(result, knowledge),
        "rows_of": lambda result: CostView(result, knowledge).rows(),
        "weeks_of": lambda result: {
            each.approach.id: each.weeks
            for each in deliveries(CostView(result, knowledge), result, knowledge)
        },
        "changes_of": lambda result: changes(result, knowledge),
        "hosted_words": lambda result: all_words(result, knowledge),
        "other_model_of": lambda result: next(
            (each for each in result.flips if each.input == MODEL and each.recommended), None
        ),
        "verdict_of": verdict_of,
        "strips_of": lambda result, chosen: strips(result, chosen, knowledge),
        "icon": icon,
        "flow": flow,
        "flow_heads": HEADS,
        "flow_wide": WIDE,
        "case_html": lambda: case_html(
            default_texts(knowledge), default_example(knowledge).id, knowledge
        ),
        "bar_html": lambda result: render.bar_html(result, knowledge),
        "form_html": lambda root: form.opening_form_html(knowledge, root),
        "guide_html": lambda: first_step_html(knowledge),
        "presets_html": lambda: form.presets_html(knowledge),
        "tool_form_html": lambda key, root: tools.opening_form(
            knowledge.tools[key], knowledge, root
        ),
        "tool_page": lambda key: link("tool", key).rpartition("/")[2],
        "tool_answer_html": lambda key, root: tools.opening_answer(
            knowledge.tools[key], knowledge, root
        ),
    }
