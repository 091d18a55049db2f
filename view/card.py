"""The answer as a card of plain text, for a terminal."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import formats, sentences
from view.answer_card import answer_card
from view.answers import change_words
from view.cost_rows import Row
from view.costs import CostView
from view.energy import energy_sentence

WIDTH = 96
_MOST_REASONS = 3
_MOST_CHANGES = 4
_HEADS = ("Approach", "Verdict", "About", "8 in 10 cases", "Cheapest")


def card(result: Result, knowledge: Knowledge) -> str:
    """Recommendation, cost, time, what would change it and the next question."""
    view = CostView(result, knowledge)
    blocks = (_answer(result, knowledge), _table(result, view), _lifts(result, knowledge),
              _why(result), _start(result), _changes(result, view, knowledge), _next(result),
              _warnings(result))  # fmt: skip
    parts = ["\n".join(block) for block in map(list, blocks) if block]
    day = formats.long_date(result.as_of)
    parts.append(f"Prices of {day}, data {result.data_version}. An estimate, not a quote.")
    return "\n\n".join(parts)


def _answer(result: Result, knowledge: Knowledge) -> Iterator[str]:
    found = answer_card(result, knowledge)
    yield knowledge.approaches[result.recommended].name
    for label, words in found.pairs() if found else ():
        text = f"{label}: {words}"
        yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    yield from textwrap.wrap(energy_sentence(result, knowledge, result.recommended), WIDTH)


def _table(result: Result, view: CostView) -> Iterator[str]:
    words = sentences.verdict_words(result)
    rows = [_HEADS, *(_cells(row, words) for row in view.rows())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        left = (cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True))
        right = (cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True))
        yield "  ".join([*left, *right]).rstrip()


def _cells(row: Row, words: Mapping[str, str]) -> Sequence[str]:
    return (row.approach.name, words[row.verdict], row.about, row.range, row.chance or "–")


def _lifts(result: Result, knowledge: Knowledge) -> Iterator[str]:
    if result.relax:
        yield "What stands in the way, and what would lift it"
    for each in result.relax[:_MOST_REASONS]:
        yield from _item(f"{knowledge.approaches[each.approach].name}: {each.text}")


def _why(result: Result) -> Iterator[str]:
    in_favour, against = sentences.for_and_against(result)
    for title, reasons in (("Why", in_favour), ("What speaks against it", against)):
        if reasons:
            yield title
        for reason in reasons[:_MOST_REASONS]:
            yield from _item(f"{reason.text} ({reason.rule})")


def _start(result: Result) -> Iterator[str]:
    plan = result.plan
    if plan.because or plan.measure:
        yield "Start"
        yield from _item(plan.because) if plan.because else ()
        for each in plan.measure[:_MOST_REASONS]:
            yield from _item(each.text)


def _changes(result: Result, view: CostView, knowledge: Knowledge) -> Iterator[str]:
    found = [each for each in result.flips if each.recommended][:_MOST_CHANGES]
    if found or view.costs.flips:
        yield "What would change the answer"
    for flip in found:
        definition = knowledge.inputs[flip.input]
        to, does = flip.recommended or "", bool(flip.qualifies)
        there = sentences.leads_to(to, knowledge, qualifies=does)
        words = change_words(definition, flip.value, flip.to)
        yield from _item(f"{definition.label}, {words}: {there}")
    for cost in view.costs.flips[:1]:
        definition = knowledge.inputs[cost.input]
        there = knowledge.approaches[cost.cheapest_then].name
        words = f"{formats.number(cost.flips_at)} {definition.unit}".rstrip()
        yield from _item(f"{definition.label}, {words}: {there} is then the cheapest")


def _next(result: Result) -> Iterator[str]:
    if result.ask_next:
        yield "Worth answering next"
        yield from _item(f"{result.ask_next.question} ({result.ask_next.input})")


def _warnings(result: Result) -> Iterator[str]:
    if result.warnings:
        yield "Mind"
    for warning in result.warnings:
        yield from _item(warning.text)


def _item(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ")
