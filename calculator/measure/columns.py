"""What the columns of a table are, and which of them is the label, the time and the group."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculator.measure.cells import filled_of, missing, number, uses_comma
from calculator.measure.moments import moments_of
from calculator.measure.table import FileError, Table

CHOOSABLE = ("number", "category", "text", "date", "id")
_TELLS_NOTHING = {
    "id": "holds another value in almost every row", "constant": "holds one value only",
    "empty": "is empty",
}  # fmt: skip
FIXED = ("constant", "empty")
TASKS = ("text", "table", "number", "series")
MOST_CLASSES = 60
_ROWS_THAT_TELL = 20
_LABELS = re.compile(
    r"label|class|categor|target|outcome|sentiment|intent|topic|churn|fraud|spam|species|^y$", re.I
)
_ANSWERS = re.compile(r"label|target|outcome|churn|fraud|spam|^y$", re.I)  # never a series' name
_WITHOUT_GAPS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # Thai, Japanese, Chinese
_SECOND = re.compile(r"(label|class|annotat|rater|review)\w*[ _-]?(2|b|two|second)$", re.I)
_GROUPS = re.compile(
    r"customer|client|patient|device|user|account|machine|store|group|subject", re.I
)


@dataclass(frozen=True, slots=True)
class Column:
    """What was recognised in a column."""

    name: str
    kind: str
    filled: int
    distinct: int
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured."""

    task: str
    label: str
    inputs: tuple[str, ...]
    time: str = ""
    group: str = ""
    second: str = ""  # the label of somebody else
    kinds: tuple[tuple[str, str], ...] = ()  # columns whose kind was corrected by hand


def describe(table: Table) -> list[Column]:
    """Every column's kind."""
    pairs = zip(table.names, table.columns, strict=True)
    return [_described(name, cells) for name, cells in pairs]


def corrected(columns: Sequence[Column], kinds: Sequence[tuple[str, str]]) -> list[Column]:
    """The columns with the kinds that were set by hand; one without two values keeps its own."""
    wanted = {name: kind for name, kind in kinds if kind in CHOOSABLE}
    return [
        replace(c, kind=wanted.get(c.name, c.kind)) if c.kind not in FIXED else c for c in columns
    ]


def _described(name: str, cells: Sequence[str]) -> Column:
    filled = filled_of(cells)
    distinct = len(set(filled))
    some = filled[:: max(1, len(filled) // 400)]
    comma = uses_comma(some)
    return Column(
        name, _kind(some, len(filled), distinct, comma=comma), len(filled), distinct, comma
    )


def _kind(some: Sequence[str], filled: int, distinct: int, *, comma: bool) -> str:
    if filled == 0:
        return "empty"
    if distinct == 1:
        return "constant"
    numbers = sum(number(cell, comma=comma) is not None for cell in some)
    if sum(at is not None for at in moments_of(some)) >= 0.9 * len(some):
        return "date"
    if numbers >= 0.9 * len(some):
        return "number"
    gaps = sum(map(_gaps, some)) / len(some)
    if gaps >= 2 and distinct > 0.3 * filled:
        return "text"
    if distinct > 0.9 * filled and filled > 20:
        return "id" if gaps < 0.5 else "text"
    return "category"


def _gaps(cell: str) -> int:
    """Gaps between words; languages that leave none between them have two signs in a word or so."""
    return max(0, len(cell.split()) - 1) + len(_WITHOUT_GAPS.findall(cell)) // 2


def suggest(table: Table, columns: Sequence[Column]) -> Plan:
    """The plan that the names and kinds of the columns speak for."""
    time = next((c.name for c in columns if c.kind == "date"), "")
    second = next((c.name for c in columns if _SECOND.search(c.name)), "")
    numbers = [c.name for c in columns if c.kind == "number"]
    rest = [c.name for c in columns if c.kind == "category"]
    if time and len(numbers) == 1 and len(columns) <= 3 and not any(map(_ANSWERS.search, rest)):
        return Plan("series", numbers[0], (), time, rest[0] if rest else "")
    label = _suggested_label(columns, second)
    group = next((c.name for c in columns if _is_group(c, table.rows) and c.name != label), "")
    of_label = next((c for c in columns if c.name == label), None)
    taken = {label, time, group, second}
    texts = [c.name for c in columns if c.kind == "text" and c.name not in taken]
    usable = [c.name for c in columns if c.kind in ("number", "category", "date")]
    usable = [name for name in usable if name not in taken]
    if of_label is not None and of_label.kind == "number" and of_label.distinct > 20:
        return Plan("number", label, tuple(usable), time, group, second)
    if texts:
        return Plan("text", label, tuple(texts[:3]), time, group, second)
    return Plan("table", label, tuple(usable), time, group, second)


def _suggested_label(columns: Sequence[Column], second: str) -> str:
    able = [c for c in columns if c.kind in ("category", "number") and c.name != second]
    classes = [c for c in able if c.distinct <= MOST_CLASSES]
    named = [c for c in able if _LABELS.search(c.name)]
    # Said to be the label, and nothing to learn from: that is what the reader has to be told.
    named = named or [c for c in columns if c.kind in _TELLS_NOTHING and _LABELS.search(c.name)]
    named.sort(key=lambda c: c.name.lower() == "y")  # often the label, unless another says it is
    best = named or classes[-1:] or able[-1:]
    return best[0].name if best else ""


def _is_group(column: Column, rows: int) -> bool:
    named = bool(_GROUPS.search(column.name)) or column.name.lower().endswith(("_id", " id"))
    return (
        named and column.kind in ("category", "number", "id") and 5 < column.distinct < 0.9 * rows
    )


def checked(plan: Plan, table: Table, columns: Sequence[Column]) -> Plan:
    """The plan, where it can be measured.

    Raises:
        FileError: it can't, and what would help.
    """
    named = {c.name: c for c in columns}
    label = named.get(plan.label)
    if label is None:
        why = _why_none(plan, [c for c in columns if c.kind == "constant"])
        raise FileError(f"Choose the column that holds the label or the number to predict{why}.")
    if label.distinct < 2:
        raise FileError(f"The column {label.name!r} holds one value only; nothing can be learned.")
    wanted = [*plan.inputs, *filter(None, (plan.time, plan.group, plan.second))]
    if plan.task not in TASKS or any(name not in named for name in wanted):
        raise FileError("A column that was chosen is not in the file.")
    if plan.label in wanted:
        raise FileError(f"The column {plan.label!r} can't be the answer and an input at once.")
    if plan.time and not any(at is not None for at in moments_of(table.column(plan.time))):
        raise FileError(f"The column {plan.time!r} holds no dates, such as 2026-11-27.")
    if plan.task == "series":
        if not plan.time or named[plan.time].kind != "date":
            raise FileError("A series needs a column with dates, such as 2026-11-27.")
    elif not plan.inputs:
        raise FileError(f"Choose at least one column as input{_why_none(plan, columns)}.")
    _check_label(plan, label, table)
    return plan


def _why_none(plan: Plan, columns: Sequence[Column]) -> str:
    """Why no column was taken by itself."""
    others = [c for c in columns if c.kind in _TELLS_NOTHING and c.name != plan.label]
    told = [f"{c.name!r} {_TELLS_NOTHING[c.kind]}" for c in others[:2]]
    return f"; {' and '.join(told)}" if told else ""


def _mostly_alone(label: Column) -> bool:
    """Whether most labels stand in one row; of very few rows, their number is said instead."""
    return label.filled >= _ROWS_THAT_TELL and label.distinct > label.filled / 2


def _check_label(plan: Plan, label: Column, table: Table) -> None:
    if plan.task in ("number", "series"):
        cells = table.column(plan.label)
        for line, cell in zip(table.lines, cells, strict=True):
            if not missing(cell) and number(cell, comma=label.decimal_comma) is None:
                column = table.names.index(plan.label) + 1
                raise FileError(f"The column {label.name!r} must hold numbers here.", line, column)
    elif label.distinct > MOST_CLASSES or _mostly_alone(label):
        what = (
            "Almost every label is another one"
            if _mostly_alone(label)
            else (f"{label.distinct:,} classes; {MOST_CLASSES} at most")
        )
        raise FileError(f"{what}. Is {label.name!r} the label, or a number to predict?")
