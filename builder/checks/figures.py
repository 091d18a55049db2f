"""Published figures: each stands once, and is compared in the unit in which it is predicted."""

from collections.abc import Iterator

from builder.content.load import Content, Loaded
from builder.problems import Problem
from builder.validation.compared import compared_rows
from calculator.knowledge import Knowledge


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
            yield from _check_units(loaded, i, knowledge)


def _check_units(loaded: Loaded, index: int, knowledge: Knowledge) -> Iterator[Problem]:
    quantity = loaded.record.quantities[index]
    for j, row in enumerate(compared_rows(quantity, knowledge)):
        wanted = getattr(row.comparison.answer, "unit", row.figure.unit)
        if row.figure.unit != wanted:
            steps = ("quantities", index, "figures", j, "unit")
            message = f"unit must be that of the prediction '{wanted}', got '{row.figure.unit}'"
            yield loaded.problem(steps, message)
