"""What must hold for the costs of any scenario."""

import math
import random
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

import pytest

from calculator.knowledge import Answer, Knowledge
from calculator.packed import load_knowledge
from tests.answers import answer
from tests.random_scenarios import random_inputs

SEEDS = range(30)
SMALLEST = 0.01  # USD: what rounding to ten digits may move in a sum


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def inputs_of(seed: int) -> dict[str, Answer]:
    return random_inputs(knowledge(), random.Random(seed))


@cache
def result_of(seed: int) -> dict[str, Any]:
    return answer({"inputs": inputs_of(seed)}, knowledge(), knowledge().as_of)


def likely(inputs: dict[str, Answer]) -> dict[str, float]:
    """The total of each approach at likely values."""
    return {key: each["likely"] for key, each in priced(inputs, points=1).items()}


def priced(inputs: dict[str, Answer], points: int) -> dict[str, dict[str, Any]]:
    found = answer({"inputs": inputs}, knowledge(), knowledge().as_of, points=points, search=False)
    return found["costs"]["approaches"]


def close(one: float, other: float) -> bool:
    return abs(one - other) <= max(SMALLEST, 1e-6 * abs(one))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_is_negative_and_percentiles_stand_in_order(seed):
    for bill in result_of(seed)["costs"]["approaches"].values():
        for name in ("total", "once", "per_month", "kwh", "kg_co2e"):
            assert 0 <= bill[name]["low"] <= bill[name]["value"] <= bill[name]["high"]
        assert all(line["total"] >= 0 for line in bill["lines"])


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_equal_their_lines_and_months_never_fall(seed):
    months = result_of(seed)["costs"]["horizon_months"]
    for bill in result_of(seed)["costs"]["approaches"].values():
        lines = sum(line["total"] for line in bill["lines"])
        assert close(bill["total"]["value"], lines)
        split = bill["once"]["value"] + bill["per_month"]["value"] * months
        assert close(bill["total"]["value"], split)
        assert close(bill["once"]["value"], sum(line["once"] for line in bill["lines"]))
        assert close(bill["total"]["value"], sum(bill["groups"].values()))
        assert close(bill["total"]["value"], bill["paid_by_month"][-1])
        assert all(before <= after + SMALLEST for before, after in pairwise(bill["paid_by_month"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_currency_changes_how_costs_read_and_not_what_they_are(seed):
    dollars = result_of(seed)
    other = answer(
        {"inputs": {**inputs_of(seed), "currency": "jpy"}}, knowledge(), knowledge().as_of
    )

    assert other["recommended"] == dollars["recommended"]
    for key, bill in dollars["costs"]["approaches"].items():
        assert other["costs"]["approaches"][key]["total"] == bill["total"]


def priced_by_hand(factor: float) -> dict[str, Any]:
    """Every price in dollars times a factor: the same prices in another unit of money."""
    known, today = knowledge(), knowledge().as_of
    prices = {
        name: assumption.at(today).estimate
        for name, assumption in known.assumptions.items()
        if assumption.unit.startswith("USD ")
    }
    for name, chip in known.accelerators.items():
        if rent := chip.rent_on(known.as_of):
            prices[f"accelerator:{name}"] = rent.estimate
        if bought := chip.price_on(known.as_of):
            prices[f"purchase:{name}"] = bought.estimate  # what somebody pays who owns it
    return {name: [factor * p.low, factor * p.value, factor * p.high] for name, p in prices.items()}


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_prices_in_cents_give_costs_in_cents(seed):
    # Without hosted models, whose prices have a scale of their own.
    inputs = {**inputs_of(seed), "budget_usd": None}
    dollars, cents = (
        answer({"inputs": inputs, "assumptions": priced_by_hand(factor)}, knowledge(),
                 knowledge().as_of, points=16)["costs"]["approaches"]
        for factor in (1, 100)
    )  # fmt: skip

    for key in ("baseline", "feature_extraction", "from_scratch"):
        for point in ("low", "value", "high"):
            assert close(100 * dollars[key]["total"][point], cents[key]["total"][point])


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_of_being_cheapest_add_up_to_one(seed):
    shares = [
        bill["cheapest_share"]
        for bill in result_of(seed)["costs"]["approaches"].values()
        if bill["cheapest_share"] is not None
    ]

    assert not shares or sum(shares) == pytest.approx(1)


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_more_labels_to_buy_never_cost_less(seed):
    inputs = inputs_of(seed)
    few, many = (likely({**inputs, "labels_to_buy": count}) for count in (1000, 5000))

    assert all(few[key] <= many[key] + SMALLEST for key in few)


def volumes_tried() -> list[tuple[int, dict[str, Any]]]:
    """Break-even points of scenarios with a volume, well inside the range that is tried."""
    return [
        (seed, crossing)
        for seed in SEEDS
        if inputs_of(seed)["requests_per_month"] is not None
        for crossing in result_of(seed)["break_even"]
        if crossing["at"] is not None and 1e3 < crossing["at"] < 1e9
        if not crossing["crosses_again"]
    ]


def test_printed_totals_are_nearly_equal_at_a_break_even():
    tried = volumes_tried()[:20]
    apart = []
    for seed, crossing in tried:
        bills = priced({**inputs_of(seed), "requests_per_month": round(crossing["at"])}, 512)
        first, second = (
            bills[crossing[side]]["total"]["value"] for side in ("cheaper_below", "cheaper_above")
        )
        apart.append(abs(math.log(first / second)))

    # The middle at another volume is that of a few draws. By chance, machines by the hundred and
    # lengths by the million occur; most pairs are within a tenth even so.
    assert len(tried) == 20
    assert median(apart) < 0.1
    assert max(apart) < math.log(1.5)
