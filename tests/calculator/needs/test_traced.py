"""Amounts that remember their formula: values of plain numbers, and nothing idle in it."""

import math
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.needs.traced import (
    NAME,
    Traced,
    called,
    in_full,
    larger,
    smaller,
    summed_powers,
)

NUMBERS = st.floats(-1e6, 1e6)


def put_in(value: float) -> Traced:
    """A number as it was given."""
    return Traced(value, NAME, "given")


@given(NUMBERS, NUMBERS, st.sampled_from([operator.add, operator.sub, operator.mul]))
def test_a_traced_amount_calculates_as_a_plain_one(one, other, operation):
    plain = operation(one, other)

    assert operation(put_in(one), other) == plain
    assert operation(one, put_in(other)) == plain
    assert operation(put_in(one), put_in(other)) == plain


@given(NUMBERS, st.floats(0.5, 1e6))
def test_a_traced_amount_divides_as_a_plain_one(one, other):
    assert put_in(one) / other == one / other
    assert one / put_in(other) == one / other


@pytest.mark.parametrize(
    "idle", [lambda x: x + 0, lambda x: 0 + x, lambda x: x - 0, lambda x: x * 1, lambda x: x / 1]
)
def test_what_changes_nothing_is_not_part_of_the_formula(idle):
    amount = put_in(3.0)

    assert idle(amount) is amount
    assert 1 * amount is amount


@pytest.mark.parametrize("number", [2, 0.5, -1])
def test_other_factors_are_part_of_the_formula(number):
    amount = put_in(3.0)

    assert ((amount * number).operation, (amount * number).parts) == ("*", (amount, number))
    assert (number * amount).parts == (number, amount)
    assert (amount / number).parts == (amount, number)
    assert (number - amount).parts == (number, amount)


def test_whole_numbers_are_not_rounded_up_for_a_hair():
    assert put_in(2 + 1e-12).rounded_up(1) == 2
    assert put_in(2.001).rounded_up(1) == 3
    assert put_in(0.2).rounded_up(1) == 1


@given(st.floats(0.1, 3), st.integers(1, 36))
def test_a_sum_of_powers_is_the_sum_of_the_powers(ratio, months):
    powers = math.fsum(ratio**month for month in range(months))

    assert put_in(ratio).summed_powers(months) == pytest.approx(powers, rel=1e-6)
    assert put_in(1.0).summed_powers(months) == months


def test_the_larger_and_the_smaller_of_two_are_traced_to_both():
    assert larger(put_in(2.0), 3.0) == 3
    assert smaller(put_in(2.0), 3.0) == 2
    assert larger(put_in(2.0), 3.0).parts == (2.0, 3.0)


def test_amounts_that_were_made_alike_are_one_amount_and_equal_ones_are_not():
    wage, days = Traced(700.0, NAME, "wage"), Traced(2.0, NAME, "days")

    assert (wage * days).key == (wage * days).key
    assert (wage * days).key != Traced(1400.0, NAME, "bill").key
    assert wage.key != Traced(700.0, NAME, "another wage").key


def test_a_named_amount_is_worked_with_as_it_is_shown_and_can_be_had_in_full():
    third = Traced(1.0, NAME, "one") / 3
    shown = called("A third", "share", 0.3333333333, third)

    assert shown * 3 == 0.9999999999
    assert in_full(shown * 3, {}) == 1.0


@pytest.mark.parametrize("ratio", [1 + 1e-8, 1 - 1e-7, 1.02, 0.5, 1.0])
def test_powers_add_up_to_the_last_digit_also_close_to_one(ratio):
    one_by_one = math.fsum(ratio**month for month in range(120))

    assert summed_powers(ratio, 120) == pytest.approx(one_by_one, rel=1e-12)
