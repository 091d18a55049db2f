"""Columns of a table as learners take them: binned for trees, standardised for linear models."""

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.measure.columns import Column, missing, moment, number
from calculator.measure.tree_growth import BINS

_MOST_LEVELS = 12  # of a category that get a column of their own
_LEAST_IN_LEVEL = 4
_MOST_DENSE = 90  # columns of a linear model

type Numbers = list[float | None]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A table of inputs."""

    binned: list[bytes]
    numbers: list[Numbers]  # columns of numbers, gaps as None
    levels: list[tuple[list[str], list[str]]]  # cells of a category and its commonest levels


def encode(columns: Sequence[tuple[Column, Sequence[str]]]) -> Encoded:
    """Encode columns with their cells."""
    found = Encoded([], [], [])
    for column, cells in columns:
        if column.kind in ("number", "date"):
            values = [_value(cell, column) for cell in cells]
            found.numbers.append(values)
            found.binned.append(_bins(values))
        elif column.kind == "text":  # of a text only its length
            lengths: Numbers = [float(len(cell.split())) for cell in cells]
            found.numbers.append(lengths)
            found.binned.append(_bins(lengths))
        elif column.kind in ("category", "id"):
            texts = [" ".join(cell.split()) for cell in cells]
            counted = Counter(texts)
            ordered = sorted(counted, key=lambda name: (-counted[name], name))
            kept = [name for name in ordered if counted[name] >= _LEAST_IN_LEVEL]
            found.levels.append((texts, kept[:_MOST_LEVELS]))
            place = {name: min(rank, BINS - 1) for rank, name in enumerate(ordered)}
            found.binned.append(bytes(place[text] for text in texts))
    return found


def _value(cell: str, column: Column) -> float | None:
    if missing(cell):
        return None
    return moment(cell) if column.kind == "date" else number(cell, comma=column.decimal_comma)


def _bins(values: Numbers) -> bytes:
    """Bins of about the same number of rows; 0 holds the gaps."""
    known = sorted(value for value in values if value is not None)
    distinct = sorted(set(known))
    if len(distinct) < BINS - 1:
        cuts = [(one + other) / 2 for one, other in itertools.pairwise(distinct)]
    else:
        steps = BINS - 1
        cuts = sorted({known[len(known) * step // steps] for step in range(1, steps)})
    return bytes(0 if value is None else 1 + bisect.bisect_left(cuts, value) for value in values)


def dense_rows(encoded: Encoded, train: Sequence[int]) -> list[tuple[float, ...]]:
    """Every row as standardised numbers and a constant; what is usual comes from `train` alone."""
    columns: list[list[float]] = []
    for values in encoded.numbers:
        columns += _standardised(values, train)
    for texts, levels in encoded.levels:
        columns += [[float(text == level) for text in texts] for level in levels]
    rows = len(encoded.binned[0])
    columns = columns[:_MOST_DENSE]
    return list(zip(*columns, [1.0] * rows, strict=True))


def _standardised(values: Numbers, train: Sequence[int]) -> list[list[float]]:
    known = [value for value in map(values.__getitem__, train) if value is not None]
    if not known:
        return []
    mean = sum(known) / len(known)
    spread = math.sqrt(sum((value - mean) ** 2 for value in known) / len(known)) or 1.0
    scaled = [0.0 if value is None else (value - mean) / spread for value in values]
    cut = [max(-8.0, min(8.0, value)) for value in scaled]
    if len(known) == len(train):
        return [cut]
    return [cut, [float(value is None) for value in values]]
