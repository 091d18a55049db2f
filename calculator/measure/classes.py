"""Measuring classes: of texts and of tables."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.measure.class_faults import class_faults, hits
from calculator.measure.columns import Plan
from calculator.measure.curve import more_labels
from calculator.measure.effort import ENCODING, FIGURES
from calculator.measure.judged import Judged
from calculator.measure.learners import (
    Learner,
    table_learners,
    text_learners,
    trivial_class,
)
from calculator.measure.progress import Steps, Work
from calculator.measure.rows import Rows, folds_of, groups_of
from calculator.measure.scores import Tested, accuracy, class_figures
from calculator.measure.steps import (
    Measurement,
    curve_folds,
    curve_points,
    for_curve,
    interval,
    last_point,
    test_all,
)
from calculator.measure.table import FileError
from calculator.sample_size import mcnemar


def measure_classes(
    rows: Rows, plan: Plan, known: Judged, target: float | None, head: dict[str, Any], work: Work
) -> Steps[Measurement]:
    counted = Counter(rows.labels)
    names = _names(counted)
    numbers = {name: place for place, name in enumerate(names)}
    labels, classes = [numbers[label] for label in rows.labels], len(names)
    groups = groups_of(rows, plan)
    how, folds = folds_of(rows, plan, labels, groups)
    learners = [trivial_class(labels, classes), *_class_learners(rows, plan, labels, classes)]
    yield work.did(ENCODING, work.left[ENCODING])
    best_of = partial(_best_class, learners=learners)
    tested = yield from test_all(learners, folds, labels, work, best_of)
    best = best_of(tested)
    learner = next(each for each in learners if each.id == for_curve(best, tested))

    def right(answers: list[list[float]], test: Sequence[int]) -> list[float]:
        said = (max(range(classes), key=each.__getitem__) for each in answers)
        return [float(one == labels[row]) for one, row in zip(said, test, strict=True)]

    points = yield from curve_points(learner, folds, classes, work, right)
    of_curve = tested[learner.id]
    points.append(last_point(folds, of_curve, [float(hit) for hit in hits(of_curve)]))
    report = {
        **head,
        "folds": {"by": how, "count": len(folds)},
        "classes": [{"number": k + 1, "rows": counted[name]} for k, name in enumerate(names)],
        "models": [_class_model(tested[each.id], each.id, classes, groups) for each in learners],
        "best": best,
        "beats_trivial": _beats(tested[best], tested["trivial"]),
        **_class_details(tested[best], classes),
        "curve_of": learner.id,
        "curve_folds": len(curve_folds(folds)),
        "more_labels": more_labels(points, len(labels), target, known),
    }
    yield work.did(FIGURES, work.left[FIGURES])
    shown = class_faults(report, rows, plan, tested[best], labels, names, known)
    places = [rows.table.places[row] for row in rows.kept]
    return Measurement(report, shown, tested[best], names, places)


def _names(counted: Counter[str]) -> list[str]:
    """The classes, the most frequent first."""
    if len(counted) < 2:
        raise FileError("All rows that can be measured have the same label.")
    return sorted(counted, key=lambda name: (-counted[name], name))


def _class_learners(rows: Rows, plan: Plan, labels: list[int], classes: int) -> list[Learner]:
    inputs = rows.inputs(plan)
    if plan.task == "text":
        texts = ["\n".join(cells) for cells in zip(*(cells for _, cells in inputs), strict=True)]
        return text_learners(texts, labels, classes)
    return table_learners(inputs, [float(label) for label in labels], classes)


def _best_class(tested: dict[str, Tested], learners: Sequence[Learner]) -> str:
    """The simplest that no other beats by more than chance would; so luck is seldom picked."""
    right = {each.id: hits(tested[each.id]) for each in learners}
    best = max(learners, key=lambda each: sum(right[each.id])).id
    for learner in learners:
        only = sum(b and not a for a, b in zip(right[learner.id], right[best], strict=True))
        other = sum(a and not b for a, b in zip(right[learner.id], right[best], strict=True))
        limit = (only + other) ** 0.5 * (2 if learner.id == "trivial" else 1)
        if only - other <= limit:
            return learner.id
    return best


def _class_model(
    tested: Tested, name: str, classes: int, groups: list[int] | None
) -> dict[str, Any]:
    figures = {"accuracy": accuracy(tested, groups), **class_figures(tested, classes, groups)}
    return {"model": name, **{key: interval(found) for key, found in figures.items()}}


def _beats(best: Tested, trivial: Tested) -> dict[str, Any]:
    one, other = hits(best), hits(trivial)
    only = sum(a and not b for a, b in zip(one, other, strict=True))
    rest = sum(b and not a for a, b in zip(one, other, strict=True))
    chance = _mcnemar(only, rest)
    return {"only_best_right": only, "only_trivial_right": rest, "chance": chance,
            "clear": chance < 0.05 and only > rest}  # fmt: skip


def _mcnemar(only: int, rest: int) -> float:
    return mcnemar(only, rest) if only + rest else 1.0


def _class_details(tested: Tested, classes: int) -> dict[str, Any]:
    """Per class and the table of what was taken for what."""
    table = [[0] * classes for _ in range(classes)]
    for label, said in zip(tested.labels, tested.said, strict=True):
        table[label][said] += 1
    per_class = []
    for k in range(classes):
        given, said, right = sum(table[k]), sum(row[k] for row in table), table[k][k]
        per_class.append({
            "number": k + 1, "tested": given,
            "recall": stable(right / given) if given else None,
            "precision": stable(right / said) if said else None,
        })  # fmt: skip
    return {"per_class": per_class, "confusion": table}
