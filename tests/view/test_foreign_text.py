"""Text that somebody typed stays text in every file."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spreadsheets import Workbook
from view.exports.foreign_text import as_cell, as_markdown
from view.exports.workbook import Sheet, workbook

FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
typed = st.text(st.sampled_from("=+-@;|\t\n\r ,'\"ab1\uff1d\uff20"), max_size=12)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ("\n=1+1", "\n'=1+1"),
        ("  @SUM(A1)", "  '@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        (';"=1', ";\"'=1"),
        ("a - b", "a - b"),
    ],
)
def test_no_spreadsheet_takes_typed_text_for_a_formula(text, cell):
    assert as_cell(text) == cell


@given(typed, st.sampled_from(";|\t"))
def test_whatever_the_separator_no_cell_begins_a_formula(text, separator):
    line = io.StringIO()
    csv.writer(line).writerow(["name", as_cell(text), "1"])

    for cell in re.split(f"[\r\n{re.escape(separator)}]", line.getvalue()):
        assert not FORMULA.match(cell.replace('"', ""))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("https://example.org", r"https\:\/\/example\.org"),
        ("@somebody", "\\@\u2060somebody"),
        ("[a](b)", r"\[a\](b)"),
        ("# one\n# two", r"\# one \# two"),
    ],
)
def test_links_mentions_and_markup_mean_nothing_in_markdown(text, markdown):
    assert as_markdown(text) == markdown


@pytest.mark.parametrize("forbidden", ["\uffff", "\ufffe", "\ud800", "\x00", "\x0b"])
def test_what_xml_forbids_is_left_out_of_a_workbook(forbidden):
    made = workbook({"Sheet": Sheet([["before"], [f"a{forbidden}b"], ["behind"]])})

    book = Workbook(made)
    assert [book.value("Sheet", f"A{row}") for row in (1, 2, 3)] == ["before", "ab", "behind"]
