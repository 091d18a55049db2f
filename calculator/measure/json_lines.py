"""JSON Lines, or a JSON list of objects → the rows of a table, each with its line."""

import io
import json
import re
from collections.abc import Iterator

from calculator.measure.table import MOST_COLUMNS, FileError, column_names

_BETWEEN = re.compile(r"[\s,]*")  # the objects of a list

type Row = tuple[int, list[str]]


def objects(text: str) -> tuple[list[str], list[Row]]:
    """JSON Lines, or one JSON list of objects."""
    names: dict[str, None] = {}
    records = list(_records(text))
    for _, record in records:
        names |= dict.fromkeys(map(str, record))
        if len(names) > MOST_COLUMNS:
            raise FileError(f"More than {MOST_COLUMNS} different keys.")
    rows = [(line, [_json_cell(record.get(name)) for name in names]) for line, record in records]
    return column_names(list(names)), rows


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text; signs that Unicode ends a line with stand within cells and strings."""
    return io.StringIO(text, newline="")


def _records(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    if text.lstrip().startswith("["):
        yield from _listed(text)
        return
    for number, line in enumerate(lines_of(text), start=1):
        if line.strip():
            yield number, _record(_json(line.rstrip("\r\n"), number), number)


def _listed(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of one JSON list, with the line in which each begins."""
    found, decoder = _json(text, 1), json.JSONDecoder()
    at = text.index("[") + 1
    line = 1 + text.count("\n", 0, at)
    for _ in found if isinstance(found, list) else ():
        start = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        line += text.count("\n", at, start)
        each, at = decoder.raw_decode(text, start)
        yield line, _record(each, line)
        line += text.count("\n", start, at)


def _json(text: str, line: int) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = line + error.lineno - 1
        raise FileError(f"This is not JSON: {error.msg}.", place, error.colno) from None
    except (ValueError, RecursionError):
        raise FileError("This is not JSON that can be read.", line) from None


def _record(found: object, line: int) -> dict[str, object]:
    if not isinstance(found, dict):
        raise FileError('Each line must be an object, such as {"text": …, "label": …}.', line)
    return found


def _json_cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
