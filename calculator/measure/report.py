"""A whole report on the bytes of a file, as the command line asks for it."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from calculator.measure.columns import CHOOSABLE, corrected, describe, suggest
from calculator.measure.judged import Judged
from calculator.measure.reading import read_file
from calculator.measure.record import MeasureReport, report_record
from calculator.measure.session import measure
from calculator.measure.steps import run_all
from calculator.measure.table import FileError, Table

PLANNED = ("task", "label", "inputs", "time", "group", "second")
_SHOWN = 20  # names of columns in a message


def report_on(
    data: bytes, asked: Mapping[str, Any], known: Judged, target: float | None
) -> MeasureReport:
    """Read the file, plan as asked or as guessed, measure.

    Args:
        data: CSV, TSV or JSON Lines.
        asked: by PLANNED, the task, a column or the list of columns; None is guessed.
            And by `kinds`, where it is there, COLUMN=KIND of each column that was guessed wrong.
        known: what counts as a fault, and what is known of learning curves.
        target: score to be reached, from 0 to 1.

    Raises:
        FileError: the file can't be read, or not be measured in that way.
    """
    table = read_file(data)
    kinds = tuple(_kind(each, table) for each in asked.get("kinds") or ())
    plan = suggest(table, corrected(describe(table), kinds))
    given = {role: asked[role] for role in PLANNED if asked[role]}
    for role in given.keys() - {"task"}:
        _check_names(given[role] if role == "inputs" else [given[role]], table)
    if "inputs" in given:
        given["inputs"] = tuple(given["inputs"])
    plan = dataclasses.replace(plan, **given, kinds=kinds)
    left = tuple(name for name in plan.inputs if name not in given.values())
    done = run_all(measure(table, dataclasses.replace(plan, inputs=left), known, target))
    return report_record(done.report)


def _check_names(names: Iterable[str], table: Table) -> None:
    for name in names:
        if name not in table.names:
            there = ", ".join(table.names[:_SHOWN]) + (", …" if table.names[_SHOWN:] else "")
            raise FileError(f"{name!r} is no column; there are {there}.")


def _kind(text: str, table: Table) -> tuple[str, str]:
    """A column and its kind."""
    name, _, kind = text.rpartition("=")
    if name not in table.names:
        raise FileError(f"{name!r} is no column; write COLUMN=KIND.")
    if kind not in CHOOSABLE:
        raise FileError(f"{kind!r} is no kind of a column; there are {', '.join(CHOOSABLE)}.")
    return name, kind
