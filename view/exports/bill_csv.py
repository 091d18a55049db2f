"""Every line of every bill as comma-separated values."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.costs.records import KnownNumber, LineCost
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.cost_rows import GROUP_LABELS
from view.exports.foreign_text import as_cell
from view.exports.measurement import measured_row

COLUMNS = (
    "approach", "verdict", "line", "group", "usd_once", "usd_first_month", "usd_total",
    "usd_low", "usd_high", "formula", "set_by_hand", "usd_at_likely_values",
)  # fmt: skip


def bill_csv(result: Result, knowledge: Knowledge) -> str:
    """Every line of every bill and its total, in USD and unrounded, with data version and date.

    Amounts are those of the middle case; the formulas come to those at likely values.

    A measurement on the reader's own data has a row above them.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["data_version", as_cell(result.data_version), "as_of", result.as_of])
    if result.measured:
        writer.writerow(measured_row(result.measured))
    writer.writerow(COLUMNS)
    writer.writerows(_csv_rows(result, knowledge))
    return text.getvalue()


def _csv_rows(result: Result, knowledge: Knowledge) -> Iterator[list[Any]]:
    numbers = result.priced.numbers
    verdicts = {each.approach: each.verdict for each in result.ranking}
    for key, cost in result.priced.approaches.items():
        name, verdict = knowledge.approaches[key].name, verdicts[key]
        for line in cost.lines:
            group, label = GROUP_LABELS[line.group], as_cell(line.label)
            paid = [line.once, line.first_month, line.total, "", ""]
            made = [line.formula, _by_hand(line, numbers), _at_likely(line)]
            yield [name, verdict, label, group, *paid, *made]
        total = cost.total
        ends = [total.value, total.low, total.high]
        yield [name, verdict, "Total", "", cost.once.value, "", *ends, "", "", cost.likely]


def _at_likely(line: LineCost) -> float:
    """What the line's formulas come to over the horizon."""
    return line.likely.get("total", line.likely.get("once", 0.0))


def _by_hand(line: LineCost, numbers: Mapping[str, KnownNumber]) -> str:
    """Names of the numbers in a line that the reader has set."""
    refs = [given.ref for given in line.given]
    return "; ".join(ref for ref in refs if ref and ref in numbers and numbers[ref].overridden)
