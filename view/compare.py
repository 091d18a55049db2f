"""Scenarios side by side: which answers differ, what follows, and which answer did it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.api import evaluate
from calculator.compare import walk
from calculator.knowledge import Knowledge
from calculator.result import Result
from view import sentences
from view.answers import value_words
from view.by_hand import line_words, number_words
from view.costs import CostView
from view.entries import Entries
from view.environment import render
from view.opening import open_address
from view.waterfall import Waterfall

MOST = 4
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """One scenario with its result."""

    name: str
    address: str
    entries: Entries
    result: Result
    view: CostView
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question and the answer of each scenario; only questions with different answers."""

    label: str
    words: tuple[str, ...]


def compare_html(
    scenarios: Sequence[Mapping[str, str]], knowledge: Knowledge, today: date, root: str = ""
) -> str:
    """Up to four scenarios as columns, and the way from the first to each of the others.

    Args:
        scenarios: `name` and `address` of each; more than four are left out.
        knowledge: what content brings.
        today: the day whose prices count.
        root: leads from the page to the site's root.
    """
    columns = [_column(each, knowledge, today) for each in scenarios[:MOST]]
    return render(
        "compare.html.j2",
        root,
        columns=columns,
        rows=list(_rows(columns, knowledge)),
        waterfalls=[_waterfall(columns[0], other, knowledge, today) for other in columns[1:]],
        approaches=knowledge.approaches,
    )


def _column(scenario: Mapping[str, str], knowledge: Knowledge, today: date) -> Column:
    entries = open_address(scenario["address"], knowledge).entries
    result = evaluate(entries.request(), knowledge, entries.on(today), text=True, search=False)
    return Column(
        name=scenario["name"],
        address=scenario["address"],
        entries=entries,
        result=result,
        view=CostView(result, knowledge),
        sentence=sentences.verdict(result, knowledge),
    )


def _rows(columns: Sequence[Column], knowledge: Knowledge) -> Iterator[Row]:
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        values = [column.result.inputs[definition.id] for column in columns]
        if any(value != values[0] for value in values):
            yield Row(definition.label, tuple(value_words(definition, value) for value in values))
    names = sorted({name for column in columns for name in column.entries.overrides})
    for name in names:
        words = tuple(_number_words(column, name) for column in columns)
        if len(set(words)) > 1:
            yield Row(_label(columns, name), words)
    lines = tuple(_own_lines(column) for column in columns)
    if len(set(lines)) > 1:
        yield Row("Lines of your own", lines)


def _number_words(column: Column, name: str) -> str:
    """A number that somebody set by hand, else that it was left as published."""
    texts = column.entries.overrides.get(name)
    return "as published" if texts is None else number_words(texts)


def _label(columns: Sequence[Column], name: str) -> str:
    found = (column.view.costs.numbers.get(name) for column in columns)
    return next((str(number.label) for number in found if number), name)


def _own_lines(column: Column) -> str:
    lines = column.entries.own_lines.values()
    return "; ".join(f"{each['label']}: {line_words(each)}" for each in lines) or NOTHING


def _request(column: Column) -> dict[str, Any]:
    """What was asked, its answers as values, so that two spellings of one count as the same."""
    return {**column.entries.request(), "inputs": column.result.inputs}


def _waterfall(first: Column, other: Column, knowledge: Knowledge, today: date) -> Waterfall:
    found = walk(_request(first), _request(other), knowledge, today)
    labels = {name: _label((first, other), name) for name in
              {**first.entries.overrides, **other.entries.overrides}}  # fmt: skip
    labels |= {key: definition.label for key, definition in knowledge.inputs.items()}
    words = {
        key: value_words(definition, other.result.inputs[key])
        for key, definition in knowledge.inputs.items()
    }
    words |= {name: _number_words(other, name) for name in labels if name not in words}
    words[""], labels[""] = _own_lines(other), "Lines of your own"
    return Waterfall.of(found, (first.name, other.name), labels, words, first.view.money)
