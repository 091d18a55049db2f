"""JSON Lines, or a JSON list of objects → the rows of a table, each with its line."""

import json
import re
from collections.abc import Iterator

from calculator.measure.table import MOST_COLUMNS, FileError, whole

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"\s*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

type Row = tuple[int, list[str]]


def names_of(text: str) -> list[str]:
    """The names of the columns: every key of every object."""
    names: dict[str, None] = {}
    for _, record in _values(text):
        if isinstance(record, dict):
            names |= dict.fromkeys(record)
        if len(names) > MOST_COLUMNS:
            raise FileError(f"More than {MOST_COLUMNS} different keys.")
    return list(names)


def objects(text: str, keys: list[str]) -> Iterator[Row]:
    """JSON Lines, or one JSON list of objects."""
    for line, record in _values(text):
        if not isinstance(record, dict):
            message = 'Each line must be an object, such as {"text": …, "label": …}.'
            raise FileError(message, line)
        yield line, [_cell(record.get(key), line) for key in keys]


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text; signs that Unicode ends a line with stand within cells and strings."""
    return (found[0] for found in _LINE.finditer(text))


def _values(text: str) -> Iterator[tuple[int, object]]:
    """One value after the other, so that a large file is never in memory whole."""
    if text.lstrip().startswith("["):
        yield from _listed(text)
        return
    for number, line in enumerate(lines_of(text), start=1):
        if line.strip():
            found, end = _value(line.rstrip("\r\n"), len(line) - len(line.lstrip()), number)
            if line[end:].strip():
                raise FileError("This is not JSON: Extra data.", number, end + 1)
            yield number, found


def _listed(text: str) -> Iterator[tuple[int, object]]:
    """The values of one JSON list, with the line in which each begins."""
    at = _blank(text, text.index("[") + 1)
    line = 1 + text.count("\n", 0, at)
    sign = text[at : at + 1]
    while sign != "]":
        found, end = _value(text, at)
        yield line, found
        after = _blank(text, end)
        sign = text[after : after + 1]
        if sign not in (",", "]"):
            raise _not_json("Expecting ',' delimiter", text, after)
        start, at = at, _blank(text, after + 1) if sign == "," else after
        line += text.count("\n", start, at)
    if text[at + 1 :].strip():
        raise _not_json("Extra data", text, _blank(text, at + 1))


def _blank(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()  # type: ignore[union-attr]


def _value(text: str, at: int, line: int = 1) -> tuple[object, int]:
    """A value and where it ends; `line` is that of the text."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        if text[at:].strip() == "{":
            message = "The object does not end in its line; write one a line, or a list in [ and ]."
            raise FileError(message, line + text.count("\n", 0, at)) from None
        raise _not_json(error.msg, text, error.pos, line) from None
    except (ValueError, RecursionError):
        raise FileError(
            "This is not JSON that can be read.", line + text.count("\n", 0, at)
        ) from None


def _not_json(what: str, text: str, at: int, line: int = 1) -> FileError:
    place = line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)
    return FileError(f"This is not JSON: {what}.", *place)


def _cell(value: object, line: int) -> str:
    if value is None:
        return ""
    text = whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    if "\0" in text:
        raise FileError("There is a NUL character in a text.", line)
    return text
