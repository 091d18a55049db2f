"""One tree on binned columns: the leaf whose best split explains most is opened first.

A node's histogram of one column adds up, for each bin, what is left over (the real part) and how
many rows there are (the imaginary part): one addition serves both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

BINS = 48
_LEAVES = 16
_LEAST_ROWS = 20  # in a leaf

type Columns = Sequence[bytes]
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


def grown(held: Columns, used: list[int], rows: list[int], left: Sequence[float]) -> Node:
    """A tree, split where most is gained until it has its leaves."""
    signs = [complex(value, 1.0) for value in left]
    root = Node(rows)
    waiting = [_opened(root, _histograms(held, used, rows, signs))]
    leaves = 1
    while waiting and leaves < _LEAVES:
        best = max(range(len(waiting)), key=lambda i: waiting[i].gain)
        if waiting[best].gain <= 1e-9:
            break
        waiting += _split(waiting.pop(best), held, used, signs)
        leaves += 1
    return root


def _split(split: _Open, held: Columns, used: list[int], signs: Sequence[complex]) -> list[_Open]:
    """Both halves; the histogram of the larger one is what the smaller one leaves."""
    node, column = split.node, held[split.column]
    low = [row for row in node.rows if column[row] <= split.bin]
    high = [row for row in node.rows if column[row] > split.bin]
    node.column, node.bin, node.low, node.high = split.column, split.bin, Node(low), Node(high)
    node.rows = []
    small, large = sorted((node.low, node.high), key=lambda each: len(each.rows))
    if len(large.rows) < 2 * _LEAST_ROWS:
        return []
    counted = _histograms(held, used, small.rows, signs)
    rest = {name: [a - b for a, b in zip(bins, counted[name], strict=True)]
            for name, bins in split.histograms.items()}  # fmt: skip
    both = [_opened(large, rest)]
    if len(small.rows) >= 2 * _LEAST_ROWS:
        both.append(_opened(small, counted))
    return both


def _histograms(
    held: Columns, used: list[int], rows: list[int], signs: Sequence[complex]
) -> Histograms:
    take = itemgetter(*rows, rows[0])  # at least two, so that it gives a tuple
    values = take(signs)[:-1]
    found = {}
    for name in used:
        bins = [0j] * BINS
        for place, value in zip(take(held[name]), values, strict=False):
            bins[place] += value
        found[name] = bins
    return found


def _opened(node: Node, histograms: Histograms) -> _Open:
    """The split that lowers the squared rest most."""
    total = sum(next(iter(histograms.values())), 0j)
    left, count = total.real, total.imag
    best, where, place = 0.0, -1, 0
    whole = left * left / count
    for name, bins in histograms.items():
        below = 0j
        for number, value in enumerate(bins):
            if value == 0j:
                continue
            below += value
            few, many = below.imag, count - below.imag
            if few < _LEAST_ROWS:
                continue
            if many < _LEAST_ROWS:
                break
            part, rest = below.real, left - below.real
            gain = part * part / few + rest * rest / many
            if gain > best:
                best, where, place = gain, name, number
    return _Open(node, histograms, best - whole if where >= 0 else 0.0, where, place)
