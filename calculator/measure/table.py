"""A file of the reader as a table of texts, and what had to be taken for granted to read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, chain

MOST_COLUMNS = 200


def whole(text: str) -> str:
    """A text without halves of a character, which JSON and pasted text may hold: each is U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def column_names(cells: list[str]) -> list[str]:
    """Names of columns, each different; a column without one is called after its place."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(whole(cell).split())[:80] or f"column {place}"
        while name in names:
            name += f" ({place})"
        names.append(name)
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


type Block = tuple[bytes, ...]  # the cells of some rows, packed column by column

_BETWEEN = "\0"  # cells that are packed; no cell holds it
_ROWS_IN_BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of texts; an absent cell is an empty text.

    Cells are kept packed: a text of its own for each of half a million takes four times as much.
    """

    names: tuple[str, ...]
    blocks: tuple[Block, ...]
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

    @property
    def columns(self) -> Iterator[list[str]]:
        """The cells of one column after another."""
        return map(self._cells, range(len(self.names)))

    def column(self, name: str) -> list[str]:
        """The cells of a column."""
        return self._cells(self.names.index(name))

    def records(self, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """The cells of some columns, row by row."""
        places = [self.names.index(name) for name in names]
        for block in self.blocks:
            yield from zip(*(_unpacked(block[place]) for place in places), strict=True)

    def letters(self, names: Iterable[str]) -> int:
        """About how many letters some columns hold."""
        places = [self.names.index(name) for name in names]
        return sum(len(block[place]) for block in self.blocks for place in places)

    def _cells(self, place: int) -> list[str]:
        return list(chain.from_iterable(_unpacked(block[place]) for block in self.blocks))


def packed(rows: Iterable[Sequence[str]]) -> tuple[Block, ...]:
    """Rows as a table keeps them."""
    batches = batched(rows, _ROWS_IN_BLOCK, strict=False)
    return tuple(tuple(map(_packed, zip(*batch, strict=True))) for batch in batches)


def _packed(cells: Sequence[str]) -> bytes:
    return _BETWEEN.join(cells).encode()


def _unpacked(cells: bytes) -> list[str]:
    return cells.decode().split(_BETWEEN)
