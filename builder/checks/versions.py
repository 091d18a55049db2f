"""Checks of what moved between versions of the data; the docstring is the rule."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.content.load import Content, Loaded
from builder.problems import Problem


def check_versions(content: Content, today: date) -> Iterator[Problem]:
    """Every problem of the records of published versions."""
    for loaded in content.kinds["version"].values():
        if loaded.record.as_of > today:
            message = f"as_of must not lie after today ({today}), got {loaded.record.as_of}"
            yield loaded.problem(("as_of",), message)
        for position in range(len(loaded.record.moved)):
            yield from check_moved(content, loaded, position)


def check_moved(content: Content, loaded: Loaded, position: int) -> Iterator[Problem]:
    """What has moved is no longer there, and what took its place is."""
    moved = loaded.record.moved[position]
    if _exists(content, moved, moved.was):
        message = f"{moved.kind} '{moved.was}' is still there; only what is gone can have moved"
        yield loaded.problem(("moved", position, "was"), message)
    if moved.now is not None and not _exists(content, moved, moved.now):
        yield loaded.problem(("moved", position, "now"), f"unknown {moved.kind} '{moved.now}'")


def _exists(content: Content, moved: Any, name: Any) -> bool:
    kind, _, rest = str(name).partition(":")
    if moved.kind == "choice":
        definition = content.records("input").get(moved.of)
        return definition is not None and name in {choice.value for choice in definition.choices}
    if moved.kind == "input" or (kind == "input" and rest):
        return content.may_exist("input", rest or name)
    if kind == "accelerator" and rest:
        return content.may_exist("accelerator", rest)
    return content.may_exist("assumption", name)
