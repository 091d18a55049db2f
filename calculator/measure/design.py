"""The rows that a linear model learns from, seen column by column."""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from calculator.measure.encoding import Row

RIDGE = 1.0
_FREE = 1e-9  # of the constant, which no penalty holds
_ROWS_FOR_SHAPE = 4_000  # enough to know how columns go together
_ROWS_PER_COLUMN = 40

type Matrix = list[list[float]]


class Design:
    """Columns of numbers, and for each mark the rows that have it."""

    def __init__(self, rows: Sequence[Row], marks: int) -> None:
        self._count = len(rows)
        dense = [values for values, _, _ in rows]
        self._columns = [list(each) for each in zip(*dense, strict=True)]
        self._constant = len(self._columns) - 1
        self._places: list[list[int]] = [[] for _ in range(marks)]
        for row, (_, places, _) in enumerate(rows):
            for place in places:
                self._places[place].append(row)
        self._takes = [_taker(each) for each in self._places]

    def slopes(self, wrong: Sequence[float]) -> list[float]:
        """Of each column the sum of its products with what is wrong."""
        dense = [math.sumprod(column, wrong) for column in self._columns]
        padded = [*wrong, 0.0]
        return dense + [sum(take(padded)) for take in self._takes]

    def decomposed(self, scale: float, *, whole: bool = False) -> Matrix:
        """The lower triangle whose product with itself is the penalised matrix of products.

        Args:
            scale: of the products.
            whole: from all rows; else from the first ones, drawn up a little to stay above.
        """
        wide = _ROWS_PER_COLUMN * (len(self._columns) + len(self._places))
        count = self._count if whole else min(self._count, max(_ROWS_FOR_SHAPE, wide))
        if count < self._count:
            scale *= 1.1 * self._count / count
        shape = [[scale * each for each in row] for row in self._products(count)]
        for place in range(len(shape)):
            shape[place][place] += _FREE if place == self._constant else RIDGE
        return _cholesky(shape)

    def _products(self, count: int) -> Matrix:
        """The lower half of the products of all columns over the first rows."""
        columns = [column[:count] for column in self._columns]
        found = [[math.sumprod(one, other) for other in columns[: place + 1]]
                 for place, one in enumerate(columns)]  # fmt: skip
        padded = [[*column, 0.0] for column in columns]
        held = [[row for row in rows if row < count] for rows in self._places]
        bits = [_bits(rows) for rows in held]
        for place, rows in enumerate(held):
            take = _taker(rows)
            shared = [(bits[place] & other).bit_count() for other in bits[: place + 1]]
            found.append([sum(take(column)) for column in padded] + list(map(float, shared)))
        return found


def _taker(rows: Sequence[int]) -> Any:
    """Takes the entries at rows, and the last one, so that there are always two."""
    return itemgetter(*rows, -1, -1)


def _bits(rows: Sequence[int]) -> int:
    """Rows as a set of bits."""
    found = bytearray((rows[-1] >> 3) + 1 if rows else 0)
    for row in rows:
        found[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(found, "little")


def _cholesky(shape: Matrix) -> Matrix:
    lower: Matrix = []
    for place, row in enumerate(shape):
        made: list[float] = []
        for other in range(place):
            rest = row[other] - math.sumprod(made, lower[other][:other])
            made.append(rest / lower[other][other])
        rest = row[place] - math.sumprod(made, made)
        lower.append([*made, math.sqrt(max(rest, 1e-9))])
    return lower


def solved(lower: Matrix, right: Sequence[float]) -> list[float]:
    """What the decomposed matrix makes `right` of."""
    forward: list[float] = []
    for place, row in enumerate(lower):
        forward.append((right[place] - math.sumprod(row[:place], forward)) / row[place])
    found = forward
    for place in range(len(lower) - 1, -1, -1):
        value = found[place] = found[place] / lower[place][place]
        found[:place] = [
            each - value * by for each, by in zip(found[:place], lower[place][:place], strict=True)
        ]
    return found
