"""Published figures: each stands once, and is compared in the unit in which it is predicted."""

import math
from collections.abc import Iterator

from builder.content.load import Content, Loaded
from builder.problems import Problem
from builder.validation.compared import Row, compared_rows
from calculator.knowledge import Knowledge
from calculator.physics.prediction import Refusal

MOST_OFF = 300  # one of 1,026 figures was over 12 times off in November 2026: 170 times


def figure_problems(content: Content, knowledge: Knowledge) -> Iterator[Problem]:
    """Every problem of the figures that predictions are measured by."""
    first: dict[str, str] = {}
    for loaded in content.kinds["validation"].values():
        for i, quantity in enumerate(loaded.record.quantities):
            for j, figure in enumerate(quantity.figures):
                steps = ("quantities", i, "figures", j, "id")
                if figure.id in first:
                    message = f"id '{figure.id}' stands already in {first[figure.id]}"
                    yield loaded.problem(steps, message)
                first.setdefault(figure.id, loaded.document.path)
            yield from _check_predicted(loaded, i, knowledge)


def _check_predicted(loaded: Loaded, index: int, knowledge: Knowledge) -> Iterator[Problem]:
    quantity = loaded.record.quantities[index]
    for j, row in enumerate(compared_rows(quantity, knowledge)):
        name, message = _fault(row)
        if message:
            yield loaded.problem(("quantities", index, "figures", j, name), message)


def _fault(row: Row) -> tuple[str, str]:
    """The field of a figure that does not fit its prediction, and why; "" where all do."""
    figure, answer = row.figure, row.comparison.answer
    if figure.predicted == isinstance(answer, Refusal):
        if isinstance(answer, Refusal):
            return "inputs", f"{answer.error}; where nobody knows more, write `predicted: false`"
        return "predicted", f"predicted is false, but {answer.likely:.4g} {answer.unit} are told"
    if isinstance(answer, Refusal):
        return "", ""
    if figure.unit != answer.unit:
        wanted = f"unit must be that of the prediction '{answer.unit}'"
        return "unit", f"{wanted}, got '{figure.unit}'"
    if abs(row.error) > math.log(MOST_OFF):
        bounds = f"must be within {MOST_OFF} times of the prediction ({answer.likely:.4g})"
        return "measured", f"{bounds}, got {figure.measured:g}; is the unit another?"
    return "", ""
