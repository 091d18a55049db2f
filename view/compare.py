"""Scenarios side by side: which answers differ, what follows, and which answer did it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.address import from_address
from calculator.api import evaluate
from calculator.costs.quick import likely_costs
from calculator.knowledge import Knowledge
from view import sentences
from view.answers import value_words
from view.costs import CostView
from view.entries import Entries
from view.environment import render
from view.money import Money

MOST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One scenario with its result."""

    name: str
    address: str
    entries: Entries
    result: Mapping[str, Any]
    view: CostView
    sentence: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """One question and the answer of each scenario; only questions with different answers."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One answer changed on the way from the first scenario to the second."""

    label: str
    words: str
    approach: str
    total: str
    change: str


def compare_html(
    scenarios: Sequence[Mapping[str, str]], knowledge: Knowledge, today: date, root: str = ""
) -> str:
    """Up to four scenarios as columns, and the way from the first to the second.

    Args:
        scenarios: `name` and `address` of each; more than four are left out.
        knowledge: what content brings.
        today: the day whose prices count.
        root: leads from the page to the site's root.
    """
    columns = [_column(each, knowledge, today) for each in scenarios[:MOST]]
    steps = list(_steps(columns[0], columns[1], knowledge, today)) if len(columns) > 1 else []
    return render(
        "compare.html.j2",
        root,
        columns=columns,
        rows=list(_rows(columns, knowledge)),
        steps=steps,
        approaches=knowledge.approaches,
    )


def _column(scenario: Mapping[str, str], knowledge: Knowledge, today: date) -> Column:
    entries = Entries.of_address(from_address(scenario["address"]), knowledge)
    result = evaluate(entries.request(), knowledge, today, text=True)
    return Column(
        name=scenario["name"],
        address=scenario["address"],
        entries=entries,
        result=result,
        view=CostView(result, knowledge),
        sentence=sentences.verdict(result, knowledge),
    )


def _rows(columns: Sequence[Column], knowledge: Knowledge) -> Iterator[InputRow]:
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        values = [column.result["inputs"][definition.id] for column in columns]
        if any(value != values[0] for value in values):
            words = tuple(value_words(definition, value) for value in values)
            yield InputRow(definition.label, words)
    set_by_hand = [_by_hand(column.entries, column.view) for column in columns]
    if any(set_by_hand):
        yield InputRow("Set by hand", tuple(words or "nothing" for words in set_by_hand))


def _by_hand(entries: Entries, view: CostView) -> str:
    named = [view.costs["numbers"].get(name, {}).get("label", name) for name in entries.overrides]
    return ", ".join([*named, *(texts["label"] for texts in entries.own_lines.values())])


def _steps(first: Column, second: Column, knowledge: Knowledge, today: date) -> Iterator[Step]:
    """Change one answer after the other, in the order of the form, and say what each did."""
    inputs = dict(first.entries.inputs)
    request = {**first.entries.request(), "inputs": inputs}
    before = _likely(request, knowledge, today)[1]
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        value = second.result["inputs"][definition.id]
        if value == first.result["inputs"][definition.id]:
            continue
        inputs[definition.id] = second.entries.inputs[definition.id]
        approach, now, money = _likely(request, knowledge, today)
        yield _step(definition.label, value_words(definition, value), approach, before, now, money)
        before = now
    if first.entries.request() | {"inputs": 0} != second.entries.request() | {"inputs": 0}:
        approach, now, money = _likely(second.entries.request(), knowledge, today)
        yield _step("Set by hand", "as in the second", approach, before, now, money)


def _likely(
    request: Mapping[str, Any], knowledge: Knowledge, today: date
) -> tuple[str, float, Money]:
    """The recommended approach and its likely total."""
    result = evaluate(request, knowledge, today, text=True, points=0)
    found = likely_costs(request, knowledge, today, text=True)
    approach = result["recommended"]
    return approach, found["approaches"][approach]["total"], Money(found["currency"])


def _step(label: str, words: str, approach: str, before: float, now: float, money: Money) -> Step:
    sign = "+" if now > before else ""
    change = "no change" if now == before else f"{sign}{money.of(now - before)}"
    return Step(label, words, approach, money.of(now), change)
