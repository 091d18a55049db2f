"""A file of the reader as a table of texts, and what had to be taken for granted to read it."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_COLUMNS = 200


def column_names(cells: list[str]) -> list[str]:
    """Names of columns, each different; a column without one is called after its place."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return names


class FileError(Exception):
    """A file that can't be measured: one sentence, with line and column where there is one."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        place = "" if line is None else f"Line {line:,}"
        place += "" if column is None else f", column {column:,}"
        super().__init__(f"{place}: {message}" if place else message)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class Layout:
    """How the bytes were read; each part can be set by hand."""

    encoding: str = ""  # empty: to be recognised
    format: str = ""  # csv or jsonl
    delimiter: str = ""
    header: bool | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of texts; an absent cell is an empty text."""

    names: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: Sequence[int]  # of the file, where each row begins
    layout: Layout
    notes: tuple[str, ...] = ()
    rows_in_file: int = 0
    places: Sequence[int] = ()  # of each row among the rows of the file
    digest: str = ""

    @property
    def rows(self) -> int:
        """Rows that are measured."""
        return len(self.lines)

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column."""
        return self.columns[self.names.index(name)]
