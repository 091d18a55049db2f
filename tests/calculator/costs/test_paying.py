"""Ways of paying for machines: kinds of rent, resting machines, owned ones, shared copies."""

from datetime import date
from typing import Any

import pytest

from calculator.costs.bills import Costs, costs
from calculator.costs.line import Line
from calculator.costs.tuned import tuned_model
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 27)
SELF_HOSTED = {
    "modality": "text", "requests_per_month": 3000, "volume_growth_per_year": 0,
    "horizon_months": 12, "input_tokens_per_request": 1000, "output_tokens_per_request": 500,
    "model_size_b": 70, "weight_bits": "4", "accelerator": "h100-sxm-80gb",
}  # fmt: skip


def priced(**asked: Any) -> Costs:
    scenario, problems = read_scenario({**SELF_HOSTED, **asked}, KNOWLEDGE)
    assert problems == []
    return costs(scenario, KNOWLEDGE, TODAY)


def hosting(approach: str = "open_as_is", **asked: Any) -> Line:
    return next(line for line in priced(**asked).bills[approach].lines if line.id == "hosting")


def a_month(**asked: Any) -> float:
    return float(hosting(**asked).monthly.in_month(0))


def test_one_h100_on_demand_is_its_rent_for_all_hours():
    assert a_month() == pytest.approx(3.85 * 730.5)


@pytest.mark.parametrize(
    ("paying", "usd"),
    [("large_cloud", 10.5), ("marketplace", 2.67), ("reserved", 2.72), ("spot", 2.0)],
)
def test_each_kind_of_offer_has_its_own_rent(paying, usd):
    assert a_month(paying=paying) == pytest.approx(usd * 730.5)


def test_a_chip_without_such_an_offer_takes_the_usual_ratio():
    # no spot price of an RTX A6000 is known: 0.871 on demand × 0.49
    usd = a_month(accelerator="rtx-a6000-48gb", paying="spot")

    assert usd == pytest.approx(0.871 * 0.49 * 730.5)


def test_a_copy_that_rests_costs_what_it_is_awake():
    # 3,000 requests, each with 60 s of start and 30 s of wait around a few seconds of work,
    # are 75 to 83 hours; of 730.5 that is a share s, and s / (1 + s) of them without overlaps
    resting = a_month(paying="per_second")
    least, most = 3000 * 90 / 3600, 3000 * 100 / 3600

    assert least / (1 + least / 730.5) < resting / 3.95 < most / (1 + most / 730.5)


def test_requests_that_find_a_copy_awake_pay_for_no_start():
    few = a_month(paying="per_second", requests_per_month=3000)
    many = a_month(paying="per_second", requests_per_month=30_000)

    assert many < 0.7 * 10 * few


def test_no_copy_needed_means_that_machines_rest():
    assert a_month(minimum_replicas=0) == a_month(paying="per_second")


def test_resting_never_costs_more_than_staying_awake_at_the_same_rent():
    for requests in (1e2, 1e4, 1e5, 1e6):
        rests = a_month(paying="per_second", requests_per_month=requests) / 3.95
        stays = a_month(requests_per_month=requests) / 3.85
        assert rests <= stays * 1.0001


def test_an_owned_h100_costs_its_price_over_its_life_and_electricity():
    # 30,000 × 1.35 / (48 × 730.5) + 0.7 kW × 0.7 × 1.54 × 0.146
    hour = 30_000 * 1.35 / (48 * 730.5) + 0.7 * 0.7 * 1.54 * 0.146

    assert a_month(paying="owned") == pytest.approx(hour * 730.5)


def test_ten_variants_on_one_copy_cost_a_tenth_where_one_copy_carries_all():
    writes = {"output_kind": "text", "tuning_place": "own"}
    alone = hosting("fine_tune", **writes)
    shared = hosting("fine_tune", **writes, adapters_on_base=10)

    assert float(shared.monthly.in_month(0)) == pytest.approx(float(alone.monthly.in_month(0)) / 10)


def test_hosted_tuning_takes_a_model_that_a_newcomer_can_tune():
    found = priced(hosted_model="openai/gpt-6.1-terra", tuning_place="hosted", accelerator=None)
    tuned = tuned_model(found.case)

    assert tuned
    assert KNOWLEDGE.lives[tuned].tunable(TODAY)
    assert any(line.note.endswith(", tuned") for line in found.bills["fine_tune"].lines)


def test_the_chosen_model_is_tuned_where_it_can_be():
    found = priced(hosted_model="google/gemini-3.5-flash", tuning_place="hosted")

    assert tuned_model(found.case) == "google/gemini-3.5-flash"


def test_a_model_that_ends_within_the_horizon_is_not_the_one_to_tune():
    found = priced(hosted_model="google/gemini-3.1-flash-lite", horizon_months=12)

    assert tuned_model(found.case) != "google/gemini-3.1-flash-lite"


@pytest.mark.parametrize("model", ["openai/gpt-3.5-turbo", "together/openai/gpt-oss-120b"])
def test_every_priced_model_can_be_chosen(model):
    scenario, problems = read_scenario({"hosted_model": model}, KNOWLEDGE)

    assert problems == []
    assert scenario["hosted_model"] == model


def test_a_misspelt_choice_is_refused_with_the_nearest_one():
    _, problems = read_scenario({"accelerator": "rtx-409"}, KNOWLEDGE)

    assert "did you mean 'rtx-4090'?" in problems[0].message


@pytest.mark.parametrize("place", ["device", "microcontroller"])
@pytest.mark.parametrize("approach", ["baseline", "feature_extraction", "open_as_is", "fine_tune"])
def test_nothing_is_rented_for_what_runs_on_the_devices_of_its_users(place, approach):
    line = hosting(approach, runs_on=place, data_may_leave_org=False)

    assert line.total(12) == 0
    assert line.note == "nothing is rented; not counted: packaging, tests on each platform, updates"


def test_on_ones_own_servers_a_machine_is_bought_where_nothing_else_is_said():
    # as one that is bought: its wear and its electricity, not the rent of an hour
    line = hosting(runs_on="own_servers")

    assert a_month(runs_on="own_servers") == pytest.approx(a_month(paying="owned"))
    assert a_month(runs_on="own_servers") != pytest.approx(a_month())
    assert line.note == "NVIDIA H100 SXM 80 GB, bought: its wear and electricity"


def test_on_ones_own_servers_a_machine_is_rented_where_that_is_said():
    assert a_month(runs_on="own_servers", paying="spot") == pytest.approx(2.0 * 730.5)


def test_a_bought_machine_that_may_rest_is_not_paid_by_the_second():
    assert a_month(runs_on="own_servers", minimum_replicas=0) <= a_month(runs_on="own_servers")
