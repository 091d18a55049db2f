"""Requests that were written for older data: renamed parts get their new names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.knowledge import Answer, Knowledge, Moved, Version

INPUT, NUMBER, CHOICE = "input", "number", "choice"  # kinds of what can move
_PARTS = {INPUT: "inputs", NUMBER: "assumptions"}


@dataclass(frozen=True, slots=True)
class Move:
    """One part of a request that has moved."""

    moved: Moved
    field: str  # as it stood in the request
    kept: bool  # whether what was given could be taken along


def up_to_date(
    request: Mapping[str, Any], knowledge: Knowledge
) -> tuple[Mapping[str, Any], list[Move]]:
    """The request in today's names, and what has moved; what is gone for good is left out.

    A number that has become a question brings its likely value along. Where both the old and
    the new name are given, the new one counts.
    """
    parts = {part: _mapping(request.get(part)) for part in _PARTS.values()}
    moves = list(_moves(parts, knowledge))
    if not moves:
        return request, []
    return {**request, **{key: value for key, value in parts.items() if key in request}}, moves


def earlier_defaults(version: str | None, knowledge: Knowledge) -> dict[str, Answer]:
    """Answers that the calculator opened with when a link was made, where they have changed.

    A link leaves out what was the default on its day.
    """
    made = data_date(version)
    found: dict[str, Answer] = {}
    for each in _oldest_first(knowledge):
        if made is not None and each.as_of > made:
            found = {**each.defaults, **found}
    return found


def data_date(version: str | None) -> date | None:
    """The day of a data version such as `2026-11-21.2ab5ca20`, if it is one."""
    try:
        return date.fromisoformat((version or "").partition(".")[0])
    except ValueError:
        return None


def _oldest_first(knowledge: Knowledge) -> list[Version]:
    return sorted(knowledge.versions.values(), key=lambda each: each.as_of)


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _moves(parts: dict[str, dict[str, Any]], knowledge: Knowledge) -> Iterator[Move]:
    """Carry every move out; older versions first, so that what moved twice arrives."""
    for version in _oldest_first(knowledge):
        for moved in version.moved:
            if moved.kind == CHOICE:
                yield from _choice(parts["inputs"], moved)
            elif moved.was in parts[_PARTS[moved.kind]]:
                yield _renamed(parts, moved)


def _choice(inputs: dict[str, Any], moved: Moved) -> Iterator[Move]:
    if moved.of is not None and inputs.get(moved.of) == moved.was:
        inputs[moved.of] = moved.now
        yield Move(moved, moved.of, kept=moved.now is not None)


def _renamed(parts: dict[str, dict[str, Any]], moved: Moved) -> Move:
    value = parts[_PARTS[moved.kind]].pop(moved.was)
    if moved.now is None:
        return Move(moved, moved.was, kept=False)
    kind, _, rest = str(moved.now).partition(":")
    target, name = ("inputs", rest) if kind == "input" and rest else (_PARTS[moved.kind], moved.now)
    if target == "inputs" and isinstance(value, list) and value:
        value = value[len(value) // 2]
    parts[target].setdefault(str(name), value)
    return Move(moved, moved.was, kept=True)
