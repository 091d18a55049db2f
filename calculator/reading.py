"""What the command line reads: requests from files or standard input, each with its place."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)  # a line of its own; none stands in JSON


class Place(NamedTuple):
    """Where a request stands: a file, or a line of it."""

    name: str
    line: int | None = None

    def __str__(self) -> str:
        return self.name if self.line is None else f"{self.name}:{self.line}"


class InputError(Exception):
    """A file that can't be used; each argument is one message."""


def lines_of(name: str) -> Iterator[tuple[Place, str]]:
    """The lines of a file that hold something."""
    for number, line in enumerate(text_of(name).split("\n"), start=1):  # and at no other separator
        if line.strip():
            yield Place(shown(name), number), line


def text_of(name: str) -> str:
    """The text of a file, or of standard input.

    Raises:
        InputError: it can't be read.
    """
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{shown(name)}: must be UTF-8 text") from None


def shown(name: str) -> str:
    """What a message calls a file."""
    return "standard input" if name == "-" else name


def parsed(text: str, place: Place) -> Any:
    """The JSON value of a text; whole lines that begin with `//` are comments.

    Raises:
        InputError: it is not JSON.
    """
    try:
        return json.loads(
            _COMMENT.sub("", text), parse_constant=_no_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        line = error.lineno + (place.line or 1) - 1
        message = f"must be JSON: {error.msg}"
        raise InputError(f"{place.name}:{line}:{error.colno}: {message}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: must be JSON: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} is given twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")


def as_object(value: Any, place: Place) -> Mapping[str, Any]:
    """The value, which must be an object.

    Raises:
        InputError: it is not.
    """
    if not isinstance(value, dict):
        raise InputError(f"{place}: must be an object, got {type(value).__name__}")
    return value
