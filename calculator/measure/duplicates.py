"""Rows that are copies of others: word for word, or nearly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculator.measure.text_features import plain

_LEAST_WORDS = 5
_MOST_TOGETHER = 200  # rows that share a rare word; commoner words are no hint


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found, as numbers of rows."""

    kept: list[int]  # of rows that are alike in input and label, the first
    exact: int  # rows that were left out
    contradicting: list[tuple[int, int]]  # same input, other label
    near: list[tuple[int, int]]
    group: list[int]  # of each kept row; copies with other labels and near copies share one


def find_copies(inputs: Iterable[str], labels: Sequence[str], near_share: float | None) -> Copies:
    """Find copies.

    Args:
        inputs: all inputs of a row as one text; taken one by one.
        labels: of each row.
        near_share: shared words, of all words of two texts, that make them near copies; None: rows
            of a table are only compared as they are.
    """
    first: dict[tuple[int, str], int] = {}  # by the first row with the same input, and the label
    by_input: dict[str, int] = {}
    kept, contradicting, compared = [], [], []
    for row, (text, label) in enumerate(zip(inputs, labels, strict=True)):
        other = by_input.setdefault(" ".join(text.lower().split()), row)
        if first.setdefault((other, label), row) != row:
            continue
        kept.append(row)
        if near_share:
            compared.append(text)
        if other != row:
            contradicting.append((other, row))
    near = _near(compared, near_share or 1.0)
    pairs = [(kept[one], kept[other]) for one, other in near]
    group = _groups(kept, [*contradicting, *pairs])
    return Copies(kept, len(labels) - len(kept), contradicting, pairs, group)


def _near(texts: Sequence[str], share: float) -> list[tuple[int, int]]:
    """Pairs of texts that share most of their words. Rare words come first: two texts that are
    that alike have at least one of their rarest in common."""
    sets = [tuple(dict.fromkeys(plain(text).split())) for text in texts]
    seen: dict[str, int] = {}
    for names in sets:
        for name in names:
            seen[name] = seen.get(name, 0) + 1
    holders: dict[str, list[int]] = {}
    found: dict[tuple[int, int], None] = {}
    for row, names in enumerate(sets):
        if len(names) < _LEAST_WORDS:
            continue
        rarest = sorted(names, key=lambda name: (seen[name], name))
        for name in rarest[: len(names) - int(share * len(names)) + 1]:
            others = holders.setdefault(name, [])
            if len(others) < _MOST_TOGETHER:
                for other in others:
                    if (other, row) not in found and _alike(sets[other], names, share):
                        found[(other, row)] = None
                others.append(row)
    return list(found)


def _alike(one: tuple[str, ...], other: tuple[str, ...], share: float) -> bool:
    if not share <= len(one) / len(other) <= 1 / share:
        return False
    shared = len(set(one) & set(other))
    return shared >= share * (len(one) + len(other) - shared)


def _groups(kept: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[int]:
    parent = {row: row for row in kept}

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return [root(row) for row in kept]


def joined(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Groups in which rows are together that either of the two groupings holds together."""
    first: dict[tuple[int, int], int] = {}
    pairs = []
    for row, names in enumerate(zip(one, other, strict=True)):
        for side, name in enumerate(names):
            pairs.append((first.setdefault((side, name), row), row))
    return _groups(range(len(one)), pairs)
