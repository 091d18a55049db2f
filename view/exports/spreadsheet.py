"""The bills as a spreadsheet whose totals are formulas: change an amount and they follow."""

from collections.abc import Mapping
from typing import Any

from calculator.knowledge import Knowledge
from view.answers import value_words
from view.costs import GROUP_LABELS
from view.exports.workbook import Cell, Formula, Sheet, workbook

MONTHS_CELL = "Summary!$B$4"
FIRST_BILL_ROW = 2


def bill_workbook(result: Mapping[str, Any], knowledge: Knowledge, link: str) -> bytes:
    """Four sheets: summary, every line of every bill, the answers, the numbers put in."""
    bill = _bill(result, knowledge)
    return workbook(
        {
            "Summary": _summary(result, knowledge, link, len(bill)),
            "Bill": bill,
            "Answers": _answers(result, knowledge),
            "Numbers": _numbers(result, knowledge),
        }
    )


def _summary(
    result: Mapping[str, Any], knowledge: Knowledge, link: str, bill_rows: int
) -> list[list[Cell]]:
    costs = result["costs"]
    verdicts = {each["approach"]: each["verdict"] for each in result["ranking"]}
    rows: list[list[Cell]] = [
        ["Borrow, Tune or Train", f"data version {result['data_version']}", result["as_of"]],
        ["Link", link],
        ["Recommended", knowledge.approaches[result["recommended"]].name],
        ["Months", costs["horizon_months"]],
        [],
        ["Approach", "Verdict", "Before launch, USD", "Total, USD", "10th percentile", "90th"],
    ]
    for key, cost in costs["approaches"].items():
        name, total = knowledge.approaches[key].name, cost["total"]
        sums = [
            f"SUMIF(Bill!$A${FIRST_BILL_ROW}:$A${bill_rows},A{len(rows) + 1},"
            f"Bill!${column}${FIRST_BILL_ROW}:${column}${bill_rows})"
            for column in ("D", "G")
        ]
        once, whole = Formula(sums[0], cost["once"]["value"]), Formula(sums[1], total["value"])
        rows.append(
            [name, verdicts[key].replace("_", " "), once, whole, total["low"], total["high"]]
        )
    rows.append(["The percentiles are those of the page and do not follow changes made here."])
    return rows


def _bill(result: Mapping[str, Any], knowledge: Knowledge) -> list[list[Cell]]:
    """A row a line; the mean month is a factor times the first, for growth and whole machines."""
    costs = result["costs"]
    rows: list[list[Cell]] = [
        ["Approach", "Line", "Group", "Before launch, USD", "First month, USD",
         "Mean month ÷ first", "Total, USD", "Formula in words"]
    ]  # fmt: skip
    for key, cost in costs["approaches"].items():
        for line in cost["lines"]:
            number = len(rows) + 1
            total = Formula(f"D{number}+E{number}*F{number}*{MONTHS_CELL}", line["total"])
            head = [knowledge.approaches[key].name, line["label"], GROUP_LABELS[line["group"]]]
            factor = _factor(line, costs["horizon_months"])
            first = line["first_month"] or (1.0 if factor else 0.0)
            rows.append([*head, line["once"], first, factor, total, line["formula"]])
    return rows


def _factor(line: Mapping[str, Any], months: int) -> float:
    """Mean month over first month; where nothing is paid at first, the mean month itself."""
    later = line["total"] - line["once"]
    return float(later / months / (line["first_month"] or 1.0)) if later else 0.0


def _answers(result: Mapping[str, Any], knowledge: Knowledge) -> Sheet:
    rows: list[list[Cell]] = [["Question", "Answer", "Field"]]
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        words = value_words(definition, result["inputs"][definition.id])
        rows.append([definition.question, words, definition.id])
    return rows


def _numbers(result: Mapping[str, Any], knowledge: Knowledge) -> Sheet:
    rows: list[list[Cell]] = [
        ["Number", "Value", "Low", "High", "Unit", "As of", "Set by hand", "Basis", "Sources"]
    ]
    for found in result["costs"]["numbers"].values():
        titles = [knowledge.source_titles.get(each, each) for each in found["sources"]]
        points = [found.get(end) for end in ("value", "low", "high")]
        by_hand = "yes" if found["overridden"] else ""
        told = [found["unit"], found["as_of"], by_hand, found.get("basis", ""), "; ".join(titles)]
        rows.append([found["label"], *points, *told])
    return rows
