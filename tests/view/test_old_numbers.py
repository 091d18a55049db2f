"""What is past its limit is marked where it is used: bill, card, tables and every file."""

import csv
import io
from datetime import date, timedelta

import pytest

from calculator.age import LIMIT_DAYS, is_old
from calculator.api import evaluate, evaluate_quickly
from calculator.packed import load_knowledge
from calculator.result import Result
from tests.spreadsheets import Workbook
from view.card import card
from view.costs import CostView
from view.entries import Entries
from view.exports.bill_csv import bill_csv
from view.exports.print_sheet import sheet_html
from view.exports.record import decision_record
from view.exports.spreadsheet import bill_workbook
from view.render import parts_html

KNOWLEDGE = load_knowledge()
STORAGE = KNOWLEDGE.assumptions["object-storage"]
FRESH = KNOWLEDGE.as_of
LATE = STORAGE.values[0].as_of + timedelta(days=LIMIT_DAYS["price"] + 1)
REQUEST = {"inputs": {"modality": "text", "requests_per_month": 10_000}}
SAID = "Numbers past the age at which they should be looked up again"


def asked(day: date, **more: object) -> Result:
    return evaluate({**REQUEST, **more}, KNOWLEDGE, day, points=200)


@pytest.fixture(scope="module")
def late() -> Result:
    return asked(LATE)


def test_the_last_day_of_the_limit_is_not_past_it():
    assert not is_old(date(2026, 1, 1), 180, date(2026, 6, 30))
    assert is_old(date(2026, 1, 1), 180, date(2026, 7, 1))


def test_nothing_in_the_worked_examples_is_past_its_limit_on_the_day_of_the_data():
    found = {
        example.id: evaluate_quickly({"inputs": example.inputs}, KNOWLEDGE, FRESH).old_numbers
        for example in KNOWLEDGE.examples.values()
    }

    assert {name: said for name, said in found.items() if said} == {}


def test_the_quick_answer_and_the_full_one_name_the_same_numbers(late):
    assert evaluate_quickly(REQUEST, KNOWLEDGE, LATE).old_numbers == late.old_numbers


def test_every_form_of_the_answer_says_it(late):
    forms = {
        "card": card(late, KNOWLEDGE),
        "Markdown": late.to_markdown(),
        "notebook": late._repr_html_(),
        "record": decision_record(late, Entries({}), KNOWLEDGE, "https://example.org"),
        "sheet": sheet_html(late, Entries({}), KNOWLEDGE, "https://example.org"),
        **parts_html(late, KNOWLEDGE, ""),
    }
    said = {name for name, text in forms.items() if SAID in " ".join(text.split())}

    assert {"card", "Markdown", "notebook", "record", "sheet", "headline", "money", "more"} <= said


def test_no_form_says_it_while_all_is_fresh():
    fresh = asked(FRESH)

    assert fresh.old_numbers == ""
    assert SAID not in card(fresh, KNOWLEDGE) + fresh.to_markdown()
    assert "past its limit" not in parts_html(fresh, KNOWLEDGE, "")["money"]


def test_the_line_of_a_bill_marks_the_number_with_its_limit(late):
    view = CostView(late, KNOWLEDGE)
    notes = [g.note for line in view.lines("api") for g in line.given if g.ref == "object-storage"]

    assert notes
    assert all(note.endswith("past its limit of 180 days") for note in notes)


def test_the_table_of_lines_and_the_workbook_have_a_column_for_it(late):
    rows = list(csv.reader(io.StringIO(bill_csv(late, KNOWLEDGE))))
    head = next(row for row in rows if "past_limit" in row)
    marked = [row[head.index("past_limit")] for row in rows[rows.index(head) + 1 :]]
    assert any("object-storage" in cell for cell in marked)

    book = Workbook(bill_workbook(late, REQUEST, KNOWLEDGE, "https://example.org"))
    column = next(place[0] for (_, place), said in book.cells.items() if said == "Past its limit")
    row = book.row_of("Numbers", "A", STORAGE.label)
    assert book.cells["Numbers", f"{column}{row}"] == "yes"


def test_what_the_reader_has_set_is_never_old():
    own = {"object-storage": [0.01, 0.02, 0.03]}
    number = asked(LATE, assumptions=own).priced.numbers["object-storage"]

    assert number.overridden
    assert not number.past_limit
