"""One tree on binned columns: the leaf whose best split explains most is opened first.

A node's histogram of one column adds up, for each bin, what is left over (the real part) and how
many rows there are (the imaginary part): one addition serves both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

BINS = 48
LEAVES = 16
_LEAST_ROWS = 20  # in a leaf

type Columns = Mapping[int, bytes]
type Histograms = dict[int, list[complex]]


@dataclass(slots=True)
class Node:
    """A leaf, or a question: does the column lie at or below the bin?"""

    rows: list[int]
    value: float = 0.0
    column: int = -1
    bin: int = 0
    low: "Node | None" = None
    high: "Node | None" = None


@dataclass(slots=True)
class _Open:
    """A leaf that may be split, with its best split."""

    node: Node
    histograms: Histograms
    gain: float
    column: int
    bin: int


def leaves(node: Node) -> list[Node]:
    if node.low is None or node.high is None:
        return [node]
    return leaves(node.low) + leaves(node.high)


def leaf_of(tree: Node, columns: Sequence[bytes], count: int) -> bytes:
    """The number of the leaf, as in `leaves`, that each row falls into.

    A column becomes a mask of all rows at once, and a mask chooses between whole numbers that
    hold one byte a row.
    """
    number = 0
    ones = int.from_bytes(b"\1" * count, "little")

    def choose(node: Node) -> int:
        nonlocal number
        if node.low is None or node.high is None:
            number += 1
            return ones * (number - 1)
        table = b"\xff" * (node.bin + 1) + b"\0" * (255 - node.bin)
        mask = int.from_bytes(columns[node.column].translate(table), "little")
        low, high = choose(node.low), choose(node.high)
        return high ^ ((high ^ low) & mask)

    return choose(tree).to_bytes(count, "little")


def grown(held: Columns, left: Sequence[float]) -> Node:
    """A tree on all rows, split where most is gained until it has its leaves."""
    signs = [complex(value, 1.0) for value in left]
    root = Node(list(range(len(left))))
    waiting = [_opened(root, _histograms(held, root.rows, signs))]
    found = 1
    while waiting and found < LEAVES:
        best = max(range(len(waiting)), key=lambda i: waiting[i].gain)
        if waiting[best].gain <= 1e-9:
            break
        waiting += _split(waiting.pop(best), held, signs, last=found + 1 == LEAVES)
        found += 1
    return root


def _split(split: _Open, held: Columns, signs: Sequence[complex], *, last: bool) -> list[_Open]:
    """Both halves; the histogram of the larger one is what the smaller one leaves."""
    node, column, limit = split.node, held[split.column], split.bin
    low = [row for row in node.rows if column[row] <= limit]
    high = [row for row in node.rows if column[row] > limit]
    node.column, node.bin, node.low, node.high = split.column, limit, Node(low), Node(high)
    node.rows = []
    small, large = sorted((node.low, node.high), key=lambda each: len(each.rows))
    if last or len(large.rows) < 2 * _LEAST_ROWS:
        return []
    counted = _histograms(held, small.rows, signs)
    rest = {name: [a - b for a, b in zip(bins, counted[name], strict=True)]
            for name, bins in split.histograms.items()}  # fmt: skip
    both = [_opened(large, rest)]
    if len(small.rows) >= 2 * _LEAST_ROWS:
        both.append(_opened(small, counted))
    return both


def _histograms(held: Columns, rows: list[int], signs: Sequence[complex]) -> Histograms:
    take = itemgetter(*rows, rows[0])  # at least two, so that it gives a tuple
    values = take(signs)[:-1]
    found = {}
    for name, column in held.items():
        bins = [0j] * BINS
        for place, value in zip(take(column), values, strict=False):
            bins[place] += value
        found[name] = bins
    return found


def _opened(node: Node, histograms: Histograms) -> _Open:
    """The split that lowers the squared rest most."""
    total = sum(next(iter(histograms.values())), 0j)
    left, count = total.real, total.imag
    least, most = _LEAST_ROWS, count - _LEAST_ROWS
    best, where, place = 0.0, -1, 0
    for name, bins in histograms.items():
        gains = [
            part * part / few + (left - part) * (left - part) / (count - few)
            if least <= (few := below.imag) <= most and (part := below.real) is not None
            else 0.0
            for below in accumulate(bins)
        ]
        gain = max(gains)
        if gain > best:
            best, where, place = gain, name, gains.index(gain)
    whole = left * left / count
    return _Open(node, histograms, best - whole if where >= 0 else 0.0, where, place)
