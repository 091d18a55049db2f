"""Logistic regression on texts, by coordinate ascent on its dual: no step size, little memory.

The objective is the usual one, half the squared weights plus the sum of the losses. Of each row
the learner remembers what it last said of it (`said`); the weights are always the sum of what was
wrong with that, so every step brings both nearer to each other. The constants are no part of the
penalty: rows share nothing else, and as one more feature they would make the ascent slow. They
take one step of Newton's method after each pass.

A weight is kept times the rarity of its feature, so that the score of a text is a plain sum. A row
that stood still sits out the next pass, as in the shrinking of LIBLINEAR.
Source: R.-E. Fan and others, LIBLINEAR, Journal of Machine Learning Research, 2008.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from calculator.measure.exponentials import PER_UNIT, REACH, exp_table, logarithm, sigmoids, softmax
from calculator.measure.lanes import ONE, Lanes
from calculator.measure.text_features import SQUARE, Vector

_MOST_PASSES = 14
_SMALLEST_STEP = 0.01  # of a share; smaller ones are put off
_SETTLED = 0.05  # mean step of a pass after which no score moves by half a point
_LEAST_CURVATURE = 1e-6


class SparseLogistic:
    """Learns classes 0 … count - 1 from vectors.

    Args:
        classes: how many.
        squares: squared rarity of each feature, in parts of `SQUARE`.
    """

    def __init__(self, classes: int, squares: Sequence[int]) -> None:
        self.classes = classes
        self._squares = squares
        self._lanes = Lanes(classes)
        self._weights: list[Any] = [0] * len(squares)  # of two classes one number, else lanes
        self._constants: list[float] = []

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
        weights, constants = self._weights, self._constants
        if self.classes == 2:
            base = constants[0]
            scores = [sum(take(weights)) * length + base for take, _, length in vectors]
            return [[1 - one, one] for one in sigmoids(scores)]
        lifted = self._lanes.lifted
        found = []
        for take, _, length in vectors:
            lanes, scale = lifted(sum(take(weights))), length / (ONE * SQUARE)
            pairs = zip(lanes, constants, strict=True)
            found.append(softmax([lane * scale + base for lane, base in pairs]))
        return found

    def _two(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        weights, squares = self._weights, [each / SQUARE for each in self._squares]
        table, per, reach = exp_table(), PER_UNIT, REACH
        said, ones = [float(label) for label in labels], [0.0] * len(labels)
        rests = bytearray(len(labels))
        for _ in range(_MOST_PASSES):
            moved, base = 0.0, self._constants[0]
            for row, (take, places, length) in enumerate(vectors):
                if rests[row]:
                    rests[row] = 0
                    continue
                score = sum(take(weights)) * length + base
                size = score if score >= 0 else -score
                falls = table[int(size * per)] if size < reach else 0.0
                one = 1 / (1 + falls) if score >= 0 else falls / (1 + falls)
                ones[row] = one
                step = (said[row] - one) / (1 + one * (1 - one))
                if -_SMALLEST_STEP <= step <= _SMALLEST_STEP:
                    rests[row] = 1
                    continue
                moved += step if step >= 0 else -step
                said[row] -= step
                part = step * length
                for place in places:
                    weights[place] += part * squares[place]
            total = sum(ones)
            curvature = total - sum([one * one for one in ones]) + _LEAST_CURVATURE
            self._constants[0] -= (total - sum(labels)) / curvature
            if moved < _SETTLED * len(vectors):
                break

    def _many(self, vectors: Sequence[Vector], labels: Sequence[int]) -> None:
        said = [[float(each == label) for each in range(self.classes)] for label in labels]
        shares, rests = list(said), bytearray(len(labels))
        given = [labels.count(each) for each in range(self.classes)]
        for _ in range(_MOST_PASSES):
            moved = self._pass(vectors, said, shares, rests)
            for name, (each, size) in enumerate(zip(zip(*shares, strict=True), given, strict=True)):
                total = sum(each)
                curvature = total - sum([share * share for share in each]) + _LEAST_CURVATURE
                self._constants[name] -= (total - size) / curvature
            if moved < _SETTLED * len(vectors):
                break

    def _pass(
        self,
        vectors: Sequence[Vector],
        said: list[list[float]],
        shares: list[list[float]],
        rests: bytearray,
    ) -> float:
        """Visit each row that does not rest; how far their shares moved in all."""
        weights, squares, packed, lifted = (
            self._weights, self._squares, self._lanes.packed, self._lanes.lifted
        )  # fmt: skip
        table, far, moved = exp_table(), REACH * PER_UNIT, 0.0
        bases = [base * PER_UNIT for base in self._constants]
        for row, (take, places, length) in enumerate(vectors):
            if rests[row]:
                rests[row] = 0
                continue
            scale = length * PER_UNIT / (ONE * SQUARE)
            lanes = lifted(sum(take(weights)))
            scores = [lane * scale + base for lane, base in zip(lanes, bases, strict=True)]
            most = max(scores)
            raised = [table[int(most - s)] if most - s < far else 0.0 for s in scores]
            whole = sum(raised)
            shares[row] = now = [each / whole for each in raised]
            pairs = zip(said[row], now, strict=True)
            steps = [(before - s) / (1 + s - s * s) for before, s in pairs]
            if max(steps) <= _SMALLEST_STEP and min(steps) >= -_SMALLEST_STEP:
                rests[row] = 1
                continue
            moved += sum([step if step >= 0 else -step for step in steps])
            said[row] = [b - step for b, step in zip(said[row], steps, strict=True)]
            size = length * ONE
            part = packed([int(step * size) for step in steps])
            for place in places:
                weights[place] += part * squares[place]
        return moved
