"""Amounts of every kind of line, electricity, carbon, days and effort, each worked by hand."""

import pytest

from calculator import units
from calculator.costs.energy import energy
from calculator.costs.people import running_days
from calculator.costs.quantity import likely
from calculator.costs.time_to_ship import stages
from tests.priced import KNOWLEDGE, line, priced, usd

CHIP = "l40s-48gb"  # 350 W
ON_ONE_CHIP = {"modality": "text", "model_size_b": 8, "accelerator": CHIP, "requests_per_month": 10}
MEAN_POWER = {"chip-power-share": 0.5, "power-overhead": 1.2}


def test_conversions_are_those_of_the_calendar_and_of_metric_prefixes():
    assert units.HOURS_PER_MONTH == 730.5  # 365.25 / 12 × 24
    assert units.SECONDS_PER_MONTH == 2_629_800
    assert pytest.approx(5 / 7) == units.WORKING_DAYS_PER_DAY
    assert (units.KB_PER_GB, units.BYTES_PER_GB) == (1e6, 1e9)
    assert (units.GRAMS_PER_KG, units.WATTS_PER_KW, units.MS_PER_SECOND) == (1000, 1000, 1000)
    assert (units.MINUTES_PER_HOUR, units.MONTHS_PER_YEAR, units.TOKENS_PER_MTOK) == (60, 12, 1e6)


def test_operation_costs_its_fee_and_the_logs_of_some_months():
    numbers = {"monitoring-fee": 100, "log-bytes": 4, "log-months": 3, "object-storage": 0.02}
    found = priced(numbers, requests_per_month=1_000_000)

    # a million × 4 kB are 4 GB a month, 12 GB in three; × 0.02 = 0.24 USD beside the fee
    assert usd(found, "api", "operations") == pytest.approx(12 * 100.24)


def test_of_a_row_less_is_kept_and_on_devices_nothing():
    numbers = {
        "monitoring-fee": 100,
        "log-bytes-of-rows": 0.5,
        "log-months": 3,
        "object-storage": 0.02,
    }
    rows = priced(numbers, modality="tabular", requests_per_month=1_000_000_000)
    devices = priced(numbers, runs_on="device", requests_per_month=1_000_000_000)

    # 10⁹ × 0.5 kB are 500 GB a month, 1,500 GB in three; × 0.02 = 30 USD beside the fee
    assert usd(rows, "baseline", "operations") == pytest.approx(12 * 130)
    assert usd(devices, "baseline", "operations") == pytest.approx(12 * 100)


def test_running_it_costs_its_days_of_every_month():
    found = priced({"run-days-api": 2, "software-engineer-day": 700})

    assert usd(found, "api", "run") == pytest.approx(12 * 2 * 700)


def test_an_evaluation_costs_its_labels_its_days_and_the_answers_that_are_checked():
    numbers = {
        "label-price-class": 0.1, "label-reviews": 2, "evaluation-days": 5,
        "ml-engineer-day": 600, "monitoring-labels": 100,
    }  # fmt: skip
    found = priced(numbers, label_kind="class", test_examples=500)

    # 500 × 0.10 × 2 + 5 × 600 = 3,100 at first; 100 × 0.10 = 10 a month
    assert usd(found, "api", "evaluation") == pytest.approx(3100 + 12 * 10)


def test_each_question_is_embedded_at_the_price_of_its_tokens():
    found = priced(
        {"embedding-price": 0.02},
        modality="text", requests_per_month=1_000_000, input_tokens_per_request=1000,
    )  # fmt: skip

    # 1,000 million tokens × 0.02 = 20 USD a month
    assert usd(found, "api_rag", "query-embedding") == pytest.approx(12 * 20)


def test_images_are_billed_as_the_tokens_that_they_count_as():
    prices = {"hosted:input_usd_per_mtok": 1.0, "hosted:output_usd_per_mtok": 4.0}
    found = priced(
        {**prices, "image-input-tokens": 1000},
        modality="multimodal", hosted_model="openai/gpt-6-luna", requests_per_month=10_000,
        images_per_request=2, input_tokens_per_request=500, output_tokens_per_request=100,
    )  # fmt: skip

    # (500 + 2 × 1,000) × 1 + 100 × 4 = 2,900 millionths of a dollar
    assert usd(found, "api", "hosted-model") == pytest.approx(12 * 10_000 * 0.0029)


@pytest.mark.parametrize(("months", "billed"), [(1, 2_000_000), (11, 22_000_000)])
def test_a_job_of_less_than_a_year_is_billed_for_what_was_told(months, billed):
    prices = {"hosted:input_usd_per_mtok": 1.0, "hosted:output_usd_per_mtok": 0.0}
    found = priced(
        prices, modality="text", hosted_model="openai/gpt-6-luna", horizon_months=months,
        requests_per_month=2_000_000, input_tokens_per_request=500, volume_growth_per_year=None,
    )  # fmt: skip

    assert usd(found, "api", "hosted-model") == pytest.approx(billed * 0.0005)


def test_growth_that_the_reader_set_holds_for_a_short_job_as_well():
    prices = {"hosted:input_usd_per_mtok": 1.0, "hosted:output_usd_per_mtok": 0.0}
    found = priced(
        {**prices, "volume-growth": 1.0}, modality="text", hosted_model="openai/gpt-6-luna",
        horizon_months=1, requests_per_month=2_000_000, input_tokens_per_request=500,
        volume_growth_per_year=None,
    )  # fmt: skip

    # twice as many a year later, which is the volume that was told: half of it in the first month
    assert usd(found, "api", "hosted-model") == pytest.approx(1_000_000 * 0.0005)


def test_a_hybrid_pays_the_large_model_for_its_share_alone():
    answers = {"modality": "text", "requests_per_month": 50_000, "data_may_leave_org": True}
    found = priced({"hybrid-hosted-share": 0.25}, **answers)

    whole = usd(found, "api", "hosted-model")
    assert usd(found, "hybrid", "hosted-model") == pytest.approx(whole / 4)


def test_a_small_model_trains_on_processors_for_a_few_cents():
    numbers = {"small-run-vcpu-hours": 2, "vcpu-hour": 0.1, "runs-baseline": 5}
    found = priced(numbers, retrainings_per_year=12)

    # 0.20 a run: five before launch, one in each month
    assert usd(found, "baseline", "training") == pytest.approx(5 * 0.2 + 12 * 0.2)


def test_training_costs_the_rent_of_its_hours():
    found = priced(
        {f"accelerator:{CHIP}": 3.0, "runs-heavy-fine-tune": 2},
        **ON_ONE_CHIP, retrainings_per_year=0,
    )  # fmt: skip
    training = line(found, "heavy_fine_tune", "training")

    assert likely(training.machine_hours) > 0
    assert usd(found, "heavy_fine_tune", "training") == pytest.approx(
        3 * likely(training.machine_hours)
    )


def test_more_labels_than_tuning_can_use_do_not_lengthen_a_run():
    numbers = {"labels-needed-heavy-fine-tune": 1000, "most-useful-labels": 10}
    many, more = (
        priced(numbers, **{**ON_ONE_CHIP, "modality": "image"}, labelled_examples=count)
        for count in (10_000, 1_000_000)
    )

    assert usd(many, "heavy_fine_tune", "training") == usd(more, "heavy_fine_tune", "training")


def test_a_chip_that_is_on_all_year_uses_its_mean_power_and_the_overhead():
    assert KNOWLEDGE.accelerators[CHIP].tdp_watts == 350
    found = priced({**MEAN_POWER, "grid-world": 400}, **ON_ONE_CHIP, electricity_grid="world")
    used = energy(found, 16)["open_as_is"]

    # 8,766 hours × 0.35 kW × 0.5 × 1.2 = 1,840.86 kWh; × 400 g = 736.344 kg
    assert used.kwh.value == pytest.approx(1840.86)
    assert used.kg_co2e.value == pytest.approx(736.344)


def test_training_and_every_retraining_use_electricity():
    numbers = {"runs-heavy-fine-tune": 2, "retraining-run-share": 0.5}
    found = priced(numbers, **ON_ONE_CHIP, retrainings_per_year=3)
    training = line(found, "heavy_fine_tune", "training")
    one_run = likely(training.machine_hours) / 2

    # two runs, and three halves in the year: 3.5 × hours × 0.35 kW
    assert training.kwh == pytest.approx(3.5 * one_run * 0.35)


def test_a_hosted_model_uses_energy_for_what_it_reads_and_writes():
    numbers = {"hosted-energy-read": 0.1, "hosted-energy-written": 0.5, "grid-world": 400}
    found = priced(
        numbers, modality="text", requests_per_month=1000, horizon_months=12,
        volume_growth_per_year=0, input_tokens_per_request=2000, output_tokens_per_request=500,
        reasoning_effort="none", electricity_grid="world",
    )  # fmt: skip
    used = energy(found, 16)["api"]

    # 12,000 requests: 24 million tokens × 0.1 kWh + 6 million × 0.5 kWh; × 400 g
    assert used.kwh.value == pytest.approx(5.4)
    assert used.kg_co2e.value == pytest.approx(2.16)


def test_speech_that_is_sold_by_the_hour_is_not_counted():
    found = energy(priced({}, modality="audio", hosted_model="groq/whisper-large-v3-turbo"), 16)

    assert (found["api"].kwh.value, found["api"].kg_co2e.value) == (0, 0)


def test_processors_use_their_mean_power_and_the_overhead():
    numbers = {"processor-power": 2, "power-overhead": 1.5, "grid-world": 400}
    found = priced(numbers, modality="tabular", requests_per_month=10, electricity_grid="world")
    hosting = line(found, "baseline", "hosting")

    # one virtual processor for a year: 8,766 hours × 2 W × 1.5
    assert hosting.processor_hours == 8766
    assert energy(found, 16)["baseline"].kwh.value == pytest.approx(26.298)


def test_machines_that_are_added_while_volume_grows_use_electricity_too():
    busy = {**ON_ONE_CHIP, "requests_per_month": 300_000_000, "volume_growth_per_year": 3}
    hosting = line(priced({}, **busy), "open_as_is", "hosting")
    copies = [likely(each) for each in hosting.monthly.units]

    assert copies == sorted(copies)
    assert copies[-1] > copies[0]
    # each copy of a quarter for 3 months of 730.5 hours at 0.35 kW
    assert hosting.kwh == pytest.approx(sum(copies) * 3 * 730.5 * 0.35)


def test_building_and_labelling_run_side_by_side_before_training_and_evaluation():
    numbers = {
        "build-software-days-fine-tune": 10, "build-ml-days-fine-tune": 4, "first-time-factor": 2,
        "people-building": 2, "labels-needed-fine-tune": 2000, "label-reviews": 2,
        "labels-per-day": 300, "accelerators-at-once": 2, "evaluation-days": 5,
    }  # fmt: skip
    found = priced(
        numbers, team_ml_expertise="none", labelled_examples=500, label_kind="class",
        labels_to_buy=None,
    )  # fmt: skip
    labels, build, training, evaluation = stages(found.case, "fine_tune", 168.0)

    assert likely(labels.days) == pytest.approx(10)  # 1,500 × 2 / 300
    assert likely(build.days) == pytest.approx(9)  # (10 + 4 × 2) / 2
    assert likely(training.starts) == pytest.approx(10)
    assert likely(training.days) == pytest.approx(2.5)  # 84 hours are 3.5 days, 5/7 of them worked
    assert likely(evaluation.starts) == pytest.approx(12.5)
    assert likely(evaluation.days) == pytest.approx(5)


def test_effort_is_running_it_and_training_it_again():
    days = {"run-days-fine-tune": 2, "retraining-days": 3, "serving-days": 5}
    found = priced(days, retrainings_per_year=4)

    # 2 days a month, and 3 days four times a year; 5 a month where there are machines to keep up
    assert likely(running_days(found.case, "fine_tune", machines=False)) == pytest.approx(3)
    assert likely(running_days(found.case, "fine_tune", machines=True)) == pytest.approx(8)
