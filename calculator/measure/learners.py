"""The models that are measured, each as one function: train on these rows, answer those."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from calculator.measure.bayes import NaiveBayes
from calculator.measure.columns import Column
from calculator.measure.dense_linear import Logistic, Ridge
from calculator.measure.effort import (
    Effort,
    bayes_effort,
    linear_effort,
    text_effort,
    trees_effort,
    trivial_effort,
)
from calculator.measure.encoding import encode
from calculator.measure.sparse_logistic import SparseLogistic
from calculator.measure.text_features import (
    Counted,
    count_letters,
    count_words,
    squared_rarity,
    vectors,
)
from calculator.measure.trees import Boosted

_MOST_LETTER_WORK = 600_000  # features of all rows times classes: some seconds in a page

type Answers = list[list[float]]  # shares of the classes, or one number, for each row
type Learn = Callable[[Sequence[int], Sequence[int]], Answers]


@dataclass(frozen=True, slots=True)
class Learner:
    """A model; the simplest come first."""

    id: str
    learn: Learn
    effort: Effort


def trivial_class(labels: Sequence[int], classes: int) -> Learner:
    """Always the commonest class; its shares are those of the classes."""

    def learn(train: Sequence[int], test: Sequence[int]) -> Answers:
        sizes = [0.0] * classes
        for row in train:
            sizes[labels[row]] += 1
        return [[size / len(train) for size in sizes]] * len(test)

    return Learner("trivial", learn, trivial_effort)


def trivial_number(targets: Sequence[float]) -> Learner:
    """Always the median, which is nearest on average."""

    def learn(train: Sequence[int], test: Sequence[int]) -> Answers:
        ordered = sorted(targets[row] for row in train)
        middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
        return [[middle]] * len(test)

    return Learner("trivial", learn, trivial_effort)


def text_learners(texts: Sequence[str], labels: Sequence[int], classes: int) -> list[Learner]:
    """Naive Bayes and logistic regression on words; on letters where it does not take too long."""
    counted = count_words(texts)

    def bayes(train: Sequence[int], test: Sequence[int]) -> Answers:
        model = NaiveBayes(classes)
        model.fit(counted, train, [labels[row] for row in train])
        return model.shares(counted, test)

    outputs = 1 if classes == 2 else classes
    size = _mean_size(counted)
    found = [
        Learner("naive_bayes", bayes, bayes_effort(size, len(counted.names), classes)),
        Learner("words", _logistic(counted, labels, classes), text_effort(size, classes)),
    ]
    if sum(map(len, texts)) * 2.5 * outputs <= _MOST_LETTER_WORK:
        runs = count_letters(texts)
        effort = text_effort(_mean_size(runs), classes)
        found.append(Learner("letters", _logistic(runs, labels, classes), effort))
    return found


def _mean_size(counted: Counted) -> float:
    return sum(map(len, counted.places)) / len(counted.places)


def _logistic(counted: Counted, labels: Sequence[int], classes: int) -> Learn:
    def learn(train: Sequence[int], test: Sequence[int]) -> Answers:
        squares = squared_rarity(counted, train)
        model = SparseLogistic(classes, squares)
        model.fit(vectors(counted, train, squares), [labels[row] for row in train])
        return model.shares(vectors(counted, test, squares))

    return learn


def table_learners(
    columns: Iterable[tuple[Column, Sequence[str]]], targets: Sequence[float], classes: int
) -> list[Learner]:
    """A linear model and boosted trees; `classes` 0 for a number."""
    encoded = encode(columns, len(targets))

    def linear(train: Sequence[int], test: Sequence[int]) -> Answers:
        known = [encoded.rows[row] for row in train]
        asked = [encoded.rows[row] for row in test]
        if classes:
            model = Logistic(classes, encoded.marks)
            model.fit(known, [int(targets[row]) for row in train])
            return model.shares(asked)
        ridge = Ridge(encoded.marks)
        ridge.fit(known, [targets[row] for row in train])
        return [[value] for value in ridge.values(asked)]

    def trees(train: Sequence[int], test: Sequence[int]) -> Answers:
        model = Boosted(classes)
        model.fit(encoded.binned, train, [targets[row] for row in train])
        if classes:
            return model.shares(encoded.binned, test)
        return [[value] for value in model.values(encoded.binned, test)]

    width = len(encoded.binned)
    return [
        Learner("linear", linear, linear_effort(width, classes)),
        Learner("trees", trees, trees_effort(width, classes)),
    ]
