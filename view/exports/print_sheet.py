"""The decision on paper: what was said, what follows, its sources, date and link."""

from collections.abc import Iterator

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import sentences
from view.answer_card import answer_card
from view.costs import CostView
from view.crossings import turn_words
from view.energy import energy_sentence
from view.entries import Entries
from view.environment import render
from view.exports.parts import (
    answered,
    assumed,
    by_hand,
    measured,
    numbers,
    still_open,
)


def sheet_html(result: Result, entries: Entries, knowledge: Knowledge, link: str) -> str:
    """A sheet to print.

    Args:
        result: ranges included.
        entries: what stands in the form.
        knowledge: what content brings.
        link: leads back to the page.
    """
    view, chosen = CostView(result, knowledge), knowledge.approaches[result.recommended]
    card = answer_card(result, knowledge)
    return render(
        "sheet.html.j2",
        result=result,
        knowledge=knowledge,
        chosen=chosen,
        view=view,
        link=link,
        sentence=sentences.verdict(result, knowledge),
        card=list(card.pairs()) if card else [],
        energy=energy_sentence(result, knowledge, chosen.id),
        as_of=result.as_of,
        turn_words=turn_words,
        words=sentences.verdict_words(result),
        reasons=dict(_first_reasons(result)),
        answered=list(answered(result, knowledge)),
        measured=measured(result),
        assumed=list(assumed(result, knowledge)),
        still_open=list(still_open(result, knowledge)),
        by_hand=list(by_hand(entries, view)),
        numbers=list(numbers(view, chosen.id)),
        sources=sorted(set(_source_titles(result, knowledge))),
    )


def _first_reasons(result: Result) -> Iterator[tuple[str, str]]:
    for each in result.ranking:
        reasons = each.reasons
        yield each.approach, reasons[0].text if reasons else ""


def _source_titles(result: Result, knowledge: Knowledge) -> Iterator[str]:
    for each in result.ranking:
        for reason in each.reasons:
            for source in reason.sources:
                yield knowledge.source_titles.get(source, source)
