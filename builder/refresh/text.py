"""Records of hosted prices as the text of their files."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

FIRST_LINES = """\
# yaml-language-server: $schema=../schemas/prices.json
# Written by `python build.py refresh`. A price that moves gets an entry on top of `values`.
"""
_PLAIN = re.compile(r"[A-Za-z][\w./()+-]*(?: [\w./()+-]+)*|\d{4}-\d\d-\d\d")
_MEANT_OTHERWISE = {"true", "false", "null"}
_FIRST = ("id", "name", "provider", "kind", "context_tokens", "checked", "since", "above_tokens")


def file_text(records: list[dict[str, Any]]) -> str:
    """A file with these records, in this order."""
    return FIRST_LINES + "\n".join(["prices:", *_items(records, "  "), ""])


def _items(items: list[dict[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        lines = list(_mapping(item, f"{indent}  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _mapping(record: Mapping[str, Any], indent: str) -> Iterator[str]:
    order = {key: i for i, key in enumerate(_FIRST)}
    for key, value in sorted(record.items(), key=lambda pair: order.get(pair[0], len(order))):
        if isinstance(value, list):
            yield f"{indent}{key}:"
            yield from _items(value, f"{indent}  ")
        elif isinstance(value, dict) and "tiers" in value:
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, dict):
            inside = ", ".join(f"{name}: {_scalar(price)}" for name, price in value.items())
            yield f"{indent}{key}: {{{inside}}}"
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: str | float) -> str:
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value not in _MEANT_OTHERWISE
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(int(value) if value == int(value) else value)
