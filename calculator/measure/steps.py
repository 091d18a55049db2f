"""What every measurement has: its steps, its result, its tests of each model on each fold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.estimate import Estimate
from calculator.measure.effort import of_curve, of_folds
from calculator.measure.folds import Fold, curve_sizes
from calculator.measure.learners import Learner
from calculator.measure.progress import Steps, Work
from calculator.measure.scores import Tested

CURVE_FOLDS = ((1_000, 10), (4_000, 3))  # rows that are trained on, folds that are repeated
_FEWESTCURVE_FOLDS = 2


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
    work: Work,
    best_of: Callable[[dict[str, Tested]], str],
) -> Steps[dict[str, Tested]]:
    """Every learner on every fold; the curve is likely that of the best after the first fold."""
    found = {each.id: Tested([], [], []) for each in learners}
    foresee_models(learners, folds, folds, work, learners[-1].id)
    for number, fold in enumerate(folds, start=1):
        for learner in learners:
            tested = found[learner.id]
            tested.shares.extend(learner.learn(fold.train, fold.test))
            tested.rows.extend(fold.test)
            tested.labels.extend(labels[row] for row in fold.test)
            yield work.did(learner.id, learner.effort(len(fold.train), len(fold.test)))
        if number == 1:
            likely = for_curve(best_of(found), found)
            foresee_models(learners, folds[1:], folds, work, likely)
    work.foresee(dict.fromkeys(found, 0.0))
    return found


def foresee_models(
    learners: Sequence[Learner], left: Sequence[Fold], folds: Sequence[Fold], work: Work, drawn: str
) -> None:
    """What the folds that are left will take, and the curve of the model that is drawn."""
    used = curve_folds(folds)
    sizes = _smaller_sizes(used, 2)
    for each in learners:
        curve = of_curve(each.effort, used, sizes) if each.id == drawn else 0.0
        work.foresee({each.id: of_folds(each.effort, left) + curve})


def _smaller_sizes(used: Sequence[Fold], classes: int) -> list[int]:
    """Rows that the curve is trained on, but for all of them."""
    return curve_sizes(min(len(fold.train) for fold in used), classes)[:-1]


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
    learner: Learner, folds: Sequence[Fold], classes: int, work: Work, score: Any
) -> Steps[list[tuple[int, float, int]]]:
    """Scores after training on growing parts of each fold."""
    used = curve_folds(folds)
    sizes = _smaller_sizes(used, classes)
    work.foresee({learner.id: of_curve(learner.effort, used, sizes)})
    points = []
    for size in sizes:
        held: list[float] = []
        for fold in used:
            answers = learner.learn(fold.train[:size], fold.test)
            held += score(answers, fold.test)
            yield work.did(learner.id, learner.effort(size, len(fold.test)))
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
