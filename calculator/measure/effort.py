"""What the parts of a measurement take, in milliseconds of the machine on which they were recorded.

Only their proportions count: `progress` learns while it runs how fast a machine is. Fitted to the
times of this thread alone in Pyodide, which `tests/pyodide/steps.mjs` records; tests hold them to
those in `tests/data/measure_steps.jsonl`.
"""

from collections.abc import Callable, Sequence

from calculator.measure.folds import Fold
from calculator.measure.trees import MOST_COLUMNS, MOST_ROWS, rounds_for

COLUMNS = "columns"
COPIES = "copies"
PERSONAL = "personal"
ENCODING = "encoding"
FIGURES = "figures"
FAULTS = "faults"
FORECASTS = "forecasts"

type Effort = Callable[[int, int], float]  # of a fold: rows to train on, rows to test


def reading_effort(cells: int, letters: int, inputs: int, *, texts: bool) -> dict[str, float]:
    """Before models come: of all cells and letters of a table, and of the letters of its inputs."""
    return {
        COLUMNS: 0.0006 * cells,
        COPIES: (0.0002 if texts else 0.00008) * inputs,
        PERSONAL: 0.00032 * letters,
    }


def encoding_effort(cells: int, letters: int, *, texts: bool) -> dict[str, float]:
    """Making numbers of the inputs."""
    return {ENCODING: 0.0003 * letters if texts else 0.0025 * cells}


def class_report_effort(
    rows: int, models: int, classes: int, cells: int, letters: int, *, texts: bool
) -> dict[str, float]:
    """After the models: figures with their intervals, and what is wrong with the rows."""
    drawn = 120 if classes == 2 else 0.6 * classes**2  # with two classes an area under a curve
    faults = 0.00015 * letters if texts else 0.0018 * cells
    return {FIGURES: models * (drawn + 0.008 * rows), FAULTS: faults}


def number_report_effort(rows: int, models: int, figures: int) -> dict[str, float]:
    """After the models of a number, or the ways to forecast a series: so many figures of each."""
    return {FIGURES: models * figures * (20 + 0.0025 * rows)}


def trivial_effort(train: int, test: int) -> float:
    """The trivial answer."""
    return 0.0001 * (train + test)


def bayes_effort(features: float, vocabulary: int, classes: int) -> Effort:
    """Naive Bayes on texts with so many features each, of so many different ones."""
    fixed, trained, tested = (
        0.0004 * vocabulary * classes, 0.00025 * features, 0.005 + 0.001 * classes,
    )  # fmt: skip
    return lambda train, test: fixed + trained * train + tested * test


def text_effort(features: float, classes: int) -> Effort:
    """Logistic regression on texts with so many features each."""
    each = 0.00006 * features + 0.0012 * (1 if classes == 2 else classes)
    return lambda train, test: each * (8 * train + test)


def linear_effort(width: int, classes: int) -> Effort:
    """A linear model on so many columns; of a number it takes one step, of classes many."""
    if classes == 0:
        return lambda train, test: width * (0.00046 * train + 0.0002 * test)
    each = 0.0019 * width if classes == 2 else classes * (0.0019 * width + 0.034)
    return lambda train, test: each * (train + 0.1 * test)


def trees_effort(width: int, classes: int) -> Effort:
    """Boosted trees: each sees some rows and columns, and is applied to all rows."""
    trees = rounds_for(classes) * (classes if classes > 2 else 1)
    seen = 0.00066 * min(width, MOST_COLUMNS)
    return lambda train, test: (
        trees * (0.9 + seen * min(train, MOST_ROWS) + 0.00029 * (train + test))
    )


def forecasts_effort(origins: int) -> dict[str, float]:
    """All ways to forecast from so many starting points."""
    return {FORECASTS: 3.0 * origins}


def of_folds(effort: Effort, folds: Sequence[Fold]) -> float:
    """A model on all folds."""
    return sum(effort(len(fold.train), len(fold.test)) for fold in folds)


def of_curve(effort: Effort, folds: Sequence[Fold], sizes: Sequence[int]) -> float:
    """A model on growing parts of some folds."""
    return sum(effort(size, len(fold.test)) for size in sizes for fold in folds)
