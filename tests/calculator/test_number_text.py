"""Numbers as people write them: read as what they can only mean, asked back otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.number_text import as_grouped, plain, read_number

finite = st.floats(allow_nan=False, allow_infinity=False, width=64)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\u00a0000\u202f000", 1_000_000),
        ("1'000'000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1_000_000", 1_000_000),
        ("10,00,000", 1_000_000),  # a million in India
        ("1e6", 1_000_000),
        ("10k", 10_000),
        ("1,5k", 1_500),
        ("2M", 2_000_000),
        ("1.5 million", 1_500_000),
        ("3 bn", 3_000_000_000),
        ("7,5", 7.5),
        ("0,125", 0.125),
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("1 234,5", 1234.5),
        ("−4", -4),
        (".5", 0.5),
    ],
)
def test_ordinary_ways_to_write_a_number_are_read(text, number):
    assert read_number(text) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.500", "could be 1500 or 1.5; write the one that you mean"),
        ("1,500", "could be 1500 or 1.5; write the one that you mean"),
        ("1,500k", "could be 1500000 or 1500; write the one that you mean"),
        ("1,2,3", "must be a number such as 20000, 20k or 1.5 million"),
        ("5-10", "must be a number such as 20000, 20k or 1.5 million"),
        ("1 0 0", "must be a number such as 20000, 20k or 1.5 million"),
        ("nan", "must be a number such as 20000, 20k or 1.5 million"),
        ("50%", "must be a number such as 20000, 20k or 1.5 million, not a percentage"),
        ("$5", "must be a number such as 20000, 20k or 1.5 million, without a currency"),
    ],
)
def test_what_could_be_two_numbers_or_none_is_asked_back(text, message):
    assert read_number(text, "tokens per request") == message


@pytest.mark.parametrize("unit", ["minutes per request", "months", "hours", "ms", None])
def test_m_is_asked_back_where_it_may_be_a_minute_a_month_or_a_metre(unit):
    assert read_number("2m", unit) == "must say M or million; m could be a minute as well"


@pytest.mark.parametrize("unit", ["requests per month", "examples", "USD", "tokens per request"])
def test_m_is_a_million_where_nobody_means_minutes(unit):
    assert read_number("2m", unit) == 2_000_000
    assert read_number("1.5 m", unit) == 1_500_000


def test_a_count_with_one_separator_can_only_be_grouped():
    assert read_number("1.500", "examples", whole=True) == 1500
    assert read_number("$50,000", "USD", whole=True) == 50_000


def test_a_share_may_be_written_as_a_percentage():
    assert read_number("50 %", "share from 0 to 1") == 0.5
    assert read_number("7,5%", "share") == pytest.approx(0.075)


def test_a_suffix_counts_in_the_unit_of_the_field():
    assert read_number("7B", "billion parameters") == 7
    assert read_number("500M", "billion parameters") == 0.5
    assert read_number("2B", "million tokens") == 2000


def test_another_currency_than_that_of_the_field_is_refused():
    assert read_number("USD 500", "USD") == 500
    assert read_number("€500", "USD") == "must be in USD"


def test_where_the_unit_is_not_known_a_dollar_sign_and_a_percentage_are_read():
    assert read_number("$2,40", None) == 2.4
    assert read_number("40 %", None) == pytest.approx(0.4)


@given(finite)
def test_the_plain_form_of_a_number_is_read_back_as_the_number(number):
    assert read_number(plain(number)) == number


@given(st.text(max_size=20), st.sampled_from(["", "USD", "share", "billion parameters", None]))
def test_no_text_stops_the_reading(text, unit):
    assert isinstance(read_number(text, unit), float | str)


@pytest.mark.parametrize(
    ("text", "decimal", "grouped"),
    [
        ("12,000", ".", "12000"),
        ("$1,500k", ".", "$1500k"),
        ("1.500", ",", "1500"),
        ("1.500", ".", "1.500"),  # nobody writes three decimals by habit: it is asked back
        ("1,500", ",", "1,500"),
        ("1,500", "", "1,500"),
        ("0,500", ".", "0,500"),
        ("1,500,000", ".", "1,500,000"),
    ],
)
def test_a_separator_that_the_language_of_the_reader_groups_with_is_no_question(
    text, decimal, grouped
):
    assert as_grouped(text, decimal) == grouped
