"""What a measurement of classes finds wrong with the data."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.measure import faults
from calculator.measure.cells import missing
from calculator.measure.columns import Plan
from calculator.measure.judged import Judged
from calculator.measure.rows import Rows
from calculator.measure.scores import Tested, kappa

_MOST_SHOWN = 20  # rows that are likely wrong


def hits(tested: Tested) -> list[bool]:
    return [one == other for one, other in zip(tested.said, tested.labels, strict=True)]


def class_faults(
    report: dict[str, Any],
    rows: Rows,
    plan: Plan,
    tested: Tested,
    labels: list[int],
    names: list[str],
    known: Judged,
) -> dict[str, Any]:
    """Add what is wrong to the report; give what only the reader may see."""
    classes, table = len(names), rows.table
    places = {name: number for number, name in enumerate(table.names, start=1)}
    inputs = ((places[c.name], c, cells) for c, cells in rows.inputs(plan))
    report["giveaways"] = faults.giveaways(inputs, labels, classes, known.given_away)
    report["named_in_text"] = []
    if plan.task == "text":
        cells = zip(*(cells for _, cells in rows.inputs(plan)), strict=True)
        texts = list(map("\n".join, cells))
        report["named_in_text"] = faults.named_in_text(texts, names, labels)
    report["rare_classes"] = faults.rare_classes(labels, classes, known.rare_rows)
    found = [] if report["best"] == "trivial" else faults.suspects(tested, classes, known.doubted)
    report["suspects"] = {
        "rows": len(found), "share": stable(len(found) / len(tested.rows)),
        "lines": [table.lines[rows.kept[row]] for row, _ in found[:_MOST_SHOWN]],
    }  # fmt: skip
    right = dict(zip(tested.rows, hits(tested), strict=True))
    report["drift"] = (
        faults.drift(_by_time(rows, plan), labels, right, classes) if plan.time else None
    )
    weak = _weak(rows, plan, tested, places)
    report["weak_groups"] = [{k: v for k, v in each.items() if k != "value"} for each in weak]
    report["second_label"] = _second(rows, plan)
    return {
        "classes": names,
        "columns": list(table.names),
        "weak_groups": [each["value"] for each in weak],
        "suspects": _shown(rows, plan, found[:_MOST_SHOWN], labels, names),
    }


def _by_time(rows: Rows, plan: Plan) -> list[int]:
    """The rows in the order of their moments."""
    moments = [at or 0.0 for at in rows.moments(plan.time)]
    return sorted(range(len(moments)), key=lambda row: (moments[row], row))


def _weak(
    rows: Rows, plan: Plan, tested: Tested, places: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Groups of a category whose rows are told worse than the others."""
    others = (
        (places[name], column, rows.cells(name))
        for name, column in rows.columns.items()
        if name != plan.label and column.kind == "category"
    )
    return faults.weak_groups(others, tested.rows, hits(tested))


def _shown(
    rows: Rows, plan: Plan, found: Sequence[tuple[int, int]], labels: list[int], names: list[str]
) -> list[dict[str, Any]]:
    """Rows that are likely wrong as their reader sees them, with the better label."""
    asked = {name: rows.cells(name) for name in plan.inputs[:6]} if found else {}
    return [
        {"line": rows.table.lines[rows.kept[row]],
         "text": " · ".join(cells[row] for cells in asked.values())[:240],
         "label": names[labels[row]], "better": names[other]}
        for row, other in found
    ]  # fmt: skip


def _second(rows: Rows, plan: Plan) -> dict[str, Any] | None:
    """How often two people's labels differ."""
    if not plan.second:
        return None
    other = [" ".join(cell.split()) for cell in rows.cells(plan.second)]
    both = [(a, b) for a, b in zip(rows.labels, other, strict=True) if not missing(b)]
    if not both:
        return None
    first, second = [a for a, _ in both], [b for _, b in both]
    apart = sum(a != b for a, b in both)
    return {"rows": len(both), "differ": apart, "share": stable(apart / len(both)),
            "kappa": kappa(first, second)}  # fmt: skip
