"""Boosted trees on binned columns: each tree learns what the ones before it left over.

Each tree sees a sample of the rows and of the columns.
"""

from collections.abc import Sequence
from operator import itemgetter

from calculator.costs.uncertainty import mixed
from calculator.measure.exponentials import sigmoid, softmax
from calculator.measure.tree_growth import Columns, Node, grown, leaves

_MOST_ROWS = 2_000  # that a tree sees
_RATE = 0.17
_TREES = 70
_LEAST_ROUNDS = 25
_MOST_COLUMNS = 16  # that a tree sees
_LEARNT = 0.004  # mean of what is left over, as a share: no tree adds to that


def rounds_for(classes: int) -> int:
    """Rounds of boosting; with more classes there are more trees in each."""
    return max(_LEAST_ROUNDS, _TREES * 2 // max(2, classes)) if classes > 2 else _TREES


class Boosted:
    """Boosted trees for a number (`classes` 0) or for classes 0 … count - 1."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self._start: list[float] = []
        self._rounds: list[list[Node]] = []

    def fit(self, columns: Columns, rows: Sequence[int], targets: Sequence[float]) -> None:
        """Learn from `rows` of the columns; `targets` belong to `rows`."""
        held = [bytes(itemgetter(*rows)(column)) for column in columns]
        outputs = self.classes if self.classes > 2 else 1
        self._start = self._starts(targets)
        scores = [[start] * len(rows) for start in self._start]
        for number in range(rounds_for(self.classes)):
            sample = _window(len(rows), number)
            left = self._left(scores, targets, sample)
            if self.classes and max(map(_mean_size, left)) * len(rows) / len(sample) < _LEARNT:
                break
            used = sorted(_sample(len(held), max(8, min(_MOST_COLUMNS, len(held))), number + 7919))
            trees = []
            for output in range(outputs):
                tree = grown(held, used, sample, left[output])
                self._set_values(tree, left[output], output, targets)
                _add(tree, held, scores[output])
                trees.append(tree)
            self._rounds.append(trees)

    def scores(self, columns: Columns, rows: Sequence[int]) -> list[list[float]]:
        """One list for each output, with a score for each row."""
        held = [bytes(map(column.__getitem__, rows)) for column in columns]
        found = [[start] * len(rows) for start in self._start]
        for trees in self._rounds:
            for output, tree in enumerate(trees):
                _add(tree, held, found[output])
        return found

    def shares(self, columns: Columns, rows: Sequence[int]) -> list[list[float]]:
        """The chance of each class, for each row."""
        found = self.scores(columns, rows)
        if self.classes == 2:
            return [[1 - one, one] for one in map(sigmoid, found[0])]
        return [softmax(each) for each in zip(*found, strict=True)]

    def values(self, columns: Columns, rows: Sequence[int]) -> list[float]:
        """What is expected of each row."""
        return self.scores(columns, rows)[0]

    def _starts(self, targets: Sequence[float]) -> list[float]:
        if self.classes == 0:
            return [sum(targets) / len(targets)]
        return [0.0] * (self.classes if self.classes > 2 else 1)

    def _left(
        self, scores: list[list[float]], targets: Sequence[float], sample: Sequence[int]
    ) -> list[list[float]]:
        """What is left over for each output in the sample: the negative slope of the loss."""
        left = [[0.0] * len(targets) for _ in scores]
        if self.classes == 0:
            for row in sample:
                left[0][row] = targets[row] - scores[0][row]
            return left
        if self.classes == 2:
            for row in sample:
                left[0][row] = targets[row] - sigmoid(scores[0][row])
            return left
        for row in sample:
            for output, share in enumerate(softmax([each[row] for each in scores])):
                left[output][row] = (output == targets[row]) - share
        return left

    def _set_values(
        self, tree: Node, left: Sequence[float], output: int, targets: Sequence[float]
    ) -> None:
        """Newton's step in each leaf."""
        for leaf in leaves(tree):
            total = sum(map(left.__getitem__, leaf.rows))
            if self.classes == 0:
                curve = float(len(leaf.rows))
            else:  # the share that was said is the target less what is left over
                wanted = [targets[row] if self.classes == 2 else targets[row] == output
                          for row in leaf.rows]  # fmt: skip
                said = [w - left[row] for w, row in zip(wanted, leaf.rows, strict=True)]
                curve = sum(one * (1 - one) for one in said)
            leaf.value = _RATE * total / (curve + 1e-3) if leaf.rows else 0.0
            leaf.value = max(-4.0, min(4.0, leaf.value)) if self.classes else leaf.value
            leaf.rows = []


def _window(count: int, number: int) -> list[int]:
    """The rows of one tree; they come in an order without pattern, so a stretch is a sample."""
    if count <= _MOST_ROWS:
        return list(range(count))
    start = number * _MOST_ROWS % count
    return [row % count for row in range(start, start + _MOST_ROWS)]


def _mean_size(values: Sequence[float]) -> float:
    return sum(map(abs, values)) / len(values)


def _sample(count: int, most: int, number: int) -> list[int]:
    if count <= most:
        return list(range(count))
    start = number * 1_000_003
    return sorted(range(count), key=lambda i: mixed(start + i))[:most]


def _add(tree: Node, held: Columns, scores: list[float]) -> None:
    """Add what the tree says of each row."""
    waiting: list[tuple[Node, Sequence[int]]] = [(tree, range(len(scores)))] if scores else []
    while waiting:
        node, rows = waiting.pop()
        if node.low is None or node.high is None:
            value = node.value
            for row in rows:
                scores[row] += value
            continue
        column, limit = held[node.column], node.bin
        waiting.append((node.low, [row for row in rows if column[row] <= limit]))
        waiting.append((node.high, [row for row in rows if column[row] > limit]))
