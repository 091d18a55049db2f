"""The decision as a Markdown any decision record (MADR)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from view import sentences
from view.answers import value_words
from view.costs import CostView
from view.crossings import comparisons
from view.environment import render


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
