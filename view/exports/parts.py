"""Parts that the sheet to print and the decision record share."""

from collections.abc import Iterator

from calculator.knowledge import Knowledge
from calculator.result import Result
from view.answers import value_words
from view.by_hand import line_words, number_words
from view.cost_rows import Given
from view.costs import CostView
from view.entries import Entries
from view.measured import cited
from view.open_answers import open_answers


def answered(result: Result, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What the reader said: label and answer."""
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        value = result.inputs[definition.id]
        if value is not None:
            yield definition.label, value_words(definition, value)


def assumed(result: Result, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What was taken for granted: label and value."""
    for each in result.assumed:
        definition = knowledge.inputs[each.input]
        yield definition.label, value_words(definition, each.value)


def still_open(result: Result, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What nobody has said and the advice was averaged over: label and commonest meaning."""
    for each in open_answers(result, knowledge):
        yield each.input.label, each.words


def measured(result: Result) -> str:
    """What was measured on the reader's own data; empty where nothing was."""
    return cited(result.measured) if result.measured else ""


def by_hand(entries: Entries, view: CostView) -> Iterator[tuple[str, str]]:
    """Numbers and lines of the reader: label and amount."""
    for name, texts in entries.overrides.items():
        number = view.costs.numbers.get(name)
        yield number.label if number else name, number_words(texts)
    for texts in entries.own_lines.values():
        yield texts["label"], line_words(texts)


def numbers(view: CostView, approach_id: str) -> Iterator[Given]:
    """Every dated number of a bill, once."""
    seen = set()
    for line in view.lines(approach_id):
        for given in line.given:
            if given.sources and given.ref not in seen:
                seen.add(given.ref)
                yield given
