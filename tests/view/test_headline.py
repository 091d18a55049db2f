"""One headline: every surface prints the same amount, and what is shown adds up to it."""

import csv
import functools
import html
import io
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import evaluate, evaluate_quickly
from calculator.costs.records import Currency, Headline
from calculator.estimate import Estimate
from calculator.packed import load_knowledge
from calculator.result import Result
from tests.random_scenarios import random_inputs
from tests.spreadsheets import Workbook
from view import formats
from view.answer_card import answer_card
from view.answers import bounds_words, value_words
from view.card import card
from view.delivery import days_words
from view.digits import rounded, telling_digits
from view.entries import Entries
from view.exports.bill_csv import bill_csv
from view.exports.print_sheet import sheet_html
from view.exports.record import decision_record
from view.exports.spreadsheet import bill_workbook
from view.money import Money, split_of
from view.render import parts_html

KNOWLEDGE = load_knowledge()
DOLLARS = Money(Currency("usd", 1.0, None))
_SIZES = {"": 1.0, "million": 1e6, "billion": 1e9, "trillion": 1e12}
usd = st.floats(0.01, 1e11)


def amount(words: str) -> float:
    """What a printed amount says."""
    found = re.search(r"([\d,.]+) ?(million|billion|trillion|)", words)
    assert found, words
    return float(found[1].replace(",", "")) * _SIZES[found[2]]


def last_digit(words: str) -> float:
    """How much the last digit of a printed amount is worth, zeros at the end not counted."""
    found = re.search(r"([\d,.]+) ?(million|billion|trillion|)", words)
    assert found, words
    digits = found[1].replace(",", "")
    places = len(digits.partition(".")[2])
    zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
    return 10.0 ** (zeros - places) * _SIZES[found[2]]


@functools.cache
def of_seed(seed: int) -> tuple[dict[str, object], Result]:
    inputs = {**random_inputs(KNOWLEDGE, random.Random(seed)), "currency": "usd"}
    return inputs, evaluate({"inputs": inputs}, KNOWLEDGE)


@pytest.mark.parametrize("seed", range(30))
def test_every_surface_prints_the_same_headline(seed):
    inputs, result = of_seed(seed)
    asked = {"inputs": inputs}
    quick = evaluate_quickly(asked, KNOWLEDGE)
    chosen = result.recommended
    name, split = KNOWLEDGE.approaches[chosen].name, split_of(result, chosen)
    entries = Entries(inputs={})
    parts = parts_html(result, KNOWLEDGE, "")
    pairs = list(answer_card(result, KNOWLEDGE).pairs())
    assert pairs[1][1] == f"{split.total} (8 in 10 cases: {split.range})"

    for page in (parts, parts_html(quick, KNOWLEDGE, "")):
        for figure in (split.total, split.per_month, split.once, split.range):
            assert figure in page["headline"]
        assert split.total in page["bar"]
        assert f"{split.per_month} a month" in page["bar"]
    assert f">{split.total}</td>" in parts["money"]
    for text in (card(result, KNOWLEDGE), sheet_html(result, entries, KNOWLEDGE, ""),
                 decision_record(result, entries, KNOWLEDGE, "")):  # fmt: skip
        words = " ".join(html.unescape(text).split())
        assert all(said in words for pair in pairs for said in pair)
    rows = csv.DictReader(io.StringIO(bill_csv(result, KNOWLEDGE)))
    total = next(r for r in rows if (r["approach"], r["line"]) == (name, "Total"))
    whole = result.costs.approaches[chosen].total
    assert float(total["usd_total"]) == round(whole.value, 2)
    book = Workbook(bill_workbook(result, asked, KNOWLEDGE, ""))
    row = book.row_of("Totals", "A", name)
    for label, words in pairs:
        assert book.value("Totals", f"B{book.row_of('Totals', 'A', label)}") == words
    # Each number in a cell is kept to ten digits; a product of twenty is that much coarser.
    assert book.value("Totals", f"D{row}") == pytest.approx(whole.value, rel=1e-8)
    assert result.to_rows()[0]["usd"] == whole.value


@pytest.mark.parametrize("seed", range(30))
def test_what_is_shown_adds_up(seed):
    _, result = of_seed(seed)
    for key, cost in result.costs.approaches.items():
        split = split_of(result, key)
        groups = DOLLARS.parts(cost.total, cost.groups)
        lines = DOLLARS.parts(cost.total, {line.id: line.total for line in cost.lines})
        shown = amount(split.total)
        sums = [
            amount(split.once) + result.costs.horizon_months * amount(split.per_month),
            *(sum(map(amount, words.values())) for words in (groups, lines)),
        ]
        step = last_digit(split.total)
        assert all(abs(each - shown) <= step / 2 * 1.0001 for each in sums), (key, sums, shown)


@given(st.tuples(usd, usd, usd).map(sorted))
def test_what_differs_reads_in_order(ends):
    estimate = Estimate(*ends)
    low, *_ = re.split(" to ", DOLLARS.range(estimate))
    digits = telling_digits(*ends)
    said = [rounded(end, digits) for end in ends]

    assert amount(DOLLARS.about(estimate)) == pytest.approx(said[1])
    assert low.startswith("$")
    for one, two, first, last in ((*ends[:2], *said[:2]), (*ends[1:], *said[1:])):
        assert first < last or two - one <= 1e-3 * two


@given(once=usd, per_month=usd, months=st.integers(1, 120))
def test_before_launch_and_the_months_come_to_the_total(once, per_month, months):
    total = once + months * per_month
    split = DOLLARS.split(Headline(Estimate(total / 2, total, 2 * total), once, per_month), months)

    shown = amount(split.once) + months * amount(split.per_month)
    assert rounded(shown) == pytest.approx(amount(split.total))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1, "copies", "1 copy"), (2, "copies", "2 copies"), (3, "ratio", "3"),
     (1, "people", "1 person"), (1, "days per month", "1 day per month"), (1, "ms", "1 ms"),
     (1.5, "factor", "1.5")],
)  # fmt: skip
def test_one_of_a_thing_is_said_in_the_singular(value, unit, words):
    assert formats.quantity(value, unit) == words


def test_the_range_of_a_share_says_percent_once():
    said = f"{formats.quantity(0.6, 'share')} ({formats.quantity_range(0.4, 0.8, 'share')})"

    assert said == "60% (40 to 80%)"


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [(1.35, 2.79, "USD/GPU-hour", "$1.35 to 2.79"), (440, 1200, "USD per day", "$440 to 1,200"),
     (0, 1, "share", "0 to 100%"), (5, 24, "weeks", "5 to 24"),
     (0.001, 0.002, "USD per request", "$0.001 to 0.002"), (0.3, 0.3, "share", "30%")],
)  # fmt: skip
def test_a_range_has_the_sign_of_its_unit(low, high, unit, words):
    assert formats.quantity_range(low, high, unit) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0.00033, "under an hour"), (0.5, "0.5 days"), (1, "1 day"), (0, "0 days")]
)
def test_a_stage_of_seconds_is_no_fraction_of_a_day(days, words):
    assert days_words(days) == words


@pytest.mark.parametrize(
    ("unit", "value", "said", "bounds"),
    [("million tokens", 1_000_000, "1 trillion tokens", "0 to 1 trillion tokens"),
     ("share from 0 to 1", 0.125, "12.5%", "0 to 1"),
     ("share per year", 0.5, "50% per year", "0 to 1"),
     ("million tokens", 3, "3 million tokens", "0 to 3 million tokens")],
)  # fmt: skip
def test_an_answer_and_its_bounds_are_said_in_plain_units(unit, value, said, bounds):
    kind = KNOWLEDGE.inputs["corpus_mtok"]
    top = value if "token" in unit else 1
    definition = replace(kind, kind="number", unit=unit, minimum=0, maximum=top)

    assert value_words(definition, value) == said
    assert bounds_words(definition) == bounds
