"""Linear models on rows of numbers and marks: logistic and ridge regression.

The logistic loss lies below a parabola that is the same everywhere (Böhning 1992), so one
decomposition serves all steps; each step goes to the parabola's foot, with momentum. A number
weighs in every row, a mark (a level of a category, a gap) only in the rows that have it.
Source: D. Böhning, Multinomial logistic regression algorithm, Annals of the Institute of
Statistical Mathematics, 1992.
"""

import math
from collections.abc import Sequence

from calculator.measure.design import RIDGE, Design, Matrix, solved
from calculator.measure.encoding import Row
from calculator.measure.exponentials import sigmoids, softmax

_MOST_STEPS = 40
_SETTLED = 1e-4  # of the squared wrong


class Logistic:
    """Learns classes 0 … count - 1.

    Args:
        classes: how many.
        marks: how many different marks rows may have.
    """

    def __init__(self, classes: int, marks: int) -> None:
        self.classes = classes
        self._marks = marks
        self._weights: Matrix = []

    def fit(self, rows: Sequence[Row], labels: Sequence[int]) -> None:
        """Learn; the last number of each row is the constant 1."""
        design = Design(rows, self._marks)
        lower = design.decomposed(0.25 if self.classes == 2 else 0.5)
        vectors = 1 if self.classes == 2 else self.classes
        now = ahead = [[0.0] * len(lower) for _ in range(vectors)]
        before = math.inf
        for number in range(_MOST_STEPS):
            loss, wrong = self._wrong(rows, labels, ahead)
            steps = [solved(lower, _fall(design.slopes(each), of))
                     for each, of in zip(wrong, ahead, strict=True)]  # fmt: skip
            then = [_added(each, 1.0, step) for each, step in zip(ahead, steps, strict=True)]
            push = number / (number + 3) if loss <= before else 0.0
            ahead = [_added(new, push, _added(new, -1.0, old))
                     for new, old in zip(then, now, strict=True)]  # fmt: skip
            settled = abs(before - loss) < _SETTLED * abs(loss)
            now, before = then, loss
            if settled:
                break
        self._weights = now

    def shares(self, rows: Sequence[Row]) -> list[list[float]]:
        """The chance of each class, for each row."""
        scores = [_scores(rows, each) for each in self._weights]
        if self.classes == 2:
            return [[1 - one, one] for one in sigmoids(scores[0])]
        return [softmax(each) for each in zip(*scores, strict=True)]

    def _wrong(
        self, rows: Sequence[Row], labels: Sequence[int], weights: Matrix
    ) -> tuple[float, Matrix]:
        """How wrong the weights are in all, squared; and by how much for each row."""
        scores = [_scores(rows, each) for each in weights]
        if self.classes == 2:
            one_wrong = [
                label - one for label, one in zip(labels, sigmoids(scores[0]), strict=True)
            ]
            return math.sumprod(one_wrong, one_wrong), [one_wrong]
        shares = list(zip(*map(softmax, zip(*scores, strict=True)), strict=True))
        wrong = [[(name == label) - one for label, one in zip(labels, each, strict=True)]
                 for name, each in enumerate(shares)]  # fmt: skip
        total = sum([(1 - shares[label][row]) ** 2 for row, label in enumerate(labels)])
        return total, wrong


class Ridge:
    """Least squares with a small penalty.

    Args:
        marks: how many different marks rows may have.
    """

    def __init__(self, marks: int) -> None:
        self._marks = marks
        self._weights: list[float] = []

    def fit(self, rows: Sequence[Row], targets: Sequence[float]) -> None:
        """Learn; the last number of each row is the constant 1."""
        design = Design(rows, self._marks)
        self._weights = solved(design.decomposed(1.0, whole=True), design.slopes(targets))

    def values(self, rows: Sequence[Row]) -> list[float]:
        """What is expected of each row."""
        return _scores(rows, self._weights)


def _scores(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    """Numbers first, then marks."""
    width, dot = len(rows[0][0]), math.sumprod
    dense, marks = weights[:width], weights[width:]
    if len(marks) <= 2:  # there are none
        return [dot(values, dense) for values, _, _ in rows]
    return [dot(values, dense) + sum(take(marks)) for values, _, take in rows]


def _fall(slopes: Sequence[float], weights: Sequence[float]) -> list[float]:
    return [slope - RIDGE * weight for slope, weight in zip(slopes, weights, strict=True)]


def _added(one: Sequence[float], times: float, other: Sequence[float]) -> list[float]:
    return [a + times * b for a, b in zip(one, other, strict=True)]
