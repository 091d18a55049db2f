"""A measurement in steps: what is asked between two of them is how far it is, or to stop."""

from collections.abc import Sequence
from typing import Any

from calculator.measure import faults
from calculator.measure.amounts import measure_numbers
from calculator.measure.classes import measure_classes
from calculator.measure.columns import Column, Plan, checked, corrected, describe
from calculator.measure.effort import COLUMNS, COPIES, PERSONAL
from calculator.measure.foreseen import foreseen
from calculator.measure.judged import Judged
from calculator.measure.personal import personal_data
from calculator.measure.progress import Steps, Work
from calculator.measure.rows import copies_report, gather
from calculator.measure.series_steps import measure_series
from calculator.measure.steps import Measurement
from calculator.measure.table import Table


def measure(
    table: Table, plan: Plan, known: Judged, target: float | None = None
) -> Steps[Measurement]:
    """Measure a table by a plan.

    Args:
        table: as it was read.
        plan: what is to be measured.
        known: what counts as a fault, and what published learning curves have in common.
        target: the score that is wanted, 0–1.

    Yields:
        What is done and what is left, about once or more in a second.

    Raises:
        FileError: the plan does not fit the data, in one sentence.
    """
    columns = corrected(describe(table), plan.kinds)
    plan = checked(plan, table, columns)
    work = Work(foreseen(table, columns, plan))
    yield work.did(COLUMNS, work.left[COLUMNS])
    head = _head(table, columns, plan)
    head["personal_data"] = personal_data(table)
    yield work.did(PERSONAL, work.left[PERSONAL])
    if plan.task == "series":
        return (yield from measure_series(table, columns, plan, head, work))
    rows = gather(table, columns, plan, known.near)
    yield work.did(COPIES, work.left[COPIES])
    head["duplicates"] = copies_report(rows, table)
    head["rows"]["measured"], head["rows"]["unlabelled"] = len(rows.kept), rows.unlabelled
    if plan.task == "number":
        return (yield from measure_numbers(rows, plan, known, target, head, work))
    return (yield from measure_classes(rows, plan, known, target, head, work))


def _head(table: Table, columns: Sequence[Column], plan: Plan) -> dict[str, Any]:
    """What every report begins with; columns by their place, never by what they hold."""
    place = {name: number for number, name in enumerate(table.names, start=1)}
    return {
        "task": plan.task,
        "file": {
            "digest": table.digest, "encoding": table.layout.encoding,
            "format": table.layout.format, "delimiter": table.layout.delimiter,
            "header": table.layout.header, "columns": len(columns),
        },
        "rows": {"in_file": table.rows_in_file, "read": table.rows, "measured": table.rows,
                 "unlabelled": 0},
        "columns": {
            "label": place[plan.label], "inputs": [place[name] for name in plan.inputs],
            "time": place.get(plan.time), "group": place.get(plan.group),
        },
        "notes": list(table.notes),
        "column_faults": faults.column_faults(columns, table.rows),
    }  # fmt: skip
