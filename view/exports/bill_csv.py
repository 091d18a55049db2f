"""Every line of every bill as comma-separated values."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from calculator.costs.records import KnownNumber, LineCost
from calculator.costs.uncertainty import stable
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.cost_rows import GROUP_LABELS
from view.exports.foreign_text import as_cell
from view.exports.measurement import measured_row
from view.money import Money
from view.sentences import VERDICT_WORDS

COLUMNS = (
    "approach", "verdict", "line", "group", "usd_once", "usd_first_month", "usd_total",
    "usd_low", "usd_high", "formula", "set_by_hand", "past_limit", "usd_at_likely_values",
    "currency", "once", "first_month", "total", "low", "high",
    "kwh", "kwh_low", "kwh_high", "kg_co2e", "kg_co2e_low", "kg_co2e_high",
)  # fmt: skip


def bill_csv(result: Result, knowledge: Knowledge) -> str:
    """Every line of every bill and its total, unrounded, with data version and date.

    In USD, and again in the reader's currency, whose rate stands in the first row. Amounts are
    those of the middle case; the formulas come to those at likely values.

    A measurement on the reader's own data has a row above them.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["data_version", as_cell(result.data_version), "as_of", result.as_of,
                     *_rate(result)])  # fmt: skip
    if result.measured:
        writer.writerow(measured_row(result.measured))
    writer.writerow(COLUMNS)
    writer.writerows(_csv_rows(result, knowledge))
    return text.getvalue()


def _csv_rows(result: Result, knowledge: Knowledge) -> Iterator[list[Any]]:
    numbers, money = result.priced.numbers, Money(result.priced.currency)
    verdicts = {each.approach: VERDICT_WORDS[each.verdict] for each in result.ranking}
    for key, cost in result.priced.approaches.items():
        name, verdict = knowledge.approaches[key].name, verdicts[key]
        for line in cost.lines:
            group, label = GROUP_LABELS[line.group], as_cell(line.label)
            paid: list[float | str] = [line.once, line.first_month, line.total, "", ""]
            made = [
                line.formula,
                _by_hand(line, numbers),
                _past_limit(line, numbers),
                _at_likely(line),
            ]
            yield [name, verdict, label, group, *paid, *made, *_converted(paid, money)]
        total = cost.total
        paid = [cost.once.value, "", total.value, total.low, total.high]
        made = ["", "", "", cost.likely, *_converted(paid, money)]
        yield [name, verdict, "Total", "", *paid, *made, *_ends(cost.kwh), *_ends(cost.kg_co2e)]


def _rate(result: Result) -> list[Any]:
    """`currency, EUR, usd_per_unit, 1.1`, and the day of the rate where there is one."""
    currency = result.priced.currency
    row: list[Any] = ["currency", currency.code.upper(), "usd_per_unit", currency.usd_per_unit]
    return row if currency.as_of is None else [*row, "rate_as_of", currency.as_of]


def _converted(usd: Sequence[float | str], money: Money) -> list[float | str]:
    """The code of the reader's currency, and the amounts in it."""
    return [
        money.code,
        *(each if each == "" else stable(money.converted(float(each))) for each in usd),
    ]


def _ends(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.low, estimate.high


def _at_likely(line: LineCost) -> float:
    """What the line's formulas come to over the horizon."""
    return line.likely.get("total", line.likely.get("once", 0.0))


def _by_hand(line: LineCost, numbers: Mapping[str, KnownNumber]) -> str:
    """Names of the numbers in a line that the reader has set."""
    return _names(line, numbers, lambda number: number.overridden)


def _past_limit(line: LineCost, numbers: Mapping[str, KnownNumber]) -> str:
    """Names of the numbers in a line that are older than the limit of their class."""
    return _names(line, numbers, lambda number: number.past_limit)


def _names(
    line: LineCost, numbers: Mapping[str, KnownNumber], wanted: Callable[[KnownNumber], bool]
) -> str:
    refs = [given.ref for given in line.given]
    return "; ".join(ref for ref in refs if ref and ref in numbers and wanted(numbers[ref]))
