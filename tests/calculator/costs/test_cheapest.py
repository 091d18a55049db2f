"""The cheapest machine at each point, found without the whole bill of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.costs import cheapest
from calculator.costs.cheapest import cheapest_at_each_point, floor_of
from calculator.costs.demand import Demand, stairs
from calculator.costs.machines import Machine
from calculator.costs.quantity import Quantity

POINTS = 6
SHARES = st.floats(0.05, 1.0)


def points(lowest: float, highest: float) -> st.SearchStrategy[Quantity]:
    """An amount with a value for each point."""
    values = st.floats(lowest, highest)
    return st.lists(values, min_size=POINTS, max_size=POINTS).map(Quantity)


MACHINES = st.lists(
    st.builds(
        Machine,
        name=st.just("a machine"),
        units=st.sampled_from([1.0, 2.0, 8.0]),
        usd_per_unit_hour=points(0.1, 20.0),
        busy_seconds=points(1e-4, 30.0),
        watts_per_unit=st.none(),
    ),
    min_size=1,
    max_size=5,
)


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    """What any reader may bring: growing or falling, resting or not, shared or alone."""
    return Demand(
        requests_per_second=draw(points(1e-5, 1e4)),
        growth=draw(points(0.4, 2.5)),
        load=draw(SHARES),
        rents=tuple(0.9**i for i in range(draw(st.integers(1, 8)))),
        minimum_copies=draw(st.sampled_from([1.0, 2.0])),
        mean=draw(SHARES),
        awake=draw(st.none() | st.floats(1.0, 900.0)),
        variants=draw(st.sampled_from([1.0, 4.0])),
        slower=draw(st.floats(1.0, 1.5)),
    )


@given(machines=MACHINES, demand=demands())
def test_each_point_has_the_least_of_the_whole_bills(machines, demand):
    months = 3 * len(demand.rents)

    found = cheapest_at_each_point(machines, demand, months, floor_of(demand, months))

    bills = [stairs(machine, demand).total(months).points for machine in machines]
    assert found.points == pytest.approx([min(each) for each in zip(*bills, strict=True)])


@given(machines=MACHINES, demand=demands(), place=st.integers(0, 4))
def test_a_bill_at_hand_changes_nothing(machines, demand, place):
    months, place = 3 * len(demand.rents), place % len(machines)
    floor = floor_of(demand, months)
    known = place, stairs(machines[place], demand).total(months)

    found = cheapest_at_each_point(machines, demand, months, floor, known)

    assert found.points == cheapest_at_each_point(machines, demand, months, floor).points


def test_a_machine_whose_bill_is_at_hand_is_not_counted_again(monkeypatch):
    # one copy at any of these volumes, so that nothing can be below the cheap machine's bill
    counted = []
    monkeypatch.setattr(cheapest, "stairs", lambda *asked: counted.append(1) or stairs(*asked))
    cheap, dear = (Machine("", 1.0, usd, 1e-3, None) for usd in (1.0, 3.0))
    demand = Demand(Quantity([1.0, 2.0]), 1.0, 0.5, (1.0,), 1.0, 1.0, None)
    known = 0, stairs(cheap, demand).total(1)

    found = cheapest_at_each_point([cheap, dear], demand, 1, floor_of(demand, 1), known)

    assert found.points == [730.5, 730.5]
    assert not counted


def test_a_dear_machine_that_is_fast_wins_where_volume_is_high():
    # 0.5 of a copy may be busy. At 1 request a second: 2 slow copies for 2 USD or a fast one for 3;
    # at 100: 200 slow ones for 200 USD, or 20 fast ones for 60. A month has 730.5 hours.
    slow = Machine("slow", 1.0, 1.0, 1.0, None)
    fast = Machine("fast", 1.0, 3.0, 0.1, None)
    demand = Demand(Quantity([1.0, 100.0]), 1.0, 0.5, (1.0,), 1.0, 1.0, None)

    found = cheapest_at_each_point([slow, fast], demand, 1, floor_of(demand, 1))

    assert found.points == pytest.approx([2 * 730.5, 60 * 730.5])
