"""Multinomial naive Bayes on counts of words, smoothed by one."""

from collections import Counter
from collections.abc import Sequence

from calculator.measure.exponentials import logarithm, softmax
from calculator.measure.lanes import ONE, Lanes
from calculator.measure.text_features import PADDING, Counted


class NaiveBayes:
    """Learns classes 0 … count - 1 from counted texts."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self._lanes = Lanes(classes)
        self._chances: list[int] = []
        self._before: list[float] = []

    def fit(self, counted: Counted, rows: Sequence[int], labels: Sequence[int]) -> None:
        """Count how often each class has each word; `labels` belong to `rows`."""
        held: list[Counter[int]] = [Counter() for _ in range(self.classes)]
        sizes = [1] * self.classes
        for row, label in zip(rows, labels, strict=True):
            sizes[label] += 1
            held[label].update(counted.places[row])
        features = range(len(counted.names))
        totals = [_whole(len(features) + sum(map(each.__getitem__, features))) for each in held]
        times = {count for each in held for count in each.values()} | {0}
        known = {count: _whole(1 + count) for count in times}
        chances = [
            [known[each.get(place, 0)] - total for place in features]
            for each, total in zip(held, totals, strict=True)
        ]
        self._chances = [self._lanes.packed(each) for each in zip(*chances, strict=True)]
        self._chances += [0] * PADDING
        self._before = [logarithm(size / sum(sizes)) for size in sizes]

    def shares(self, counted: Counted, rows: Sequence[int]) -> list[list[float]]:
        """The chance of each class, for each row."""
        lifted, chances = self._lanes.lifted, self._chances
        found = []
        for row in rows:
            lanes = lifted(sum(counted.takes[row](chances)))
            pairs = zip(lanes, self._before, strict=True)
            found.append(softmax([lane / ONE + before for lane, before in pairs]))
        return found


def _whole(count: int) -> int:
    """The logarithm of a count as a lane holds it."""
    return round(logarithm(max(1, count)) * ONE)
