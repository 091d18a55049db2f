"""Columns of a table as learners take them: binned for trees, standardised for linear models."""

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from calculator.measure.cells import numbers_of
from calculator.measure.columns import Column
from calculator.measure.moments import moments_of
from calculator.measure.tree_growth import BINS

_MOST_LEVELS = 12  # of a category that get a mark of their own
_LEAST_IN_LEVEL = 4
_PADDING = 2  # places behind the marks, for rows with fewer than two of them

type Numbers = Sequence[float | None]
type Row = tuple[tuple[float, ...], tuple[int, ...], Any]  # numbers, marks, take the marks


@dataclass(frozen=True, slots=True)
class Encoded:
    """A table of inputs."""

    binned: list[bytes]
    rows: list[Row]  # standardised numbers and a constant; the marks that stand in the row
    marks: int  # levels of categories, and gaps; two that are in no row are the last


def encode(columns: Iterable[tuple[Column, Sequence[str]]], rows: int) -> Encoded:
    """Encode columns with their cells, one column after another."""
    numbers: list[list[float]] = []
    held: list[list[int]] = [[] for _ in range(rows)]
    marks = 0
    binned = []
    for column, cells in columns:
        if column.kind in ("category", "id"):
            texts, ordered = _levels(cells)
            marks = _mark(texts, ordered, held, marks)
            binned.append(_level_bins(texts, ordered))
        else:
            values = _values(column, cells)
            numbers.append(_standardised(values))
            marks = _mark_gaps(values, held, marks)
            binned.append(_bins(values))
    return Encoded(binned, _rows(numbers, held, marks), marks + _PADDING)


def bins_of(column: Column, cells: Sequence[str]) -> bytes:
    """The bins of one column."""
    if column.kind in ("category", "id"):
        return _level_bins(*_levels(cells))
    return _bins(_values(column, cells))


def _values(column: Column, cells: Sequence[str]) -> Numbers:
    if column.kind == "number":
        return numbers_of(cells, comma=column.decimal_comma)
    if column.kind == "date":
        return moments_of(cells)
    return [float(len(cell.split())) for cell in cells]  # of a text only its length


def _levels(cells: Sequence[str]) -> tuple[list[str], list[tuple[str, int]]]:
    """The cells of a category without stray spaces; its levels, the commonest first."""
    texts = [" ".join(cell.split()) for cell in cells]
    return texts, sorted(Counter(texts).items(), key=lambda each: (-each[1], each[0]))


def _level_bins(texts: Sequence[str], ordered: Sequence[tuple[str, int]]) -> bytes:
    place = {name: min(rank, BINS - 1) for rank, (name, _) in enumerate(ordered)}
    return bytes([place[text] for text in texts])


def _mark(
    texts: Sequence[str], ordered: list[tuple[str, int]], held: list[list[int]], first: int
) -> int:
    """Mark in each row its level; how many marks there are then."""
    kept = [name for name, times in ordered[:_MOST_LEVELS] if times >= _LEAST_IN_LEVEL]
    place = {name: first + rank for rank, name in enumerate(kept)}
    for text, marks in zip(texts, held, strict=True):
        if text in place:
            marks.append(place[text])
    return first + len(kept)


def _mark_gaps(values: Numbers, held: list[list[int]], first: int) -> int:
    gaps = [row for row, value in enumerate(values) if value is None]
    for row in gaps:
        held[row].append(first)
    return first + bool(gaps)


def _rows(numbers: list[list[float]], held: list[list[int]], marks: int) -> list[Row]:
    constant = [1.0] * len(held)
    found: list[Row] = []
    for values, places in zip(zip(*numbers, constant, strict=True), held, strict=True):
        # An itemgetter gives a tuple from two places on.
        padded = [*places, *range(marks, marks + _PADDING - len(places))]
        found.append((values, tuple(places), itemgetter(*padded)))
    return found


def _bins(values: Numbers) -> bytes:
    """Bins of about the same number of rows; 0 holds the gaps."""
    known = sorted([value for value in values if value is not None])
    distinct = sorted(set(known))
    if len(distinct) < BINS - 1:
        cuts = [(one + other) / 2 for one, other in itertools.pairwise(distinct)]
    else:
        steps = BINS - 1
        cuts = sorted({known[len(known) * step // steps] for step in range(1, steps)})
    find = bisect.bisect_left
    return bytes([0 if value is None else 1 + find(cuts, value) for value in values])


def _standardised(values: Numbers) -> list[float]:
    """Mean 0 and spread 1 over all rows, a gap at the mean; far values are drawn in."""
    known = [value for value in values if value is not None]
    if not known:
        return [0.0] * len(values)
    mean = sum(known) / len(known)
    spread = math.sqrt(sum([(value - mean) ** 2 for value in known]) / len(known)) or 1.0
    scaled = [0.0 if value is None else (value - mean) / spread for value in values]
    return [value if -8 < value < 8 else 8.0 if value > 0 else -8.0 for value in scaled]
