"""What every measurement has: its steps, its result, its tests of each model on each fold."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.estimate import Estimate
from calculator.measure.folds import Fold, curve_sizes
from calculator.measure.learners import Learner
from calculator.measure.scores import Tested

CURVE_FOLDS = ((1_000, 10), (4_000, 3))  # rows that are trained on, folds that are repeated
_FEWESTCURVE_FOLDS = 2

type Steps[T] = Generator[float, None, T]  # the share of the work that is done


@dataclass(slots=True)
class Measurement:
    """What was measured: `report` holds nothing of the data, `shown` is for the reader's eyes."""

    report: dict[str, Any]
    shown: dict[str, Any]
    tested: Tested | None = None
    names: list[str] = field(default_factory=list)  # of the classes
    places: list[int] = field(default_factory=list)  # of the rows in the file, by row


def test_all(
    learners: Sequence[Learner],
    folds: Sequence[Fold],
    labels: Sequence[int],
    share: float,
    done: float,
) -> Steps[dict[str, Tested]]:
    """Every learner on every fold."""
    total = sum(each.work for each in learners) * len(folds)
    found = {each.id: Tested([], [], []) for each in learners}
    for fold in folds:
        for learner in learners:
            tested = found[learner.id]
            tested.shares.extend(learner.learn(fold.train, fold.test))
            tested.rows.extend(fold.test)
            tested.labels.extend(labels[row] for row in fold.test)
            done += share * learner.work / total
            yield done
    return found


def curve_folds(folds: Sequence[Fold]) -> list[Fold]:
    """Folds that are trained on about as much as the largest; in order of time the last ones."""
    most = max(len(fold.train) for fold in folds)
    count = next((folds for rows, folds in CURVE_FOLDS if most <= rows), _FEWESTCURVE_FOLDS)
    return [fold for fold in folds if len(fold.train) >= 0.6 * most][-count:]


def last_point(
    folds: Sequence[Fold], tested: Tested, scores: Sequence[float]
) -> tuple[int, float, int]:
    """The end of the curve: what these folds reached with all that they are trained on."""
    used = curve_folds(folds)
    rows = {row for fold in used for row in fold.test}
    held = [score for row, score in zip(tested.rows, scores, strict=True) if row in rows]
    return min(len(fold.train) for fold in used), sum(held) / len(held), len(held)


def curve_points(
    learner: Learner, folds: Sequence[Fold], classes: int, share: float, done: float, score: Any
) -> Steps[list[tuple[int, float, int]]]:
    """Scores after training on growing parts of each fold."""
    used = curve_folds(folds)
    least = min(len(fold.train) for fold in used)
    sizes = curve_sizes(least, classes)[:-1]
    total = sum(sizes) * len(used)
    points = []
    for size in sizes:
        held: list[float] = []
        for fold in used:
            answers = learner.learn(fold.train[:size], fold.test)
            held += score(answers, fold.test)
            done += share * size / total
            yield done
        points.append((size, sum(held) / len(held), len(held)))
    return points


def for_curve(best: str, tested: dict[str, Tested]) -> str:
    """The model whose curve is drawn: if none beats the trivial answer, the last that learns."""
    return best if best != "trivial" else [name for name in tested if name != "trivial"][-1]


def interval(found: Estimate) -> dict[str, float]:
    return {"low": found.low, "value": found.value, "high": found.high}


def run_all[T](steps: Steps[T]) -> T:
    """Take every step at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
