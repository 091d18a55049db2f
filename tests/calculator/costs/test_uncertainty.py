"""Three points as fixed samples, and the arithmetic on them."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.costs.interpolated import interpolated
from calculator.costs.quantity import (
    Quantity,
    at_least,
    least,
    lift,
    likely,
    most,
    power,
    rounded_up,
)
from calculator.costs.uncertainty import (
    Chosen,
    Likely,
    Points,
    drawn,
    percentile,
    range_around,
    range_of,
    scores,
    stable,
)
from calculator.estimate import Estimate, exactly

WIDE = Estimate(1.0, 10.0, 40.0)


def test_a_sample_has_the_percentiles_of_its_estimate():
    values = sorted(drawn(WIDE, scores("any", 2000)))

    assert percentile(values, 0.1) == pytest.approx(1.0, rel=0.02)
    assert percentile(values, 0.5) == pytest.approx(10.0, rel=0.02)
    assert percentile(values, 0.9) == pytest.approx(40.0, rel=0.02)


def test_a_number_that_may_be_zero_is_never_drawn_below_it():
    assert min(drawn(Estimate(0.0, 0.1, 0.4), scores("any", 512))) == 0.0


def test_each_name_has_its_own_order_of_the_same_scores():
    one, other = scores("one", 512), scores("other", 512)

    assert sorted(one) == sorted(other)
    assert one != other
    assert sum(a * b for a, b in zip(one, other, strict=True)) / 512 == pytest.approx(0, abs=0.15)


def test_the_scores_are_the_middles_of_equally_likely_strata():
    shares = sorted(NormalDist().cdf(score) for score in scores("any", 4))

    assert shares == pytest.approx([0.125, 0.375, 0.625, 0.875])


def test_the_first_point_is_the_likely_case_and_the_last_hold_one_number_at_its_ends():
    amount = Points(8, ("this", "that")).amount("that", WIDE)

    assert isinstance(amount, Quantity)
    assert amount.points[0] == 10.0
    assert amount.points[9:] == [10.0, 10.0, 1.0, 40.0]


def test_a_number_without_spread_stays_a_plain_number():
    assert Points(8).amount("any", exactly(3.0)) == 3.0
    assert Likely().amount("any", WIDE) == 10.0


def test_chosen_points_are_those_of_the_same_draws():
    sample = Points(5).amount("any", WIDE)
    chosen = Chosen(5, (0, 3, 3)).amount("any", WIDE)

    assert isinstance(sample, Quantity)
    assert isinstance(chosen, Quantity)
    assert chosen.points == [10.0, sample.points[3], sample.points[3]]


def test_a_range_holds_its_likely_case():
    assert range_of([3.0, 1.0, 2.0]) == Estimate(1.2, 2.0, 2.8)
    assert range_around(9.0, [1.0, 2.0, 3.0]) == Estimate(1.2, 9.0, 9.0)


def test_a_percentile_lies_between_neighbours():
    assert percentile([10.0, 20.0, 30.0], 0.25) == 15.0
    assert percentile([10.0], 0.9) == 10.0


def test_digits_in_which_computers_differ_do_not_leave():
    assert stable(0.1 + 0.2) == 0.3
    assert stable(1234567.891234) == 1234567.891


def test_quantities_calculate_point_by_point():
    a, b = Quantity([1.0, 2.0]), Quantity([3.0, 8.0])

    assert (a + b).points == [4.0, 10.0]
    assert (b - a).points == [2.0, 6.0]
    assert (1 - a).points == [0.0, -1.0]
    assert (a * b).points == [3.0, 16.0]
    assert (b / a).points == [3.0, 4.0]
    assert (2 / a).points == [2.0, 1.0]
    assert (2 * a + 1).points == [3.0, 5.0]
    assert power(b, 2).points == [9.0, 64.0]


def test_the_smaller_and_the_larger_are_taken_point_by_point():
    a, b = Quantity([1.0, 9.0]), Quantity([3.0, 8.0])

    assert least(a, b).points == [1.0, 8.0]
    assert most(a, b).points == [3.0, 9.0]
    assert least(2.0, b).points == [2.0, 2.0]
    assert at_least(a, 5.0).points == [5.0, 9.0]


def test_whole_copies_are_rounded_up_and_a_hair_does_not_count():
    assert rounded_up(Quantity([0.2, 1.0, 1.0 + 1e-12, 1.1])).points == [1.0, 1.0, 1.0, 2.0]
    assert rounded_up(0.2, 2.0) == 2.0


def test_a_lifted_function_is_worked_out_once_for_equal_points():
    calls = []
    result = lift(lambda x, y: calls.append(x) or x * y, Quantity([2.0, 2.0, 3.0]), 10.0)

    assert result.points == [20.0, 20.0, 30.0]
    assert calls == [2.0, 3.0]


def test_an_interpolated_power_law_is_exact():
    amount = Quantity([5.0, *(0.1 * 1.3**i for i in range(40))])

    assert interpolated(lambda x: 7 * x**1.5, amount).points == pytest.approx(
        [7 * x**1.5 for x in amount.points]
    )


def test_an_interpolated_function_meets_the_likely_case():
    amount = Quantity([5.0, *(0.1 * 1.3**i for i in range(40))])

    assert likely(interpolated(lambda x: 1 + x, amount)) == pytest.approx(6.0)


@given(
    low=st.floats(0.01, 100),
    up=st.floats(1, 50),
    further=st.floats(1, 50),
    score=st.floats(-3, 3),
    more=st.floats(0, 3),
)
def test_a_higher_score_never_draws_a_smaller_number(low, up, further, score, more):
    estimate = Estimate(low, low * up, low * up * further)
    smaller, larger = drawn(estimate, [score, score + more])

    assert 0 < smaller <= larger
