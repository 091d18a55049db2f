"""Test-set sizes: Wilson's interval and McNemar's comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.sample_size import (
    examples_for_margin,
    examples_to_compare,
    mcnemar,
    wilson_interval,
)


def test_ninety_right_of_a_hundred_mean_an_accuracy_of_83_to_94_percent():
    interval = wilson_interval(90, 100)

    assert interval.low == pytest.approx(0.8256, abs=1e-4)
    assert interval.value == 0.9
    assert interval.high == pytest.approx(0.9448, abs=1e-4)


def test_ten_right_of_ten_do_not_mean_certainty():
    interval = wilson_interval(10, 10)

    # 10 / (10 + 1.96²)
    assert interval.low == pytest.approx(0.7225, abs=1e-4)
    assert interval.high == 1.0


def test_a_margin_of_five_points_around_one_half_takes_some_four_hundred_examples():
    examples = examples_for_margin(0.5, 0.05)

    # 1.96² / (4 × 0.05²) is 384; Wilson's interval needs 1.96² fewer
    assert examples == pytest.approx(381, abs=1)


def test_the_examples_for_a_margin_are_the_fewest():
    examples = examples_for_margin(0.9, 0.03)
    right = round(0.9 * examples)
    interval = wilson_interval(right, examples)

    assert (interval.high - interval.low) / 2 == pytest.approx(0.03, abs=2e-4)


def test_two_models_that_fail_apart_need_the_examples_of_the_textbook():
    size = examples_to_compare(0.7, 0.8)

    # unrelated failures: 0.7 × 0.2 + 0.8 × 0.3 = 0.38 disagree;
    # ((1.96 × √0.38 + 0.8416 × √(0.38 − 0.01)) / 0.1)² = 295.9
    assert size.disagreement.high == pytest.approx(0.38)
    assert size.examples.high == 296


def test_models_that_share_their_failures_need_fewer_examples():
    size = examples_to_compare(0.7, 0.8)

    assert size.examples.low < size.examples.value < size.examples.high
    assert size.disagreement.low == pytest.approx(0.1)


def test_equal_models_cannot_be_told_apart():
    with pytest.raises(ZeroDivisionError):
        examples_to_compare(0.8, 0.8)


def test_a_split_of_one_to_nine_happens_by_chance_in_two_of_a_hundred_tests():
    # 2 × (1 + 10) / 1024
    assert mcnemar(1, 9) == pytest.approx(0.021484375)


def test_an_even_split_tells_nothing():
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(0, 0) == 1.0


@given(right=st.integers(0, 1000), wrong=st.integers(0, 1000))
def test_an_interval_holds_what_was_measured(right, wrong):
    if right + wrong:
        interval = wilson_interval(right, right + wrong)
        assert 0 <= interval.low <= interval.value <= interval.high <= 1


@given(accuracy=st.floats(0, 1), margin=st.floats(0.005, 0.4))
def test_a_narrower_margin_never_needs_fewer_examples(accuracy, margin):
    assert examples_for_margin(accuracy, margin / 2) >= examples_for_margin(accuracy, margin)
