"""The form of the page on the reader's own data: how a file was read, what is to be measured."""

from collections.abc import Mapping, Sequence
from itertools import islice

from calculator.measure.columns import CHOOSABLE, FIXED, Column, Plan
from calculator.measure.decoding import ENCODINGS
from calculator.measure.table import Layout, Table
from view.environment import render

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
_PREVIEW_ROWS = 5
_PREVIEW_LETTERS = 80


def form_html(
    table: Table, columns: Sequence[Column], plan: Plan | None, name: str, target: str, root: str
) -> str:
    """The form for a file that was read, with what is suggested or chosen in it."""
    rows = [
        [cell[:_PREVIEW_LETTERS] for cell in cells]
        for cells in islice(table.records(table.names), _PREVIEW_ROWS)
    ]
    return render(
        "measure_form.html.j2", root, table=table, columns=columns, plan=plan, rows=rows, name=name,
        encodings=ENCODINGS, delimiters=DELIMITERS, kinds=CHOOSABLE, fixed=FIXED, target=target,
    )  # fmt: skip


def chosen_layout(values: Mapping[str, str], table: Table) -> Layout:
    """How the form says that the file is to be read."""
    header = {"yes": True, "no": False}.get(values.get("header", ""))
    delimiter = DELIMITERS.get(values.get("delimiter", ""), "")
    return Layout(values.get("encoding", ""), table.layout.format, delimiter, header)


def chosen_kinds(
    values: Mapping[str, str], recognised: Sequence[Column]
) -> tuple[tuple[str, str], ...]:
    """Columns whose kind is another one in the form."""
    kinds = ((c, values.get(f"kind.{n}", c.kind)) for n, c in enumerate(recognised, start=1))
    return tuple((column.name, kind) for column, kind in kinds if kind != column.kind)


def chosen_plan(
    values: Mapping[str, str], table: Table, kinds: tuple[tuple[str, str], ...]
) -> Plan:
    """What the form says is to be measured."""
    label = values.get("label", "")
    inputs = tuple(
        name for n, name in enumerate(table.names, start=1)
        if values.get(f"in.{n}") and name != label
    )  # fmt: skip
    time, group, second = (values.get(key, "") for key in ("time", "group", "second"))
    return Plan(values.get("task", ""), label, inputs, time, group, second, kinds)
