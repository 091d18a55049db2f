"""How many rows of a file are measured, and which."""

from collections.abc import Iterator, Sequence
from itertools import compress

from calculator.measure.json_lines import Row

MOST_ROWS = 20_000
MOST_TEXT_ROWS = 10_000


def most_rows(first: Sequence[Sequence[str]]) -> int:
    """Rows that are measured, fewer where they are long."""
    length = sum(len("".join(cells)) for cells in first) / len(first)
    texts = any(cell.count(" ") >= 3 for cells in first[:50] for cell in cells)
    most = MOST_TEXT_ROWS if texts else MOST_ROWS
    return max(1_000, min(most, int(most * 1_000 / max(length, 1_000))))


def drawn(
    rows: Iterator[Row], places: Sequence[int], total: int, lines: list[int]
) -> Iterator[list[str]]:
    """The cells of the rows at some places; their lines are added to `lines`."""
    taken = bytearray(total)
    for place in places:
        taken[place] = 1
    for line, cells in compress(rows, taken):
        lines.append(line)
        yield cells
