"""Measuring numbers that a table is to predict."""

from collections.abc import Sequence
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.measure.cells import number
from calculator.measure.columns import Plan
from calculator.measure.curve import more_labels
from calculator.measure.effort import ENCODING
from calculator.measure.judged import Judged
from calculator.measure.learners import Learner, table_learners, trivial_number
from calculator.measure.progress import Steps, Work
from calculator.measure.rows import Rows, folds_of, groups_of
from calculator.measure.scores import Tested, mean_figure
from calculator.measure.steps import (
    Measurement,
    curve_folds,
    curve_points,
    for_curve,
    interval,
    last_point,
    test_all,
)


def measure_numbers(
    rows: Rows, plan: Plan, known: Judged, target: float | None, head: dict[str, Any], work: Work
) -> Steps[Measurement]:
    column = rows.columns[plan.label]
    values = [number(cell, comma=column.decimal_comma) or 0.0 for cell in rows.labels]
    groups = groups_of(rows, plan)
    how, folds = folds_of(rows, plan, _strata(values), groups)
    learners = [trivial_number(values), *table_learners(rows.inputs(plan), values, 0)]
    yield work.did(ENCODING, work.left[ENCODING])

    def best_of(tested: dict[str, Tested]) -> str:
        missed = {name: _missed(each, values) for name, each in tested.items()}
        return _best_number(missed, learners)

    tested = yield from test_all(learners, folds, [0] * len(values), work, best_of)
    missed = {name: _missed(each, values) for name, each in tested.items()}
    best = best_of(tested)
    learner = next(each for each in learners if each.id == for_curve(best, tested))
    base = sum(missed["trivial"]) / len(missed["trivial"]) or 1e-12

    def closeness(answers: list[list[float]], test: Sequence[int]) -> list[float]:
        return [1 - abs(a[0] - values[row]) / base for a, row in zip(answers, test, strict=True)]

    points = yield from curve_points(learner, folds, 2, work, closeness)
    close = [1 - each / base for each in missed[learner.id]]
    points.append(last_point(folds, tested[learner.id], close))
    report = {
        **head,
        "folds": {"by": how, "count": len(folds)},
        "models": [
            _number_model(name, tested[name], missed[name], values, groups) for name in tested
        ],
        "best": best,
        "curve_of": learner.id,
        "curve_folds": len(curve_folds(folds)),
        "more_labels": more_labels(points, len(values), target, known),
    }
    return Measurement(report, {"columns": list(rows.table.names)}, None, [],
                       [rows.table.places[row] for row in rows.kept])  # fmt: skip


def _strata(values: Sequence[float]) -> list[int]:
    """In which fifth of all values each lies, so that every fold has some of each."""
    order = sorted(range(len(values)), key=lambda row: (values[row], row))
    strata = [0] * len(values)
    for rank, row in enumerate(order):
        strata[row] = rank * 5 // len(order)
    return strata


def _missed(tested: Tested, values: Sequence[float]) -> list[float]:
    return [
        abs(said[0] - values[row]) for said, row in zip(tested.shares, tested.rows, strict=True)
    ]


def _best_number(missed: dict[str, list[float]], learners: Sequence[Learner]) -> str:
    """The simplest whose mean error is within one standard error of the least."""
    best = min(learners, key=lambda each: sum(missed[each.id])).id
    for learner in learners:
        more = [a - b for a, b in zip(missed[learner.id], missed[best], strict=True)]
        mean = sum(more) / len(more)
        spread = (sum((each - mean) ** 2 for each in more) / len(more) ** 2) ** 0.5
        if mean <= spread * (2 if learner.id == "trivial" else 1):
            return learner.id
    return best


def _number_model(
    name: str,
    tested: Tested,
    missed: list[float],
    values: Sequence[float],
    groups: list[int] | None,
) -> dict[str, Any]:
    mean = sum(values) / len(values)
    whole = sum((values[row] - mean) ** 2 for row in tested.rows)
    rest = sum(each * each for each in missed)
    return {"model": name, "mae": interval(mean_figure(missed, tested.rows, groups)),
            "r2": stable(1 - rest / whole) if whole else 0.0}  # fmt: skip
