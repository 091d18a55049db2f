"""Which rows are trained on and which are tested: by class, by group, in order of time.

The order is fixed: it comes from the place of a row alone, so the same file gives the same folds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.uncertainty import mixed

FOLDS = 5
FOLDS_OF_FEW = 10  # each is trained on nine tenths: with few rows every one counts
_FEW = 1_000


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows to train on, in an order of which every beginning is a fair sample, and to test on."""

    train: tuple[int, ...]
    test: tuple[int, ...]


def shuffled(rows: int, seed: int = 0) -> list[int]:
    """The numbers below `rows` in a fixed order without pattern."""
    return sorted(range(rows), key=lambda i: mixed((seed << 32) + i))


def stratified_folds(
    strata: Sequence[int], groups: Sequence[int] | None = None, count: int | None = None
) -> list[Fold]:
    """Folds with about the same share of every class; a group is never on both sides.

    Args:
        strata: class of each row, or a step of a number's range.
        groups: rows with the same number stay together; None: each row by itself.
        count: folds; None: ten of few rows, else five.
    """
    count = count or folds_for(len(strata), groups)
    members: dict[int, list[int]] = {}
    for row in shuffled(len(strata)):
        members.setdefault(row if groups is None else groups[row], []).append(row)
    if groups is None or len(members) == len(strata):
        placed = _dealt(strata, members, count)
    else:
        placed = _balanced(strata, list(members.values()), count)
    return [_fold(placed, number, len(strata)) for number in range(count)]


def folds_for(rows: int, groups: Sequence[int] | None) -> int:
    """How many folds are used."""
    few = rows <= _FEW and (groups is None or len(set(groups)) >= 2 * FOLDS_OF_FEW)
    return FOLDS_OF_FEW if few else FOLDS


def _dealt(strata: Sequence[int], members: dict[int, list[int]], count: int) -> dict[int, int]:
    """Each class is dealt out in turn; the turn goes on from class to class."""
    by_class: dict[int, list[int]] = {}
    for (row,) in members.values():
        by_class.setdefault(strata[row], []).append(row)
    dealt = [row for name in sorted(by_class) for row in by_class[name]]
    return {row: turn % count for turn, row in enumerate(dealt)}


def _balanced(strata: Sequence[int], groups: list[list[int]], count: int) -> dict[int, int]:
    """Large groups first, each to the fold that has least of its classes, then least rows."""
    held: list[dict[int, int]] = [{} for _ in range(count)]
    sizes = [0] * count
    placed: dict[int, int] = {}
    for rows in sorted(groups, key=len, reverse=True):
        classes: dict[int, int] = {}
        for row in rows:
            classes[strata[row]] = classes.get(strata[row], 0) + 1

        def filled(fold: int, classes: dict[int, int] = classes) -> tuple[int, int, int]:
            overlap = sum(held[fold].get(name, 0) * times for name, times in classes.items())
            return overlap, sizes[fold], fold

        fold = min(range(count), key=filled)
        sizes[fold] += len(rows)
        for name, times in classes.items():
            held[fold][name] = held[fold].get(name, 0) + times
        placed |= dict.fromkeys(rows, fold)
    return placed


def _fold(placed: dict[int, int], number: int, rows: int) -> Fold:
    order = shuffled(rows, number + 1)
    train = tuple(row for row in order if placed[row] != number)
    return Fold(train, tuple(row for row in range(rows) if placed[row] == number))


def ordered_folds(times: Sequence[str], count: int = FOLDS) -> list[Fold]:
    """Train on what came before, test on the next stretch of time; the first stretch only trains.

    Rows of the same moment stay on one side.
    """
    order = sorted(range(len(times)), key=lambda row: (times[row], row))
    cuts = [_same_moment(order, times, len(order) * k // (count + 1)) for k in range(1, count + 1)]
    folds = []
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(order)], strict=True)):
        if start and start < end:
            mixing = shuffled(start, number + 1)
            folds.append(Fold(tuple(order[i] for i in mixing), tuple(sorted(order[start:end]))))
    return folds


def _same_moment(order: Sequence[int], times: Sequence[str], place: int) -> int:
    while 0 < place < len(order) and times[order[place]] == times[order[place - 1]]:
        place += 1
    return place


def curve_sizes(rows: int, classes: int) -> list[int]:
    """Sizes of a learning curve, each about 1.6 times the one before, the last all rows."""
    least = max(8, 3 * classes)
    sizes = [rows]
    while len(sizes) < 7 and sizes[0] / 1.7 >= least:
        sizes.insert(0, round(sizes[0] / 1.7))
    return sizes
