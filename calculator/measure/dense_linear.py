"""Linear models on columns of numbers: logistic and ridge regression.

The logistic loss lies below a parabola that is the same everywhere (Böhning 1992), so one
decomposition serves all steps; each step goes to the parabola's foot, with momentum.
Source: D. Böhning, Multinomial logistic regression algorithm, Annals of the Institute of
Statistical Mathematics, 1992.
"""

import math
from collections.abc import Sequence

from calculator.measure.exponentials import sigmoid, softmax

_MOST_STEPS = 40
_ROWS_FOR_SHAPE = 3_000  # enough to know how columns go together
_RIDGE = 1.0

type Matrix = list[list[float]]


class Logistic:
    """Learns classes 0 … count - 1 from rows of standardised numbers, a constant among them."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self._weights: Matrix = []

    def fit(self, rows: Sequence[Sequence[float]], labels: Sequence[int]) -> None:
        """Learn; the last number of each row is the constant 1."""
        columns = [list(each) for each in zip(*rows, strict=True)]
        scale = 0.25 if self.classes == 2 else 0.5
        shape = _cholesky(_shape(columns, scale))
        vectors = 1 if self.classes == 2 else self.classes
        now = [[0.0] * len(columns) for _ in range(vectors)]
        ahead, before = now, math.inf
        for number in range(_MOST_STEPS):
            loss, wrong = self._wrong(rows, labels, ahead)
            steps = [_solved(shape, _falls(columns, each, of))
                     for each, of in zip(wrong, ahead, strict=True)]  # fmt: skip
            then = [_added(each, 1.0, step) for each, step in zip(ahead, steps, strict=True)]
            push = number / (number + 3) if loss <= before else 0.0
            ahead = [_added(new, push, _added(new, -1.0, old))
                     for new, old in zip(then, now, strict=True)]  # fmt: skip
            settled = abs(before - loss) < 1e-4 * abs(loss)
            now, before = then, loss
            if settled:
                break
        self._weights = now

    def shares(self, rows: Sequence[Sequence[float]]) -> list[list[float]]:
        """The chance of each class, for each row."""
        return [self._shares(row, self._weights) for row in rows]

    def _shares(self, row: Sequence[float], weights: Matrix) -> list[float]:
        if self.classes == 2:
            one = sigmoid(math.sumprod(row, weights[0]))
            return [1 - one, one]
        return softmax([math.sumprod(row, each) for each in weights])

    def _wrong(
        self, rows: Sequence[Sequence[float]], labels: Sequence[int], weights: Matrix
    ) -> tuple[float, Matrix]:
        """How wrong the weights are in all, squared; and by how much for each row."""
        if self.classes == 2:
            ones = [sigmoid(math.sumprod(row, weights[0])) for row in rows]
            one_wrong = [label - one for label, one in zip(labels, ones, strict=True)]
            return math.sumprod(one_wrong, one_wrong), [one_wrong]
        wrong: Matrix = [[] for _ in range(self.classes)]
        total = 0.0
        for row, label in zip(rows, labels, strict=True):
            shares = self._shares(row, weights)
            total += (1 - shares[label]) ** 2
            for name, share in enumerate(shares):
                wrong[name].append((name == label) - share)
        return total, wrong


class Ridge:
    """Least squares on rows of standardised numbers, a constant among them."""

    def __init__(self) -> None:
        self._weights: list[float] = []

    def fit(self, rows: Sequence[Sequence[float]], targets: Sequence[float]) -> None:
        """Learn; the last number of each row is the constant 1."""
        columns = [list(each) for each in zip(*rows, strict=True)]
        shape = [[math.sumprod(one, other) for other in columns[: place + 1]]
                 for place, one in enumerate(columns)]  # fmt: skip
        _add_ridge(shape)
        self._weights = _solved(_cholesky(shape), [math.sumprod(c, targets) for c in columns])

    def values(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """What is expected of each row."""
        return [math.sumprod(row, self._weights) for row in rows]


def _falls(columns: Matrix, wrong: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The way down from the weights: the constant, which comes last, is free."""
    down = [math.sumprod(column, wrong) - _RIDGE * weight
            for column, weight in zip(columns, weights, strict=True)]  # fmt: skip
    down[-1] += _RIDGE * weights[-1]
    return down


def _shape(columns: Matrix, scale: float) -> Matrix:
    """The lower half of the parabola's matrix."""
    rows = len(columns[0])
    used = [column[:_ROWS_FOR_SHAPE] for column in columns]
    scale *= rows / len(used[0]) * (1.1 if len(used[0]) < rows else 1.0)
    shape = [[scale * math.sumprod(one, other) for other in used[: place + 1]]
             for place, one in enumerate(used)]  # fmt: skip
    _add_ridge(shape)
    return shape


def _add_ridge(shape: Matrix) -> None:
    for place in range(len(shape) - 1):
        shape[place][place] += _RIDGE
    shape[-1][-1] += 1e-9


def _cholesky(shape: Matrix) -> Matrix:
    lower: Matrix = []
    for place, row in enumerate(shape):
        made: list[float] = []
        for other in range(place):
            made.append(
                (row[other] - math.sumprod(made, lower[other][:other])) / lower[other][other]
            )
        rest = row[place] - math.sumprod(made, made)
        lower.append([*made, math.sqrt(max(rest, 1e-9))])
    return lower


def _solved(lower: Matrix, right: Sequence[float]) -> list[float]:
    forward: list[float] = []
    for place, row in enumerate(lower):
        forward.append((right[place] - math.sumprod(row[:place], forward)) / row[place])
    found = [0.0] * len(lower)
    for place in range(len(lower) - 1, -1, -1):
        after = sum(lower[k][place] * found[k] for k in range(place + 1, len(lower)))
        found[place] = (forward[place] - after) / lower[place][place]
    return found


def _added(one: Sequence[float], times: float, other: Sequence[float]) -> list[float]:
    return [a + times * b for a, b in zip(one, other, strict=True)]
