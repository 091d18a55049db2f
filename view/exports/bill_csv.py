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
from view.sentences import verdict_words

COLUMNS = (
    "approach", "verdict", "line", "group", "usd_once", "usd_first_month", "usd_total",
    "usd_low", "usd_high", "formula", "set_by_hand", "past_limit", "usd_at_likely_values",
    "currency", "once", "first_month", "total", "low", "high",
    "kwh", "kwh_low", "kwh_high", "kg_co2e", "kg_co2e_low", "kg_co2e_high",
    "usd_per_unit", "rate_as_of", "data_version", "as_of", "measured",
)  # fmt: skip
_NO_ENERGY = ("",) * 6


def bill_csv(result: Result, knowledge: Knowledge) -> str:
    """Every line of every bill and its total, to the cent: one table under one row of names.

    In USD, and again in the reader's currency. Amounts are those of the middle case; the formulas
    come to those at likely values. Each row ends with what holds for all: the rate, data version
    and date, and a measurement on the reader's own data where there is one.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _csv_rows(result, knowledge):
        cells = (round(each, 2) if isinstance(each, float) else each for each in row)
        writer.writerow([*cells, *_for_all(result)])
    return text.getvalue()


def _csv_rows(result: Result, knowledge: Knowledge) -> Iterator[list[Any]]:
    numbers, money = result.priced.numbers, Money(result.priced.currency)
    words = verdict_words(result)
    verdicts = {each.approach: words[each.verdict] for each in result.ranking}
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
            yield [name, verdict, label, group, *paid, *made, *_converted(paid, money), *_NO_ENERGY]
        total = cost.total
        paid = [cost.once.value, "", total.value, total.low, total.high]
        made = ["", "", "", cost.likely, *_converted(paid, money)]
        yield [name, verdict, "Total", "", *paid, *made, *_ends(cost.kwh), *_ends(cost.kg_co2e)]


def _for_all(result: Result) -> list[Any]:
    """The rate and its day, data version, day of the prices, and what was measured."""
    currency = result.priced.currency
    measured = "; ".join(str(each) for each in measured_row(result.measured)[1:])
    dated = [as_cell(result.data_version), result.as_of]
    return [currency.usd_per_unit, currency.as_of or "", *dated, measured]


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
