"""Multinomial naive Bayes on counts of words, smoothed by one."""

import math
from collections.abc import Sequence

from calculator.measure.exponentials import logarithm, softmax
from calculator.measure.text_features import PADDING, Counted


class NaiveBayes:
    """Learns classes 0 … count - 1 from counted texts."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self._chances: list[list[float]] = []
        self._before: list[float] = []

    def fit(self, counted: Counted, rows: Sequence[int], labels: Sequence[int]) -> None:
        """Count how often each class has each word; `labels` belong to `rows`."""
        held = [[1.0] * (len(counted.names) + PADDING) for _ in range(self.classes)]
        sizes = [1] * self.classes
        for row, label in zip(rows, labels, strict=True):
            sizes[label] += 1
            of_class = held[label]
            for place, times in zip(counted.features[row], counted.counts[row], strict=True):
                of_class[place] += times
        known: dict[float, float] = {}
        for of_class in held:
            total = logarithm(sum(of_class[:-PADDING]) or 1.0)
            for value in set(of_class) - known.keys():
                known[value] = logarithm(value)
            of_class[:] = [known[value] - total for value in of_class]
        self._chances = held
        self._before = [logarithm(size / sum(sizes)) for size in sizes]

    def shares(self, counted: Counted, rows: Sequence[int]) -> list[list[float]]:
        """The chance of each class, for each row."""
        sumprod = math.sumprod
        pairs = list(zip(self._before, self._chances, strict=True))
        found = []
        for row in rows:
            counts, take = counted.counts[row], counted.takes[row]
            scores = [before + sumprod(counts, take(chances)) for before, chances in pairs]
            found.append(softmax(scores))
        return found
