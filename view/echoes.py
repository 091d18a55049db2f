"""How a number was read: said under a field whose text is short, has separators or is money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calculator.address import OVERRIDE, OWN_LINE
from calculator.costs.asked import INPUT
from calculator.costs.records import Currency
from calculator.knowledge import Knowledge
from calculator.number_text import as_grouped, read_number
from calculator.result import Result
from view import formats
from view.answers import value_words
from view.entries import Entries

_PLAIN = re.compile(r"-?\d*(\.\d{1,2})?")  # leaves nothing to tell
_USD, _DIGITS = "USD", 6


@dataclass(frozen=True, slots=True)
class _Read:
    """A number as it was typed and as it was read."""

    field: str
    text: str
    number: float
    unit: str
    words: str


def echoes(entries: Entries, result: Result, knowledge: Knowledge) -> dict[str, str]:
    """What to say under a field, by its name in the form; fields not named need no word."""
    priced = result.costs or result.quick_costs
    currency = priced.currency if priced else Currency("usd", 1.0, None)
    found = (*_answers(entries, result, knowledge), *_own(entries, knowledge))
    words = {each.field: _said(each, currency) for each in found}
    return {name: each for name, each in words.items() if each}


def _answers(entries: Entries, result: Result, knowledge: Knowledge) -> Iterator[_Read]:
    for name, text in entries.inputs.items():
        definition, value = knowledge.inputs.get(name), result.inputs.get(name)
        if definition and definition.kind in ("integer", "number") and value is not None:
            words = value_words(definition, value)
            yield _Read(name, text, float(value), definition.unit, words)


def _own(entries: Entries, knowledge: Knowledge) -> Iterator[_Read]:
    """Numbers that were set, by their likely one, and lines of one's own."""
    for key, texts in entries.overrides.items():
        read = _number(texts.get("likely", ""), entries)
        if read is not None:
            unit = _unit(key, knowledge)
            words = _dollars(read) if unit == _USD else formats.quantity(read, unit, _DIGITS)
            yield _Read(f"{OVERRIDE}{key}", texts["likely"], read, unit, words)
    for key, texts in entries.own_lines.items():
        read = _number(texts.get("usd", ""), entries)
        if read is not None:
            yield _Read(f"{OWN_LINE}{key}", texts["usd"], read, _USD, _dollars(read))


def _number(text: str, entries: Entries) -> float | None:
    number = read_number(as_grouped(text, entries.decimal), None)
    return None if isinstance(number, str) else number


def _dollars(usd: float) -> str:
    return f"${formats.count(usd)}"


def _unit(name: str, knowledge: Knowledge) -> str:
    """Of a number that is set; a price without a record of its own is in dollars."""
    if name in knowledge.assumptions:
        return knowledge.assumptions[name].unit
    if name.startswith(INPUT):
        return knowledge.inputs[name.removeprefix(INPUT)].unit
    return _USD


def _said(read: _Read, currency: Currency) -> str:
    number, unit, words = read.number, read.unit, read.words
    said = "" if _PLAIN.fullmatch(read.text.strip()) else f"Read as {words}"
    code = currency.code.upper()
    if unit.startswith(_USD) and code != _USD and number:
        there = formats.quantity(number / currency.usd_per_unit, code + unit[len(_USD) :], 3)
        day = formats.long_date(currency.as_of) if currency.as_of else "your own rate"
        is_there = f"is {there}, at 1 {code} = ${currency.usd_per_unit:.4g}, {day}"
        said = f"{said}, which {is_there}" if said else f"{words} {is_there}"
    return f"{said}." if said else ""
