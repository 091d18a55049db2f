"""Ranges, tornado, shares of being cheapest, break-even, payback and flips."""

from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.costs.analysis import Analysis, analyse
from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import Bill, Costs, costs
from calculator.costs.break_even import VOLUMES
from calculator.costs.crossing import crossing
from calculator.costs.flips import horizon_flip
from calculator.costs.payback import paid_by_month
from calculator.costs.quantity import Quantity, likely
from calculator.costs.sensitivity import cheapest_shares, drawn_points, uncertainty
from calculator.costs.unit_economics import UnitEconomics, unit_economics
from calculator.costs.what_if import Variation, totals
from calculator.estimate import exactly
from tests.priced import KNOWLEDGE, TODAY, priced, scenario, total

POINTS = 128
BUSY = {
    "modality": "text", "hosted_model": "openai/gpt-6.1-terra", "requests_per_month": 2_000_000,
    "input_tokens_per_request": 800, "output_tokens_per_request": 200, "model_size_b": 8,
    "data_may_leave_org": True, "latency_ms": None,
}  # fmt: skip
SERVED = ("api", "open_as_is", "fine_tune")


def asked(**answers: object) -> Costs:
    """The likely bills of a scenario, nothing pinned."""
    return costs(scenario(**{**BUSY, **answers}), KNOWLEDGE, TODAY)


def middle_totals(**answers: object) -> dict[str, float]:
    """The printed totals of the scenario with other answers."""
    spreads = uncertainty(asked(**answers), (), POINTS).spreads
    return {name: each.total.value for name, each in spreads.items()}


@pytest.fixture(scope="module")
def busy() -> Analysis:
    return analyse(asked(), SERVED, POINTS)


def test_a_headline_is_the_median_of_the_draws():
    found = asked()
    sure = uncertainty(found, SERVED, POINTS)

    for approach, bill in found.bills.items():
        spread = sure.spreads[approach]
        drawn = drawn_points(sure.bills[approach].total, sure.points)
        assert spread.total.value == pytest.approx(median(drawn))
        assert spread.total.low < spread.total.value < spread.total.high
        assert spread.likely == pytest.approx(total(bill))


def test_numbers_without_spread_give_a_bill_without_a_range():
    found = asked()
    fixed = {name: exactly(e.value) for name, e in found.case.draws.estimates.items()}
    certain = costs(scenario(**BUSY), KNOWLEDGE, TODAY, fixed)
    spread = uncertainty(certain, SERVED, POINTS).spreads["api"]

    assert spread.total == exactly(spread.total.value)
    assert spread.tornado == ()


def test_a_bar_of_the_tornado_is_the_bill_with_one_number_at_its_end(busy):
    spread = busy.uncertainty.spreads["api"]
    bar, lift = spread.tornado[0], spread.total.value / spread.likely
    at_high = costs(scenario(**BUSY), KNOWLEDGE, TODAY, {bar.name: exactly(bar.estimate.high)})

    assert lift * total(at_high.bills["api"]) == pytest.approx(bar.usd_at_high)


def test_the_longest_bar_stands_first(busy):
    swings = [
        abs(bar.usd_at_high - bar.usd_at_low)
        for bar in busy.uncertainty.spreads["open_as_is"].tornado
    ]

    assert swings == sorted(swings, reverse=True)


def test_the_cheapest_of_two_draws_each_wins_half():
    first, second = Quantity([9.0, 1.0, 4.0]), Quantity([0.0, 2.0, 3.0])

    assert cheapest_shares({"a": first, "b": second}, 2) == {"a": 0.5, "b": 0.5}


def test_a_tie_goes_to_the_lower_rung():
    assert cheapest_shares({"a": 1.0, "b": 1.0}, 4) == {"a": 1.0, "b": 0.0}


def test_shares_of_being_cheapest_sum_to_one_over_those_that_qualify(busy):
    assert set(busy.uncertainty.cheapest) == set(SERVED)
    assert sum(busy.uncertainty.cheapest.values()) == pytest.approx(1)


def test_nobody_is_cheapest_where_nobody_qualifies():
    assert uncertainty(asked(), (), 16).cheapest == {}


def test_printed_totals_are_nearly_equal_at_a_break_even(busy):
    found = [f for f in busy.searched.by_volume if f.at is not None and not f.crosses_again]

    assert len(found) > 10
    for each in found:
        there = middle_totals(requests_per_month=round(each.at))
        # the middle of the few draws at each volume against that of all draws at this one
        assert there[each.cheaper_below] == pytest.approx(there[each.cheaper_above], rel=0.15)


def test_a_break_even_lies_in_its_range(busy):
    for found in busy.searched.by_volume:
        if found.at is not None:
            assert found.low is None or found.low <= found.at
            assert found.high is None or found.at <= found.high


def test_every_pair_is_compared_once(busy):
    assert len(busy.searched.by_volume) == len(busy.in_time) == 36


def test_bills_that_never_cross_have_no_break_even():
    never = crossing(("a", "b"), None, [float("inf")] * 10)

    assert (never.at, never.low, never.high, never.share_of_draws) == (None, None, None, 0.0)


def test_the_curve_of_an_approach_runs_over_all_volumes(busy):
    assert busy.searched.volumes == VOLUMES
    values = [estimate.value for estimate in busy.searched.curves["api"]]
    assert values == sorted(values)


def test_variations_give_the_bills_that_each_answer_alone_would_give():
    found = totals(
        asked().question,
        [Variation(), Variation({"peak_factor": 9.0}), Variation({"requests_per_month": 5e5})],
    )

    assert found["api"][0] == pytest.approx(total(asked().bills["api"]))
    assert found["open_as_is"][1] == pytest.approx(
        total(asked(peak_factor=9).bills["open_as_is"]), rel=0.02
    )
    assert found["fine_tune"][2] == pytest.approx(
        total(asked(requests_per_month=500_000).bills["fine_tune"]), rel=0.02
    )


def test_months_add_up_to_the_bill():
    found = asked(horizon_months=17)
    sure = uncertainty(found, (), 16)

    for bill in found.bills.values():
        spread = sure.spreads[bill.approach]
        paid = paid_by_month(bill, 17, spread)
        assert paid[0] == spread.once.value
        assert paid[-1] == pytest.approx(spread.total.value)


def _paid_at(paid: list[float], month: float) -> float:
    """USD paid until some day, the month's bill spread evenly over it."""
    whole = int(month)
    part = paid[whole + 1] - paid[whole] if month > whole else 0.0
    return paid[whole] + (month - whole) * part


def test_a_dearer_start_pays_for_itself_when_the_sums_meet(busy):
    months = len(busy.paid["api"])
    met = [found for found in busy.in_time if found.at is not None]
    for found in met:
        first, then = (busy.paid[name] for name in (found.cheaper_below, found.cheaper_above))

        assert first[0] <= then[0]
        assert _paid_at(first, found.at) == pytest.approx(_paid_at(then, found.at))
        assert all(first[month] <= then[month] for month in range(int(found.at) + 1))

    assert len(met) > 3
    assert all(0 < found.at < months for found in met)


def test_without_a_meeting_the_cheaper_start_stays_the_cheaper_one(busy):
    apart = [found for found in busy.in_time if found.at is None]
    for found in apart:
        first, then = (busy.paid[name] for name in (found.cheaper_below, found.cheaper_above))

        assert all(one <= other for one, other in zip(first, then, strict=True))

    assert len(apart) > 3


def test_every_flip_changes_the_cheapest_and_nothing_nearer_does(busy):
    assert {"requests_per_month", "output_tokens_per_request"} <= {
        f.input for f in busy.searched.flips
    }
    for flip in busy.searched.flips:
        if flip.input in ("requests_per_month", "horizon_months"):
            continue
        bills = _raised(busy, asked(**{flip.input: flip.flips_at}).bills)
        assert min(bills, key=bills.__getitem__) == flip.cheapest_then
        nearer = flip.now + 0.8 * (flip.flips_at - flip.now)
        bills = _raised(busy, asked(**{flip.input: nearer}).bills)
        assert min(bills, key=bills.__getitem__) == flip.cheapest_now


def test_a_flip_of_the_horizon_is_where_the_sums_change_order():
    paid = {"a": [0.0, 10.0, 20.0, 30.0], "b": [15.0, 20.0, 25.0, 30.5]}

    flip = horizon_flip(paid, 3, ("a", "b"))

    # beyond month 3: a costs 10 a month, b 5.5
    assert flip is not None
    assert (flip.now, flip.flips_at, flip.cheapest_then) == (3, 4, "b")


def test_one_approach_alone_never_flips():
    assert analyse(asked(), ("api",), 16).searched.flips == ()


def test_an_api_is_too_dear_where_it_passes_the_margin_and_the_least_saving():
    numbers = {"too-dear-margin": 2.0, "least-saving-per-month": 100.0}
    found = priced(numbers, **{**BUSY, "requests_per_month": 20_000_000})
    api, own = total(found.bills["api"]), total(found.bills["open_as_is"])

    assert api > 2 * own
    assert hosted_beside_open(found).too_dear
    bearable = {**numbers, "too-dear-margin": 1.01 * api / own}
    busy = {**BUSY, "requests_per_month": 20_000_000}
    assert not hosted_beside_open(priced(bearable, **busy)).too_dear


def hosted_beside_open(found: Costs) -> UnitEconomics:
    return unit_economics(found, [("api", "open_as_is")])[0]


def test_unit_economics_name_the_volume_from_which_the_api_is_too_dear():
    numbers = {"too-dear-margin": 1.8, "least-saving-per-month": 100.0}
    found = hosted_beside_open(priced(numbers, **BUSY))
    there = priced(numbers, **{**BUSY, "requests_per_month": round(found.too_dear_from * 1.15)})
    below = priced(numbers, **{**BUSY, "requests_per_month": round(found.too_dear_from * 0.85)})

    assert hosted_beside_open(there).too_dear
    assert not hosted_beside_open(below).too_dear


def test_a_thousand_requests_cost_their_share_of_the_bill():
    found = priced({}, **BUSY)
    each = unit_economics(found)[0]

    # a year of two million a month are 24,000 thousands
    assert each.usd_per_1000_requests == pytest.approx(total(found.bills["api"]) / 24_000)


@settings(max_examples=8)
@given(requests=st.integers(0, 10**8), size=st.floats(0.1, 200))
def test_analysis_holds_for_any_volume_and_size(requests, size):
    found = analyse(asked(requests_per_month=requests, model_size_b=size), APPROACHES, 16)

    assert sum(found.uncertainty.cheapest.values()) == pytest.approx(1)
    assert all(f.now != f.flips_at for f in found.searched.flips)


def _pair(crossings, a, b):
    return next(c for c in crossings if {c.cheaper_below, c.cheaper_above} == {a, b})


def _raised(found: Analysis, bills: dict[str, Bill]) -> dict[str, float]:
    """Likely bills raised to the middle case, as the headlines of the answer are."""
    spreads = found.uncertainty.spreads
    return {
        name: likely(bills[name].total) * spreads[name].total.value / spreads[name].likely
        for name in SERVED
    }
