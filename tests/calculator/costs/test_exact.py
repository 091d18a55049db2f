"""Where bills change their order: found within half a percent, and true on both sides."""

import bisect
import functools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import evaluate, load_knowledge
from calculator.costs.bracket import EXACT, Bracket, Sought, narrow

KNOWLEDGE = load_knowledge()


def narrowed(function, inner: float, outer: float, whole: bool = False) -> Bracket:
    """What becomes of a bracket of a function of one answer."""
    bracket = Bracket(inner, outer, function(inner), function(outer), whole)
    priced = [Sought("answer", bracket, lambda bills: bills["usd"])]
    (found,) = narrow(priced, lambda asked: [{"usd": function(value)} for _, value in asked])
    return found


def test_a_straight_line_is_found_in_one_round():
    rounds = []

    def priced(asked):
        rounds.append([value for _, value in asked])
        return [{"usd": value - 500} for _, value in asked]

    (found,) = narrow([Sought("x", Bracket(100, 1000, -400, 500), lambda b: b["usd"])], priced)

    # 0.45 of half a percent of 500 to each side: 498.875 and 501.125; and √(100 × 1000)
    assert rounds == [pytest.approx([316.2278, 498.875, 501.125])]
    assert (found.inner, found.outer) == (498.875, 501.125)


def test_a_step_is_closed_in_on():
    found = narrowed(lambda value: 7.0 if value >= 640 else -0.001, 100, 1000)

    assert found.inner < 640 <= found.outer
    assert found.outer - found.inner <= EXACT * found.inner


def test_whole_numbers_are_told_to_the_one():
    found = narrowed(lambda value: value - 7.4, 1, 100, whole=True)

    assert (found.inner, found.outer) == (7, 8)


def test_the_change_nearest_to_the_present_value_is_the_one_that_is_told():
    # above zero from 200 to 210, and from 800: both lie between the ends
    found = narrowed(lambda v: 1.0 if 200 <= v < 400 or v >= 800 else -1.0, 100, 1000)

    assert found.inner < 200 <= found.outer


def test_a_bill_without_end_draws_no_line():
    found = narrowed(lambda value: math.inf if value >= 300 else -1.0, 100, 1000)

    assert found.inner < 300 <= found.outer <= found.inner * (1 + EXACT)


@given(st.floats(1.0, 1e9), st.floats(1.001, 1e4), st.floats(0.001, 0.999), st.floats(0.1, 8.0))
def test_any_bend_is_found(inner, factor, share, power):
    turn = inner * factor**share
    found = narrowed(lambda value: value**power - turn**power, inner, inner * factor)

    assert found.inner <= turn * (1 + 1e-12)
    assert found.outer >= turn * (1 - 1e-12)
    assert found.outer - found.inner <= EXACT * found.inner


SCENARIOS = [
    {"modality": "text", "labelled_examples": 1000, "requests_per_month": 1_000_000},
    {"modality": "image", "requests_per_month": 300_000, "labelled_examples": 5_000,
     "compute": "few_gpus"},
    {"modality": "text", "output_kind": "text", "requests_per_month": 20_000_000},
]  # fmt: skip


@functools.cache
def answered(position: int):
    """The whole answer to one of the scenarios."""
    return evaluate({"inputs": SCENARIOS[position]}, KNOWLEDGE, points=16)


def likely(inputs) -> dict[str, float]:
    result = evaluate({"inputs": inputs}, KNOWLEDGE, points=1, search=False)
    return {name: each.likely for name, each in result.priced.approaches.items()}


@functools.cache
def likely_at_volume(position: int, volume: float) -> dict[str, float]:
    return likely({**answered(position).inputs, "requests_per_month": round(volume)})


def middle(position: int, name: str, value: float) -> dict[str, float]:
    """The bills of a scenario in the middle case, with one answer changed.

    They lie above the likely ones as the published headline does; at another volume as the drawn
    curve does, which between two of its points goes by even factors.
    """
    result = answered(position)
    bills = likely({**result.inputs, name: value})
    if name != "requests_per_month":
        told = result.priced.approaches
        return {n: usd * told[n].total.value / told[n].likely for n, usd in bills.items()}
    curves = result.priced.curves
    after = min(max(bisect.bisect(curves.requests_per_month, value), 1), 14)
    ends = curves.requests_per_month[after - 1 : after + 1]
    part = min(max(math.log(value / ends[0]) / math.log(ends[1] / ends[0]), 0.0), 1.0)

    def lift(approach: str, end: int) -> float:
        drawn = curves.usd[approach][after - 1 + end].value
        return drawn / likely_at_volume(position, ends[end])[approach]

    return {n: usd * lift(n, 0) ** (1 - part) * lift(n, 1) ** part for n, usd in bills.items()}


@pytest.mark.parametrize("position", range(len(SCENARIOS)))
def test_a_flip_flips_where_it_says_and_half_a_percent_nearer_it_does_not(position):
    result = answered(position)
    qualify = [n for n, c in result.priced.approaches.items() if c.cheapest_share is not None]
    kinds = {each.id: each.kind for each in KNOWLEDGE.inputs.values()}
    told = [each for each in result.priced.flips if each.input != "horizon_months"]

    def cheapest(name: str, value: float) -> str:
        bills = middle(position, name, value)
        return min(qualify, key=bills.__getitem__)

    assert told
    for flip in told:
        at, whole = flip.flips_at, kinds[flip.input] == "integer"
        step = max(1.0, EXACT * at) if whole else EXACT * at
        nearer = at - math.copysign(step, at - flip.now)
        nearer = float(round(nearer)) if whole else nearer
        assert cheapest(flip.input, at) == flip.cheapest_then != flip.cheapest_now
        assert cheapest(flip.input, nearer) == flip.cheapest_now
        assert not whole or at == round(at)


@pytest.mark.parametrize("position", range(len(SCENARIOS)))
def test_the_cheapest_before_a_flip_is_that_of_the_printed_totals(position):
    told = answered(position).priced
    totals = {n: c.total.value for n, c in told.approaches.items() if c.cheapest_share is not None}

    assert told.flips
    for flip in told.flips:
        assert flip.cheapest_now == min(totals, key=totals.__getitem__)


@pytest.mark.parametrize("position", range(len(SCENARIOS)))
def test_bills_change_their_order_within_half_a_percent_of_the_break_even(position):
    told = [e for e in answered(position).break_even if e.at is not None and not e.crosses_again]

    assert told
    for crossing in told:
        below, above = crossing.cheaper_below, crossing.cheaper_above
        assert crossing.at == round(crossing.at)
        before, after = (
            middle(position, "requests_per_month", round(crossing.at * side))
            for side in (1 - EXACT, 1 + EXACT)
        )
        assert before[below] <= before[above]
        assert after[below] >= after[above]


@pytest.mark.parametrize("position", range(len(SCENARIOS)))
def test_drawn_lines_cross_in_the_step_that_holds_the_break_even(position):
    result = answered(position)
    curves = result.priced.curves
    told = [e for e in result.break_even if e.at is not None and not e.crosses_again]

    assert told
    for crossing in told:
        after = bisect.bisect(curves.requests_per_month, crossing.at)
        below, above = curves.usd[crossing.cheaper_below], curves.usd[crossing.cheaper_above]
        assert below[after - 1].value <= above[after - 1].value
        assert below[after].value >= above[after].value


RENTED = {"modality": "text", "output_kind": "text", "data_may_leave_org": False,
          "labelled_examples": 20_000, "compute": "cluster"}  # fmt: skip


@pytest.mark.parametrize("volume", [None, 40_000, 3_000_000])
@pytest.mark.parametrize("chip", ["a10g-24gb", "l40s-48gb", "h100-sxm-80gb"])
def test_a_dearer_rent_lowers_no_bill(chip, volume):
    inputs = {**RENTED, "requests_per_month": volume}
    rent = KNOWLEDGE.accelerators[chip].rent_on(KNOWLEDGE.as_of).estimate

    def bills(factor: float) -> dict[str, float]:
        own = [rent.low * factor, rent.value * factor, rent.high * factor]
        request = {"inputs": inputs, "assumptions": {f"accelerator:{chip}": own}}
        result = evaluate(request, KNOWLEDGE, search=False)
        return {name: each.total.value for name, each in result.priced.approaches.items()}

    before = bills(1.0)
    for factor in (1.05, 1.4, 3.0):
        after = bills(factor)
        assert all(after[name] >= usd * (1 - 1e-9) for name, usd in before.items())
