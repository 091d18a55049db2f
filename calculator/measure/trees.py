"""Boosted trees on binned columns: each tree learns what the ones before it left over.

Each tree sees a sample of the rows and of the columns.
"""

from collections.abc import Sequence
from operator import itemgetter

from calculator.costs.uncertainty import mixed
from calculator.measure.exponentials import sigmoids, softmax
from calculator.measure.tree_growth import Node, grown, leaf_of, leaves

MOST_ROWS = 2_000  # that a tree sees
_RATE = 0.17
_TREES = 70
_LEAST_ROUNDS = 25
MOST_COLUMNS = 16  # that a tree sees
_LEARNT = 0.004  # mean of what is left over, as a share: no tree adds to that
_FARTHEST = 4.0  # that a leaf moves a score of a class

type Scores = list[list[float]]  # one list for each output, a score for each row


def rounds_for(classes: int) -> int:
    """Rounds of boosting; with more classes there are more trees in each."""
    return max(_LEAST_ROUNDS, _TREES * 2 // max(2, classes)) if classes > 2 else _TREES


class Boosted:
    """Boosted trees for a number (`classes` 0) or for classes 0 … count - 1."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self._outputs = classes if classes > 2 else 1
        self._start: list[float] = []
        self._rounds: list[list[Node]] = []

    def fit(self, columns: Sequence[bytes], rows: Sequence[int], targets: Sequence[float]) -> None:
        """Learn from `rows` of the columns; `targets` belong to `rows`."""
        held = [bytes(itemgetter(*rows)(column)) for column in columns]
        self._start = [0.0 if self.classes else sum(targets) / len(targets)] * self._outputs
        scores = [[start] * len(rows) for start in self._start]
        for number in range(rounds_for(self.classes)):
            window = _window(len(rows), number)
            wanted = _part(targets, window)
            left, curves = self._left([_part(each, window) for each in scores], wanted)
            if self.classes and max(map(_mean_size, left)) < _LEARNT:
                break
            used = _sample(len(held), max(8, min(MOST_COLUMNS, len(held))), number + 7919)
            seen = {name: _bytes_part(held[name], window) for name in used}
            trees = []
            for output in range(self._outputs):
                tree = grown(seen, left[output])
                self._set_values(tree, left[output], curves[output])
                scores[output] = _added(tree, held, scores[output])
                trees.append(tree)
            self._rounds.append(trees)

    def scores(self, columns: Sequence[bytes], rows: Sequence[int]) -> Scores:
        """One list for each output, with a score for each row."""
        held = [bytes([column[row] for row in rows]) for column in columns]
        found = [[start] * len(rows) for start in self._start]
        for trees in self._rounds:
            for output, tree in enumerate(trees):
                found[output] = _added(tree, held, found[output])
        return found

    def shares(self, columns: Sequence[bytes], rows: Sequence[int]) -> list[list[float]]:
        """The chance of each class, for each row."""
        found = self.scores(columns, rows)
        if self.classes == 2:
            return [[1 - one, one] for one in sigmoids(found[0])]
        return [softmax(each) for each in zip(*found, strict=True)]

    def values(self, columns: Sequence[bytes], rows: Sequence[int]) -> list[float]:
        """What is expected of each row."""
        return self.scores(columns, rows)[0]

    def _left(self, scores: Scores, targets: Sequence[float]) -> tuple[Scores, Scores]:
        """What is left over for each output, the negative slope of the loss; and its curvature."""
        if self.classes == 0:
            left = [want - score for want, score in zip(targets, scores[0], strict=True)]
            return [left], [[1.0] * len(left)]
        if self.classes == 2:
            shares = [sigmoids(scores[0])]
            wanted = [targets]
        else:
            shares = [list(each) for each in zip(*map(softmax, zip(*scores, strict=True)),
                                                 strict=True)]  # fmt: skip
            wanted = [[float(each == output) for each in targets]
                      for output in range(self.classes)]  # fmt: skip
        left_over = [
            [want - one for want, one in zip(of_class, said, strict=True)]
            for of_class, said in zip(wanted, shares, strict=True)
        ]
        return left_over, [[one * (1 - one) for one in said] for said in shares]

    def _set_values(self, tree: Node, left: Sequence[float], curves: Sequence[float]) -> None:
        """Newton's step in each leaf."""
        for leaf in leaves(tree):
            total = sum([left[row] for row in leaf.rows])
            curve = sum([curves[row] for row in leaf.rows])
            value = _RATE * total / (curve + 1e-3)
            leaf.value = max(-_FARTHEST, min(_FARTHEST, value)) if self.classes else value
            leaf.rows = []


def _window(count: int, number: int) -> tuple[int, int]:
    """The rows of one tree; they come in an order without pattern, so a stretch is a sample."""
    if count <= MOST_ROWS:
        return 0, count
    start = number * MOST_ROWS % count
    return start, start + MOST_ROWS


def _part[T](values: Sequence[T], window: tuple[int, int]) -> list[T]:
    """The entries in a window, which may go on at the beginning."""
    start, end = window
    return [*values[start:end], *values[: max(0, end - len(values))]]


def _bytes_part(values: bytes, window: tuple[int, int]) -> bytes:
    start, end = window
    return values[start:end] + values[: max(0, end - len(values))]


def _mean_size(values: Sequence[float]) -> float:
    return sum(map(abs, values)) / len(values)


def _sample(count: int, most: int, number: int) -> list[int]:
    if count <= most:
        return list(range(count))
    start = number * 1_000_003
    return sorted(sorted(range(count), key=lambda i: mixed(start + i))[:most])


def _added(tree: Node, held: Sequence[bytes], scores: list[float]) -> list[float]:
    """Each score and what the tree says of its row."""
    if not scores:
        return scores
    values = [leaf.value for leaf in leaves(tree)]
    found = leaf_of(tree, held, len(scores))
    return [score + values[leaf] for score, leaf in zip(scores, found, strict=True)]
