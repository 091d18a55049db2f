"""What a measurement will take, as far as the table and the plan tell before it begins."""

from collections.abc import Sequence

from calculator.measure.columns import Column, Plan
from calculator.measure.effort import (
    Effort,
    bayes_effort,
    class_report_effort,
    encoding_effort,
    linear_effort,
    number_report_effort,
    reading_effort,
    text_effort,
    trees_effort,
)
from calculator.measure.folds import folds_for
from calculator.measure.table import Table

_LETTERS_PER_WORD = 6.2  # the gap included
_USUAL_VOCABULARY = 5_000
_OF_CURVE = 2.2  # what all smaller sizes of a curve take, of a model trained on all
_WAYS = 4  # to forecast


def foreseen(table: Table, columns: Sequence[Column], plan: Plan) -> dict[str, float]:
    """Milliseconds by kind of work, as recorded; of models a guess that is replaced later on."""
    rows, letters, inputs = table.rows, table.letters(table.names), table.letters(plan.inputs)
    cells, texts = rows * len(plan.inputs), plan.task == "text"
    read = reading_effort(rows * len(columns), letters, inputs, texts=texts)
    if plan.task == "series":
        return {**read, **number_report_effort(rows, _WAYS, 3)}
    classes = next((c.distinct for c in columns if c.name == plan.label), 2)
    classes = classes if plan.task != "number" else 0
    models = _models(inputs / rows, len(plan.inputs), classes, texts=texts)
    after = (
        class_report_effort(rows, len(models) + 1, classes, cells, inputs, texts=texts)
        if classes
        else number_report_effort(rows, len(models) + 1, 1)
    )
    encoded = encoding_effort(cells, inputs, texts=texts)
    return {**read, **encoded, **_folded(models, rows), **after}


def _models(letters: float, width: int, classes: int, *, texts: bool) -> dict[str, Effort]:
    if texts:
        words = letters / _LETTERS_PER_WORD
        return {"naive_bayes": bayes_effort(words, _USUAL_VOCABULARY, classes),
                "words": text_effort(words, classes)}  # fmt: skip
    return {"linear": linear_effort(width, classes), "trees": trees_effort(width, classes)}


def _folded(models: dict[str, Effort], rows: int) -> dict[str, float]:
    """All folds of each model, and the curve of the last."""
    count = folds_for(rows, None)
    test = rows // count
    found = {name: count * effort(rows - test, test) for name, effort in models.items()}
    last = list(models)[-1]
    return {**found, last: found[last] * (1 + _OF_CURVE / count)}
