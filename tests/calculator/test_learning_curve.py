"""Labels for a target, from pilots: a band that is honest about how far it reaches."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.estimate import Estimate
from calculator.learning_curve import (
    CurveKnowledge,
    Pilot,
    curve_knowledge,
    error_at,
    labels_needed,
)
from tests.priced import KNOWLEDGE

VAGUE = CurveKnowledge(exponent=Estimate(-1e4, 0.2, 1e4), scatter=0.01, drift=0.0)
PUBLISHED = curve_knowledge(KNOWLEDGE, date(2026, 11, 20))
HALVING = (Pilot(labels=100, accuracy=0.6), Pilot(labels=400, accuracy=0.8))


def test_pilots_that_halve_the_error_with_four_times_the_labels_have_exponent_one_half():
    assert labels_needed(HALVING, 0.9, VAGUE).exponent.value == pytest.approx(0.5, abs=1e-3)


def test_with_exponent_one_half_halving_the_error_again_takes_four_times_the_labels():
    needed = labels_needed(HALVING, 0.9, VAGUE)

    assert needed.likely == pytest.approx(1600, rel=0.03)
    assert needed.times_beyond_pilots == pytest.approx(4, rel=0.03)


def test_the_error_at_a_pilot_is_about_the_one_that_was_measured():
    assert error_at(HALVING, 400, VAGUE).value == pytest.approx(0.2, rel=0.01)


def test_one_pilot_takes_the_slope_of_published_curves():
    known = CurveKnowledge(exponent=Estimate(0.1, 0.25, 0.4), scatter=0.1, drift=0.1)
    needed = labels_needed((Pilot(labels=1000, accuracy=0.8),), 0.9, known)

    # the error halves after 2 ** (1 / 0.25) = 16 times the labels
    assert needed.likely == pytest.approx(16_000, rel=0.03)
    assert "slope" in needed.notes[0]


def test_a_far_target_is_said_to_be_far():
    needed = labels_needed(HALVING, 0.99, PUBLISHED)

    assert needed.times_beyond_pilots > 10
    assert any("far beyond" in note for note in needed.notes)


def test_a_target_that_may_never_be_reached_has_no_upper_end():
    flat = (Pilot(labels=100, accuracy=0.50), Pilot(labels=1000, accuracy=0.52))
    needed = labels_needed(flat, 0.95, PUBLISHED)

    assert needed.high is None
    assert any("may not be reached" in note for note in needed.notes)


def test_the_band_widens_with_the_distance_from_the_pilots():
    near, far = (error_at(HALVING, labels, PUBLISHED) for labels in (800, 80_000))

    assert far.high / far.low > near.high / near.low


def test_a_small_test_set_widens_the_band():
    small = [Pilot(labels=p.labels, accuracy=p.accuracy, test_examples=50) for p in HALVING]
    unsure, sure = labels_needed(small, 0.9, PUBLISHED), labels_needed(HALVING, 0.9, PUBLISHED)

    assert (unsure.high or math.inf) / unsure.low > (sure.high or math.inf) / sure.low


accuracies = st.floats(0.05, 0.95)
counts = st.floats(10, 1e6)


@settings(max_examples=60)
@given(counts, accuracies, counts, accuracies, accuracies)
def test_a_band_is_in_order_and_a_higher_target_never_needs_fewer_labels(n, a, m, b, target):
    pilots = (Pilot(labels=n, accuracy=a), Pilot(labels=m, accuracy=b))
    needed = labels_needed(pilots, target, PUBLISHED)
    more = labels_needed(pilots, target + 0.04, PUBLISHED)

    ends = [needed.low, needed.likely or math.inf, needed.high or math.inf]
    assert ends == sorted(ends)
    assert more.low >= needed.low
    assert (more.likely or math.inf) >= (needed.likely or math.inf)
