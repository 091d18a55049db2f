"""Amounts that hold a value once for all points that are alike, beside those that hold each."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.costs.interpolated import interpolated
from calculator.costs.places import places_of
from calculator.costs.quantity import Quantity, least, lift, rounded_up

KINDS = st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=30)
AMOUNTS = st.lists(st.floats(0.5, 900.0), min_size=4, max_size=4)


def test_points_of_one_kind_share_a_place_and_the_first_point_has_the_first():
    places = places_of(["a", "b", "a", "c"])

    assert places.of == [0, 1, 0, 2]
    assert places.first == [0, 1, 3]


def test_joined_places_tell_apart_what_either_does():
    draws, volumes = places_of([0, 0, 1, 1]), places_of([7, 8, 7, 8])

    assert draws.joined(volumes).of == [0, 1, 2, 3]
    assert draws.joined(places_of([5, 5, 6, 6])) is draws  # which tells as much already
    assert volumes.joined(draws) is draws.joined(volumes)


@given(kinds=KINDS, of=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS))
def test_shared_values_give_what_one_value_for_each_point_gives(kinds, of):
    columns = [[kind[i] for kind in kinds] for i in range(3)]
    shared, full = [], []
    for column, values in zip(columns, of, strict=True):
        places = places_of(column)
        shared.append(Quantity([values[column[point]] for point in places.first], places))
        full.append(Quantity([values[each] for each in column]))

    for formula in (
        lambda a, b, c: (a + b) * c / (a - 0.25) - 3,
        lambda a, b, c: least(rounded_up(a, 2.0), b) * c * c,
        lambda a, b, c: lift(operator.mul, a, b) + 1 / c,
        lambda a, b, c: interpolated(lambda x: x * x, b) * a + c,
    ):
        one, other = formula(*shared), formula(*full)
        assert one.points == pytest.approx(other.points, rel=1e-12)
        assert one.values[0] == one.points[0]
