"""Bytes of a file → a table: encoding, format, delimiter and header are recognised."""

import csv
import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from calculator.costs.uncertainty import hashed, mixed
from calculator.measure.cells import number
from calculator.measure.decoding import decoded, refuse_nul
from calculator.measure.json_lines import Row, lines_of, names_of, objects
from calculator.measure.moments import moment
from calculator.measure.sampling import drawn, most_rows
from calculator.measure.table import (
    MOST_COLUMNS,
    FileError,
    Layout,
    Table,
    column_names,
    packed,
    whole,
)

MOST_BYTES = 60_000_000
LONGEST_CELL = 100_000  # characters
_LONGEST_NAME = 60  # of a column, where no numbers below it tell that it is one
_LOOKED_AT = 201  # rows that tell what a file is like
_OF_DIGEST = 500_000  # characters
DELIMITERS = (",", "\t", ";", "|")
# What begins as JSON does; a text in brackets or a template's mark is a cell of a CSV file.
_JSON = re.compile(r"\s*(?:\{(?![{%#])|\[\s*(?:[\[\]{\"'\d-]|$))")
_SEPARATOR = re.compile(r"sep=(.)(?=\r?\n)")  # the first line of some files of Excel


def read_file(data: bytes, layout: Layout | None = None) -> Table:
    """Read a file.

    Args:
        data: its bytes.
        layout: what the reader has set by hand; what is empty is recognised.

    Raises:
        FileError: it is no table, with line and column where there is one.
    """
    if len(data) > MOST_BYTES:
        raise FileError(
            f"The file has {len(data) / 1e6:,.0f} MB; {MOST_BYTES // 1_000_000} at most."
        )
    asked = layout or Layout()
    text, encoding, notes = decoded(data, asked.encoding)
    return read_text(text, replace(asked, encoding=encoding), notes)


def read_text(text: str, layout: Layout | None = None, notes: tuple[str, ...] = ()) -> Table:
    """The same from text, as it is pasted."""
    asked = layout or Layout(encoding="text")
    text = whole(text)
    refuse_nul(text)
    if not text.strip():
        raise FileError("There is nothing in the file.")
    form = asked.format or ("jsonl" if _JSON.match(text) else "csv")
    if form == "jsonl":
        keys = names_of(text)
        known = replace(asked, format=form, delimiter="", header=True)
        return _table(keys, lambda: objects(text, keys), known, notes)
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    delimiter = asked.delimiter or (told[1] if told else _delimiter(text))
    first = list(islice(_cells(text, delimiter), _LOOKED_AT))
    if not first:
        raise FileError("There is nothing in the file but delimiters.")
    header = _has_header(first) if asked.header is None else asked.header
    known = replace(asked, format=form, delimiter=delimiter, header=header)
    names = first[0][1] if header else ["" for _ in first[0][1]]
    if header:
        _check_names(first)
    return _table(names, lambda: islice(_cells(text, delimiter), int(header), None), known, notes)


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the same number of cells, and into most.

    The names of the columns hold no decimal commas, so the first line tells them from delimiters.
    """
    start = text[:200_000]

    def evenness(delimiter: str) -> tuple[float, bool, int]:
        counts, first = Counter[int](), 0
        try:
            for number, cells in enumerate(csv.reader(lines_of(start), delimiter=delimiter)):
                first = first or len(cells)
                counts[len(cells)] += 1
                if number >= 200:
                    break
        except csv.Error:
            return (0.0, False, 0)
        (width, times) = max(counts.items(), key=lambda each: (each[1], each[0]))
        even = round(times / sum(counts.values()), 1)
        return (even, first == width, width) if width > 1 else (0.0, False, 0)

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best)[2] > 1 else ","


def _cells(text: str, delimiter: str) -> Iterator[Row]:
    """Rows with the line that they begin in; blank lines are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines_of(text), delimiter=delimiter, strict=True)
    width, line = 0, 1
    try:
        for cells in reader:
            if any(cells):
                width = width or len(cells)
                _check_width(len(cells), width, line)
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(_csv_words(str(error)), line) from None


def _check_width(found: int, width: int, line: int) -> None:
    if width > MOST_COLUMNS:
        raise FileError(f"{width:,} columns; {MOST_COLUMNS} at most.", line)
    if found != width:
        message = (
            f"{found:,} {'cell' if found == 1 else 'cells'} where the first line has {width:,}; "
            "a delimiter, a quotation mark or an unquoted decimal comma is amiss."
        )
        raise FileError(message, line, min(found, width) + 1)


def _csv_words(error: str) -> str:
    if "larger than field limit" in error:
        return f"A cell has more than {LONGEST_CELL:,} characters; a quotation mark may be missing."
    if "unexpected end of data" in error:
        return "A quotation mark is opened here and never closed."
    return "A quotation mark stands where none may be; double it within a quoted cell."


def _has_header(rows: list[Row]) -> bool:
    """Names, none of them a number or a date: above numbers, or seen in no row of their column.

    A column without a name, such as the number of the row, tells nothing.
    """
    first = [" ".join(cell.split()) for cell in rows[0][1]]
    named = [place for place, name in enumerate(first) if name]
    if len(rows) < 2 or any(_is_value(first[place]) for place in named):
        return False
    later = [[cells[place] for _, cells in rows[1:_LOOKED_AT]] for place in named]
    numeric = any(sum(map(_is_value, filter(None, each))) > len(each) / 2 for each in later)
    unseen = all(first[place] not in cells for place, cells in zip(named, later, strict=True))
    return numeric or (unseen and all(len(name) <= _LONGEST_NAME for name in first))


def _check_names(rows: list[Row]) -> None:
    """Refuse a title that stands where the names should: most columns with cells have none."""
    line, names = rows[0]
    held = [place for place in range(len(names)) if any(cells[place] for _, cells in rows[1:])]
    named = sum(bool(names[place].strip()) for place in held)
    if named * 2 < len(held) and len(held) > 2:
        message = f"{named} of {len(held)} columns {'has' if named == 1 else 'have'} a name here"
        raise FileError(f"{message}; delete what stands above the names.", line)


def _is_value(cell: str) -> bool:
    """A number or a date, of which names of columns seldom are."""
    numbers = number(cell), number(cell, comma=True)
    return any(each is not None for each in (*numbers, moment(cell)))


def _table(
    names: Sequence[str],
    rows: Callable[[], Iterator[Row]],
    layout: Layout,
    notes: tuple[str, ...],
) -> Table:
    """The rows, which are read again and again rather than kept: they are packed on the way."""
    first = [cells for _, cells in islice(rows(), _LOOKED_AT - 1)]
    total = sum(1 for _ in rows())
    if total < 2:
        one = "; each object is one row" if layout.format == "jsonl" else ""
        raise FileError(f"There is not more than one row of data{one}.")
    most = most_rows(first)
    places: Sequence[int] = range(total)
    if total > most:
        places = sorted(heapq.nsmallest(most, places, key=lambda place: mixed(place + 1)))
        notes = (
            *notes,
            f"The file has {total:,} rows; {most:,} of them, drawn evenly, are measured.",
        )
    lines: list[int] = []
    blocks = packed(drawn(rows(), places, total, lines))
    table = Table(tuple(column_names(list(names))), blocks, lines, layout, notes, total, places)
    return replace(table, digest=_digest(table.columns))


def _digest(columns: Iterable[Sequence[str]]) -> str:
    """What tells this table from another one."""
    parts: list[str] = []
    for cells in columns:
        parts.append("\x1e".join(cells))
        if sum(map(len, parts)) >= _OF_DIGEST:
            break
    return f"{hashed('\x1f'.join(parts)[:_OF_DIGEST]) & 0xFFFFFFFF:08x}"
