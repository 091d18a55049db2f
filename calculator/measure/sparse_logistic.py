"""Logistic regression on texts, by coordinate ascent on its dual: no step size, little memory.

The objective is the usual one, half the squared weights plus the sum of the losses. Of each row
the learner remembers what it last said of it (`said`); the weights are always the sum of what was
wrong with that, so every step brings both nearer to each other. The constants are no part of the
penalty: rows share nothing else, and as one more feature they would make the ascent slow. They
take one step of Newton's method after each pass.
"""

import math
from collections.abc import Iterable, Sequence

from calculator.measure.exponentials import logarithm, sigmoid, softmax
from calculator.measure.text_features import Vector

_MOST_PASSES = 12
_SMALLEST_STEP = 0.004  # of a share; smaller ones are put off
_SETTLED = 0.02  # mean step of a pass after which a row in a thousand still changes its class
_LEAST_CURVATURE = 1e-6


class SparseLogistic:
    """Learns classes 0 … count - 1 from vectors."""

    def __init__(self, classes: int, features: int) -> None:
        self.classes = classes
        outputs = 1 if classes == 2 else classes
        self._weights = [[0.0] * (features + 1) for _ in range(outputs)]
        self._constants = [0.0] * outputs

    def fit(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        """Learn from all vectors."""
        sizes = [0.5 + labels.count(each) for each in range(self.classes)]
        if self.classes == 2:
            self._constants = [logarithm(sizes[1] / sizes[0])]
            self._two(vectors, labels)
        else:
            self._constants = [logarithm(size / len(labels)) for size in sizes]
            self._many(vectors, labels)

    def shares(self, vectors: Iterable[Vector]) -> list[list[float]]:
        """The chance of each class, for each vector."""
        sumprod, weights = math.sumprod, self._weights
        if self.classes == 2:
            base, held = self._constants[0], weights[0]
            ones = [sigmoid(base + sumprod(v.weights, v.take(held))) for v in vectors]
            return [[1 - one, one] for one in ones]
        pairs = list(zip(self._constants, weights, strict=True))
        return [
            softmax([base + sumprod(v.weights, v.take(each)) for base, each in pairs])
            for v in vectors
        ]

    def _two(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        sumprod, weights = math.sumprod, self._weights[0]
        said = [float(label) for label in labels]
        for _ in range(_MOST_PASSES):
            moved = slope = 0.0
            curvature, base = _LEAST_CURVATURE, self._constants[0]
            for row, vector in enumerate(vectors):
                values = vector.weights
                one = sigmoid(base + sumprod(values, vector.take(weights)))
                bend = one * (1 - one)
                slope += one - labels[row]
                curvature += bend
                step = (said[row] - one) / (1 + bend)
                if step > _SMALLEST_STEP or step < -_SMALLEST_STEP:
                    moved += abs(step)
                    said[row] -= step
                    for place, value in zip(vector.places, values, strict=True):
                        weights[place] += step * value
            self._constants[0] -= slope / curvature
            if moved < _SETTLED * len(vectors):
                break

    def _many(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        sumprod, weights = math.sumprod, self._weights
        said = [[float(each == label) for each in range(self.classes)] for label in labels]
        for _ in range(_MOST_PASSES):
            moved = 0.0
            totals, curvatures = [0.0] * self.classes, [_LEAST_CURVATURE] * self.classes
            pairs = list(zip(self._constants, weights, strict=True))
            for vector, before in zip(vectors, said, strict=True):
                values, take = vector.weights, vector.take
                now = softmax([base + sumprod(values, take(each)) for base, each in pairs])
                for name, share in enumerate(now):
                    bend = share * (1 - share)
                    totals[name] += share
                    curvatures[name] += bend
                    step = (before[name] - share) / (1 + bend)
                    if step > _SMALLEST_STEP or step < -_SMALLEST_STEP:
                        moved += abs(step)
                        before[name] -= step
                        held = weights[name]
                        for place, value in zip(vector.places, values, strict=True):
                            held[place] += step * value
            for name, (total, curvature) in enumerate(zip(totals, curvatures, strict=True)):
                self._constants[name] -= (total - labels.count(name)) / curvature
            if moved < _SETTLED * len(vectors):
                break
