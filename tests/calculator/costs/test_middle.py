"""The middle case: its total is the median, its parts add up, and what is certain stays."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.costs.middle import middle_of
from calculator.costs.quantity import Quantity

usd = st.floats(0, 1e9)
drawn = st.lists(st.tuples(usd, usd), min_size=1, max_size=40)


def quantity(values: list[float]) -> Quantity:
    """Draws behind a likely case that must not count."""
    return Quantity([-1.0, *values])


def test_the_quarters_around_the_median_are_weighed_to_come_to_it():
    # sorted 1 2 4 10, median 3: below it 2, above it 4, half of each
    total = quantity([10.0, 1.0, 4.0, 2.0])
    middle = middle_of(total, 4)

    assert middle.of(total) == 3.0
    # a part of them: 20 where the total is 4, 5 where it is 2
    assert middle.of(quantity([9.0, 9.0, 20.0, 5.0])) == 12.5


def test_what_is_certain_stays_as_it_is():
    middle = middle_of(quantity([10.0, 1.0, 4.0, 2.0]), 4)

    assert middle.of(7.0) == 7.0
    assert middle.of(quantity([7.0] * 4)) == 7.0
    assert middle_of(7.0, 4).of(7.0) == 7.0


@given(drawn)
def test_parts_add_up_to_the_median_and_never_leave_their_draws(rows):
    one, other = (quantity(list(column)) for column in zip(*rows, strict=True))
    total = one + other
    middle = middle_of(total, len(rows))

    assert middle.of(total) == pytest.approx(median(total.points[1:]), rel=1e-9, abs=1e-6)
    assert middle.of(one) + middle.of(other) == pytest.approx(middle.of(total), rel=1e-9)
    for part in (one, other):
        least, most = min(part.points[1:]), max(part.points[1:])
        assert least - 1e-6 <= middle.of(part) <= most * (1 + 1e-9) + 1e-6
