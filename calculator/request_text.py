"""The text of a request as JSON: what it holds, or where and why it can't be read."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

MARK = "\ufeff"  # with which some editors begin a file
_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)  # a line of its own; none stands in JSON
_MOST_DIGITS = 400  # more than any number in a request can have
_KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}


class Place(NamedTuple):
    """Where a request stands: a file, or a line of it."""

    name: str
    line: int | None = None

    def __str__(self) -> str:
        return self.name if self.line is None else f"{self.name}:{self.line}"


class InputError(Exception):
    """A file that can't be used; each argument is one message."""


def parsed(text: str, place: Place) -> Any:
    """The JSON value of a text; whole lines that begin with `//` are comments.

    Raises:
        InputError: it is not JSON.
    """
    try:
        return json.loads(
            _COMMENT.sub("", text),
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        line = error.lineno + (place.line or 1) - 1
        message = f"must be JSON: {error.msg}"
        raise InputError(f"{place.name}:{line}:{error.colno}: {message}") from None
    except RecursionError:
        raise InputError(f"{place}: must be JSON: it is nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{place}: must be JSON: {error}") from None


def as_object(value: Any, place: Place) -> Mapping[str, Any]:
    """The value, which must be an object.

    Raises:
        InputError: it is not.
    """
    if not isinstance(value, dict):
        raise InputError(f"{place}: must be an object, got {kind_words(value)}")
    return value


def kind_words(value: Any) -> str:
    """What a JSON value is."""
    return _KINDS.get(type(value), "a number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} is given twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:40]} is too large a number")
    return number


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"{text[:20]}… has too many digits")
    return int(text)
