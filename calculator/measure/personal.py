"""Patterns of personal data: pointed out before anything is exported, never shown."""

import re
from collections.abc import Sequence
from typing import Any

from calculator.measure.table import Table

_MOST_CELLS = 20_000  # of a column that are looked at
_LONG_NUMBER = re.compile(r"\s*\d{13,19}\s*")
_LEAST_NUMBERS = 10
_BY_CHANCE = 0.3  # of numbers that may be cards; one in ten passes a card's check anyhow
_PATTERNS = {
    "email": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"),
    "phone": re.compile(r"(?<![\w.])(?:\+\d{1,3}[ \-/]?|0)\(?\d{2,4}\)?"
                        r"(?:[ \-/]?\d{2,5}){2,4}(?![\w.])"
                        r"|(?<![\w.\-(])(?:\(\d{3}\) ?|\d{3}[ .\-])\d{3}[ .\-]\d{4}(?![\w\-])"),
    # Issuers' numbers begin with 2 to 6 (ISO/IEC 7812); what follows a point is part of a number.
    "card": re.compile(r"(?<![\d.,])[2-6](?:[ -]?\d){12,18}(?![.,]?\d)"),
    "iban": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
    "ip_address": re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
    "street": re.compile(r"\b\d{1,4} [A-Z][a-z]+ (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b"
                         r"|\b[A-Z][a-zß]+(?:straße|strasse|weg|platz) \d{1,4}\b"),
}  # fmt: skip


def personal_data(table: Table) -> list[dict[str, Any]]:
    """For each column and kind how many cells hold it, and the first lines; no cell is repeated."""
    found = []
    for place, cells in enumerate(table.columns):
        for kind in _PATTERNS:
            rows = _rows_with(kind, cells)
            if rows:
                lines = [table.lines[row] for row in rows[:5]]
                found.append({"column": place + 1, "kind": kind, "rows": len(rows), "lines": lines})
    return found


def _rows_with(kind: str, cells: Sequence[str]) -> list[int]:
    pattern = _PATTERNS[kind]
    # Most columns hold nothing of the kind; one search through all cells tells. No pattern
    # reaches over the end of a line.
    whole = "\n".join(cells[:_MOST_CELLS])
    if (kind == "email" and "@" not in whole) or not pattern.search(whole):
        return []
    some = enumerate(cells[:_MOST_CELLS])
    rows = [row for row, cell in some if len(cell) >= 7 and _holds(kind, pattern, cell[:4_000])]
    return [] if kind == "card" and _are_ids(cells, len(rows)) else rows


def _are_ids(cells: Sequence[str], passed: int) -> bool:
    """Long numbers of another kind, of which no more look like cards than chance explains."""
    numbers = sum(bool(_LONG_NUMBER.fullmatch(cell)) for cell in cells[:_MOST_CELLS])
    return numbers >= _LEAST_NUMBERS and passed < _BY_CHANCE * numbers


def _holds(kind: str, pattern: re.Pattern[str], cell: str) -> bool:
    if kind == "phone":  # the groups of an account's number may look like one
        cell = _PATTERNS["iban"].sub("", cell)
    for match in pattern.finditer(cell):
        digits = re.sub(r"\D", "", match[0])
        if kind == "card" and not _luhn(digits):
            continue
        if kind == "phone" and not 8 <= len(digits) <= 15:
            continue
        if kind == "ip_address" and any(int(part) > 255 for part in match[0].split(".")):
            continue
        if kind == "iban" and not _iban(match[0]):
            continue
        return True
    return False


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        total += digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4)
    return total % 10 == 0 and len(set(digits)) > 1


def _iban(text: str) -> bool:
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
