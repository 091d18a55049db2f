"""The bills as a spreadsheet that goes on calculating: change a number and every total follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculator.costs.asked import FIELDS
from calculator.costs.bills import Costs, costs_of
from calculator.costs.explained import FIRST_MONTH, ONCE, TOTAL, explained_line, payments
from calculator.costs.line import Line
from calculator.costs.numbers import described
from calculator.costs.quantity import plain
from calculator.costs.records import KnownNumber, LineCost
from calculator.knowledge import Knowledge
from calculator.needs.traced import names_in
from calculator.request import read_question
from calculator.result import Result
from view import formats
from view.answer_card import answer_card
from view.answers import value_words
from view.cost_rows import GROUP_LABELS
from view.exports.formulas import Formulas, shared_amounts
from view.exports.measurement import measured_row
from view.exports.workbook import (
    HEAD,
    INPUT,
    MONEY,
    Cell,
    Formula,
    Plain,
    Sheet,
    Styled,
    headings,
    workbook,
)
from view.money import Money

FIRST_ROW = 2  # below the heading
BILL, NUMBERS, STEPS = "Bill", "Numbers", "Steps"
HOW = (
    "An estimate, not a quote. Amounts are medians of the draws, as on the page. They follow a "
    "changed number in proportion; the percentiles stay."
)
FIXED = (
    "Fixed at the moment of saving: which machines, which price tier, how many months, and speeds "
    "that physics gives. Save the spreadsheet again after changing those answers."
)


def bill_workbook(
    result: Result, asked: Mapping[str, Any], knowledge: Knowledge, link: str
) -> bytes:
    """Five sheets: totals, the bills, the numbers put in, the steps between, and the answers.

    Args:
        result: of the question, ranges included.
        asked: the question, its inputs as text.
        knowledge: what content brings.
        link: leads back to the page.
    """
    costs = costs_of(read_question(asked, knowledge, result.as_of, text=True))
    book = _Book(costs, result, knowledge)
    bill = book.bill()
    return workbook(
        {
            "Totals": _totals(result, knowledge, link, len(bill.rows)),
            BILL: bill,
            NUMBERS: book.numbers(),
            STEPS: book.steps(),
            "Answers": _answers(result, knowledge),
        }
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of one bill, with its amounts before launch, in the first month and in total."""

    approach: str
    line: Line
    amounts: tuple[float, float, float]  # at likely values
    middle: LineCost
    words: str


class _Book:
    """Three sheets whose cells refer to each other."""

    def __init__(self, costs: Costs, result: Result, knowledge: Knowledge) -> None:
        self.costs, self.knowledge = costs, knowledge
        self._rows = list(_bill_rows(costs, result))
        roots = [amount for row in self._rows for amount in row.amounts]
        self._names = sorted(names_in(roots))
        cells = {name: row for row, name in enumerate(self._names, start=FIRST_ROW)}
        self._formulas = Formulas(
            cell_of=lambda name: f"{NUMBERS}!$B${cells[name]}",
            step_cell=lambda position: f"{STEPS}!$C${position + FIRST_ROW}",
            shared=shared_amounts(roots),
        )

    def bill(self) -> Sheet:
        """A row a line: in the middle case, and at likely values as the formulas have them."""
        over = f"over {formats.months(self.costs.case.months)}"
        head = ("Approach", "Line", "Group", "At likely values: before launch, USD",
                "First month, USD", f"All {over}, USD", "Middle case: before launch, USD",
                f"All {over}, USD", "In words")  # fmt: skip
        rows = [self._bill_row(row, place) for place, row in enumerate(self._rows, FIRST_ROW)]
        return Sheet([headings(*head), *rows], widths=(38, 46, 20, 34, 18, 24, 30, 24, 90))

    def _bill_row(self, row: _Row, place: int) -> list[Cell]:
        cells = [
            Styled(self._formulas.cell(amount, row.line.label, f"{BILL}!${column}${place}"), MONEY)
            for column, amount in zip("DEF", row.amounts, strict=True)
        ]
        once, _, total = row.amounts
        middle = [
            Styled(_lifted(f"D{place}", once, row.middle.once), MONEY),
            Styled(_lifted(f"F{place}", total, row.middle.total), MONEY),
        ]
        name = self.knowledge.approaches[row.approach].name
        return [name, row.line.label, GROUP_LABELS[row.line.group], *cells, *middle, row.words]

    def numbers(self) -> Sheet:
        """Every number that was put in, to be changed in its cell."""
        head = ("Number", "Value: change it here", "Low", "High", "Unit", "As of", "Set by you",
                "Basis", "Sources", "Name", "Past its limit")  # fmt: skip
        rows = [self._number_row(name) for name in self._names]
        return Sheet([headings(*head), *rows], widths=(46, 22, 12, 12, 26, 12, 12, 60, 60, 34, 14))

    def _number_row(self, name: str) -> list[Cell]:
        about, value = self._about(name)
        titles = [self.knowledge.source_titles.get(each, each) for each in about.sources]
        return [
            about.label, Styled(value, INPUT), about.low, about.high,
            about.unit, about.as_of, "yes" if about.overridden else "",
            about.basis, "; ".join(titles), name, "yes" if about.past_limit else "",
        ]  # fmt: skip

    def _about(self, name: str) -> tuple[KnownNumber, float]:
        """What is known about a number, and its value."""
        about = described(name, self.costs)
        if about.value is not None:
            return about, about.value
        return about, float(getattr(self.costs.case.workload, FIELDS[name.partition(":")[2]]))

    def steps(self) -> Sheet:
        """What several lines share, each formula once."""
        rows: list[list[Cell]] = [
            [each.line, each.name, each.formula] for each in self._formulas.steps
        ]
        head = headings("First needed for", "Step", "Value")
        return Sheet([head, *rows, [], [FIXED]], widths=(46, 34, 22))


def _lifted(cell: str, likely: float, middle: float) -> Formula | float:
    """The middle case in proportion to the cell at likely values, so that it follows changes."""
    return Formula(f"{cell}*{middle / float(likely)!r}", middle) if float(likely) else middle


def _bill_rows(costs: Costs, result: Result) -> Iterator[_Row]:
    """Every line; those that approaches share have the same amounts, hence the same cells."""
    for approach, bill in costs.bills.items():
        found = result.priced.approaches[approach].lines
        for line, middle in zip(bill.lines, found, strict=True):
            paid = payments(costs, line)
            once, first = (plain(paid.get(name, 0.0)) for name in (ONCE, FIRST_MONTH))
            amounts = once, first, plain(paid.get(TOTAL, once))
            yield _Row(approach, line, amounts, middle, explained_line(costs, line).words)


def _totals(result: Result, knowledge: Knowledge, link: str, bill_rows: int) -> Sheet:
    costs, card = result.priced, answer_card(result, knowledge)
    over = f"Over {formats.months(costs.horizon_months)}"
    said: list[list[Cell]] = [[*pair] for pair in card.pairs()] if card else []
    verdicts = {each.approach: each.verdict for each in result.ranking}
    rows: list[list[Cell]] = [
        [Styled("Borrow, Tune or Train", HEAD)],
        ["Data version", result.data_version],
        ["Prices in force on", result.as_of.isoformat()],
        ["Link", link],
        ["Recommended", knowledge.approaches[result.recommended].name],
        *said,
        [],
        headings("Approach", "Verdict", "Before launch, USD", over + ", USD", "10th percentile",
                 "90th percentile", "At likely values, USD", "Electricity, kWh", "Carbon, kg CO2e"),
    ]  # fmt: skip
    for key, cost in costs.approaches.items():
        total, row = cost.total, len(rows) + 1
        once, about, likely = (
            Formula(_sum_of(column, row, bill_rows), value)
            for column, value in (("G", cost.once.value), ("H", total.value), ("F", cost.likely))
        )
        shown: list[Plain] = [once, about, total.low, total.high, likely]
        amounts = [Styled(each, MONEY) for each in shown]
        name, verdict = knowledge.approaches[key].name, verdicts[key].replace("_", " ")
        rows.append([name, verdict, *amounts, cost.kwh.value, cost.kg_co2e.value])
    rows += [[], [HOW], *_converted_totals(result, knowledge)]
    return Sheet(rows, widths=(38, 24, 22, 24, 18, 18, 24, 18, 18))


def _converted_totals(result: Result, knowledge: Knowledge) -> Iterator[list[Cell]]:
    """The totals again in the reader's currency, with its rate; nothing where that is USD."""
    costs = result.priced
    if costs.currency.ref is None:
        return
    money, rate = Money(costs.currency), costs.currency
    day = f", {rate.as_of.isoformat()}" if rate.as_of else ", set by hand"
    ends = (f"Over {formats.months(costs.horizon_months)}", "10th percentile", "90th percentile")
    yield from ([], headings(f"In {money.code}, as saved", "", "Before launch", *ends))
    for key, cost in costs.approaches.items():
        usd = cost.once.value, cost.total.value, cost.total.low, cost.total.high
        amounts = [Styled(money.converted(each), MONEY) for each in usd]
        yield [knowledge.approaches[key].name, "", *amounts]
    yield [f"1 {money.code} is {rate.usd_per_unit:g} USD{day}"]


def _sum_of(column: str, row: int, bill_rows: int) -> str:
    """The lines of the approach that a row of the totals names."""
    first, last = FIRST_ROW, bill_rows
    return f"SUMIF({BILL}!$A${first}:$A${last},A{row},{BILL}!${column}${first}:${column}${last})"


def _answers(result: Result, knowledge: Knowledge) -> Sheet:
    rows: list[list[Cell]] = [headings("Question", "Answer", "Field")]
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        words = value_words(definition, result.inputs[definition.id])
        rows.append([definition.question, words, definition.id])
    if result.measured:
        rows += [[], [*measured_row(result.measured)]]
    return Sheet(rows, widths=(70, 40, 34))
