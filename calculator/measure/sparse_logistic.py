"""Logistic regression on texts, by coordinate ascent on its dual: no step size, little memory.

The objective is the usual one, half the squared weights plus the sum of the losses. Of each row
the learner remembers what it last said of it (`said`); the weights are always the sum of what was
wrong with that, so every step brings both nearer to each other.
"""

import math
from collections.abc import Iterable, Sequence

from calculator.measure.exponentials import sigmoid, softmax
from calculator.measure.text_features import Vector

_MOST_PASSES = 12
_SMALLEST_STEP = 0.004  # of a share; smaller ones are put off
_SETTLED = 0.006  # mean step of a pass after which nothing more is gained


class SparseLogistic:
    """Learns classes 0 … count - 1 from vectors."""

    def __init__(self, classes: int, features: int) -> None:
        self.classes = classes
        self._weights = [[0.0] * (features + 1) for _ in range(1 if classes == 2 else classes)]

    def fit(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        """Learn from all vectors."""
        learn = self._two if self.classes == 2 else self._many
        learn(vectors, labels)

    def shares(self, vectors: Iterable[Vector]) -> list[list[float]]:
        """The chance of each class, for each vector."""
        sumprod, weights = math.sumprod, self._weights
        if self.classes == 2:
            ones = [sigmoid(sumprod(v.weights, v.take(weights[0]))) for v in vectors]
            return [[1 - one, one] for one in ones]
        return [softmax([sumprod(v.weights, v.take(each)) for each in weights]) for v in vectors]

    def _two(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        sumprod, weights = math.sumprod, self._weights[0]
        said = [float(label) for label in labels]
        for _ in range(_MOST_PASSES):
            moved = 0.0
            for row, vector in enumerate(vectors):
                values = vector.weights
                one = sigmoid(sumprod(values, vector.take(weights)))
                step = (said[row] - one) / (1 + 2 * one * (1 - one))
                if step > _SMALLEST_STEP or step < -_SMALLEST_STEP:
                    moved += abs(step)
                    said[row] -= step
                    for place, value in zip(vector.places, values, strict=True):
                        weights[place] += step * value
            if moved < _SETTLED * len(vectors):
                break

    def _many(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        sumprod, weights = math.sumprod, self._weights
        said = [[float(each == label) for each in range(self.classes)] for label in labels]
        for _ in range(_MOST_PASSES):
            moved = 0.0
            for row, vector in enumerate(vectors):
                values, take, before = vector.weights, vector.take, said[row]
                now = softmax([sumprod(values, take(each)) for each in weights])
                for name, share in enumerate(now):
                    step = (before[name] - share) * 0.7
                    if step > _SMALLEST_STEP or step < -_SMALLEST_STEP:
                        moved += abs(step)
                        before[name] -= step
                        held = weights[name]
                        for place, value in zip(vector.places, values, strict=True):
                            held[place] += step * value
            if moved < 2 * _SETTLED * len(vectors):
                break
