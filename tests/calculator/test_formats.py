"""Numbers are said as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.estimate import Estimate
from view import formats
from view.digits import rounded

amounts = st.floats(min_value=1e-6, max_value=1e15)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (4183.27, "4,200"),
        (0.0421, "0.042"),
        (0.5, "0.5"),
        (7, "7"),
        (12.4, "12"),
        (99.6, "100"),
        (1_240_000, "1.2 million"),
        (999_999, "1 million"),
        (3_000_000_000, "3 billion"),
        (70_600_000_000, "71 billion"),
        (2.5e12, "2.5 trillion"),
    ],
)
def test_a_number_has_two_significant_digits(value, words):
    assert formats.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (20000, "20,000"),
        (1234, "1,234"),
        (2_500_000, "2.5 million"),
        (1_234_567, "1,234,567"),
        (0.25, "0.25"),
    ],
)
def test_a_count_that_somebody_typed_is_not_rounded(value, words):
    assert formats.count(value) == words


def test_an_amount_with_its_range_reads_like_a_sentence():
    cost = Estimate(2890, 4183.27, 6840)

    assert formats.money_estimate(cost, per="a month") == "about $4,200 a month, 2,900 to 6,800"


def test_a_range_of_millions_says_million_once():
    assert formats.money_range(1_200_000, 1_600_000) == "$1.2 to 1.6 million"
    assert formats.money_range(940_000, 1_600_000) == "$940,000 to 1.6 million"


def test_a_range_whose_ends_read_the_same_is_one_number():
    assert formats.money_range(4199, 4201) == "$4,200"
    assert formats.money_estimate(Estimate(5, 5, 5)) == "$5"


def test_a_range_over_scales_names_each():
    assert formats.money_range(50, 2_000_000) == "$50 to 2 million"


def test_a_currency_without_a_sign_is_named():
    assert formats.money(4200, "CHF") == "CHF\u202f4,200"
    assert formats.money(4200, "EUR") == "€4,200"


def test_a_loss_has_a_minus_sign_before_the_currency():
    assert formats.money(-4183) == "−$4,200"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (2.4, "USD/GPU-hour", "$2.40/GPU-hour"),
        (1.79, "USD per hour", "$1.79 per hour"),
        (0.35, "share", "35%"),
        (729, "USD per day", "$730 per day"),
        (0.1, "share per year", "10% per year"),
        (0.25, "share from 0 to 1", "25%"),
        (8, "billion parameters", "8 billion parameters"),
        (12.0, "weeks", "12 weeks"),
        (3, "", "3"),
    ],
)
def test_a_quantity_carries_its_unit(value, unit, words):
    assert formats.quantity(value, unit) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0%"), (0.001, "under 1%"), (0.5, "50%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_share_never_claims_to_be_certain(value, words):
    assert formats.share(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "never"),
        (0.01, "hardly ever"),
        (0.72, "about 7 in 10"),
        (0.98, "almost always"),
        (1, "always"),
    ],
)
def test_a_chance_is_a_frequency(value, words):
    assert formats.chance(value) == words


def test_dates_are_written_out():
    assert formats.long_date(date(2026, 11, 1)) == "1 November 2026"
    assert formats.month(date(2026, 11, 1)) == "November 2026"


@given(amounts)
def test_words_are_within_half_of_the_second_digit(value):
    assert rounded(value) == pytest.approx(value, rel=0.0501)


@given(amounts)
def test_words_never_carry_more_than_two_significant_digits(value):
    digits = formats.number(value).split(" ")[0].replace(",", "").replace(".", "")

    assert len(digits.strip("0")) <= 2


def test_one_month_is_no_months():
    assert [formats.months(1), formats.months(24)] == ["1 month", "24 months"]
