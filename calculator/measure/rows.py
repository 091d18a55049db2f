"""Which rows are measured, which must stay together, and how they are folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from calculator.measure.cells import missing
from calculator.measure.columns import FIXED, Column, Plan
from calculator.measure.duplicates import Copies, find_copies, joined
from calculator.measure.folds import Fold, ordered_folds, stratified_folds
from calculator.measure.moments import moments_of
from calculator.measure.table import FileError, Table

_LEAST_ROWS = 20
_LEAST_GROUPS = 5  # one for each fold


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are measured: those with a label, copies taken out."""

    table: Table
    columns: dict[str, Column]
    kept: list[int]
    labels: list[str]
    copies: Copies
    unlabelled: int

    def cells(self, name: str) -> list[str]:
        """The cells of a column, taken out of the table each time."""
        cells = self.table.column(name)
        return [cells[row] for row in self.kept]

    def moments(self, name: str) -> list[float | None]:
        """When each row was; all cells of the column tell how days are written."""
        moments = moments_of(self.table.column(name))
        return [moments[row] for row in self.kept]

    def inputs(self, plan: Plan) -> Iterator[tuple[Column, list[str]]]:
        """The columns of the plan that can tell something, one after another.

        Raises:
            FileError: there is none.
        """
        told = [self.columns[name] for name in plan.inputs]
        told = [column for column in told if column.kind not in FIXED]
        if not told:
            raise FileError("The input columns hold nothing that could be learned from.")
        return ((column, self.cells(column.name)) for column in told)


def gather(table: Table, columns: Sequence[Column], plan: Plan, near: float) -> Rows:
    """The rows that can be measured; `near` is the share of words that near copies share."""
    labels = [" ".join(cell.split()) for cell in table.column(plan.label)]
    labelled = [row for row, label in enumerate(labels) if not missing(label)]
    told = [not missing(label) for label in labels]
    inputs = map("\x1f".join, compress(table.records(plan.inputs), told))
    near_share = near if plan.task == "text" else None
    copies = find_copies(inputs, [labels[row] for row in labelled], near_share)
    kept = [labelled[row] for row in copies.kept]
    if len(kept) < _LEAST_ROWS:
        raise FileError(
            f"{len(kept)} different rows with a label; at least {_LEAST_ROWS} are needed."
        )
    named = {column.name: column for column in columns}
    real = [(labelled[one], labelled[other]) for one, other in copies.contradicting]
    pairs = [(labelled[one], labelled[other]) for one, other in copies.near]
    found = Copies(kept, copies.exact, real, pairs, copies.group)
    return Rows(table, named, kept, [labels[row] for row in kept], found,
                 table.rows - len(labelled))  # fmt: skip


def copies_report(rows: Rows, table: Table) -> dict[str, Any]:
    def lines(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
        return [[table.lines[one], table.lines[other]] for one, other in pairs[:10]]

    found = rows.copies
    return {
        "exact": found.exact,
        "contradicting": len(found.contradicting),
        "contradicting_lines": lines(found.contradicting),
        "near": len(found.near),
        "near_lines": lines(found.near),
        "near_kept_together": _few_copies(found.group),
    }


def _few_copies(group: Sequence[int]) -> bool:
    """Whether near copies leave enough that can be tested on what is no copy of it."""
    return len(set(group)) >= _LEAST_GROUPS


def groups_of(rows: Rows, plan: Plan) -> list[int] | None:
    """Rows that must stay on one side: the reader's groups, and copies."""
    copies = rows.copies.group
    alone = len(set(copies)) == len(copies) or not _few_copies(copies)
    if plan.group:
        cells = rows.cells(plan.group)
        names = {name: n for n, name in enumerate(dict.fromkeys(cells))}
        own = [names[cell] for cell in cells]
        return own if alone else joined(own, copies)
    return None if alone else copies


def folds_of(
    rows: Rows, plan: Plan, strata: Sequence[int], groups: list[int] | None
) -> tuple[str, list[Fold]]:
    if plan.time:
        keys = ["" if each is None else f"{each:020.6f}" for each in rows.moments(plan.time)]
        folds = ordered_folds(keys)
        if len(folds) >= 2:
            return "time", folds
    if groups is not None and len(set(groups)) < _LEAST_GROUPS:
        raise FileError(
            "The groups, with the near copies that link them, are fewer than 5; "
            "choose another group column, or none."
        )
    return ("group" if plan.group else "stratified"), stratified_folds(strata, groups)
