"""The decision as a Markdown any decision record (MADR)."""

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import sentences
from view.answer_card import answer_card
from view.answers import value_words
from view.costs import CostView
from view.crossings import comparisons, turn_words
from view.entries import Entries
from view.environment import render
from view.exports.foreign_text import as_markdown
from view.exports.parts import answered, by_hand, measured, numbers, still_open
from view.money_words import why_cheaper


def decision_record(result: Result, entries: Entries, knowledge: Knowledge, link: str) -> str:
    """A record for the project's own folder of decisions.

    Args:
        result: ranges included.
        entries: what stands in the form.
        knowledge: what content brings.
        link: leads back to the page.
    """
    view, order = CostView(result, knowledge), knowledge.approaches
    chosen = order[result.recommended]
    card = answer_card(result, knowledge)
    ranking = sorted(result.ranking, key=lambda each: order[each.approach].order)
    return render(
        "decision_record.md.j2",
        result=result,
        knowledge=knowledge,
        chosen=chosen,
        ranking=ranking,
        drivers=sentences.for_and_against(result)[0],
        sentence=sentences.verdict(result, knowledge),
        why_cheaper=why_cheaper(result, knowledge),
        card=list(card.pairs()) if card else [],
        sure=sentences.certainty(result, knowledge),
        still_open=list(still_open(result, knowledge)),
        answered=list(answered(result, knowledge)),
        measured=measured(result),
        by_hand=[tuple(map(as_markdown, each)) for each in by_hand(entries, view)],
        numbers=list(numbers(view, chosen.id)),
        view=view,
        words=sentences.verdict_words(result),
        crossings=list(comparisons(result, chosen.id, knowledge)),
        link=link,
        value_words=value_words,
        turn_words=turn_words,
    )
