"""What runs today is built already: what was paid for it is spent, and its parts go along."""

import pytest

from calculator.costs.outlay import outlay_usd
from calculator.costs.quantity import likely
from calculator.costs.time_to_ship import stages
from tests.priced import line, priced, usd

DAYS = {
    "software-engineer-day": 1_000, "ml-engineer-day": 1_000, "first-time-factor": 2,
    "build-software-days-api": 10, "build-ml-days-api": 4,
    "build-software-days-hybrid": 50, "build-ml-days-hybrid": 60,
    "build-software-days-api-rag": 8, "build-ml-days-api-rag": 20,
}  # fmt: skip
TEXT = {"modality": "text", "requests_per_month": 1_000}
BASE = {"team_ml_expertise": "some", **TEXT}


def test_what_runs_today_costs_nobody_a_day_to_build():
    assert usd(priced(DAYS, **BASE), "api", "build") == pytest.approx(14_000)
    assert usd(priced(DAYS, runs_today="api", **BASE), "api", "build") == 0


def test_a_part_that_runs_today_need_not_be_built_again():
    found = priced(DAYS, runs_today="api", **BASE)

    # (50 - 10) + (60 - 4) days at 1,000; what nobody runs is built in whole
    assert usd(found, "hybrid", "build") == pytest.approx(96_000)
    assert usd(priced(DAYS, runs_today="people", **BASE), "hybrid", "build") == pytest.approx(
        110_000
    )


def test_a_part_that_took_more_days_than_the_whole_leaves_none_and_never_less():
    found = priced(DAYS, runs_today="api", **BASE)

    # software 8 - 10 is no day; learning 20 - 4 is 16
    assert usd(found, "api_rag", "build") == pytest.approx(16_000)


def test_who_never_did_it_still_takes_longer_for_the_rest():
    found = priced(DAYS, runs_today="api", team_ml_expertise="none", **TEXT)

    assert usd(found, "hybrid", "build") == pytest.approx(40_000 + 2 * 56_000)


@pytest.mark.parametrize("approach", ["feature_extraction", "fine_tune", "heavy_fine_tune"])
def test_a_model_in_use_has_its_labels_and_its_runs_and_is_only_trained_again(approach: str):
    answers = {"labelled_examples": 0, "retrainings_per_year": 2, **BASE}
    numbers = {"labels-needed-feature-extraction": 500}
    before = priced(numbers, **answers)
    found = priced(numbers, runs_today=approach, **answers)

    for part in ("labels", "training"):
        new, kept = line(before, approach, part), line(found, approach, part)
        assert likely(new.once) > 0
        assert likely(kept.once) == 0
        assert kept.monthly.total(12) == new.monthly.total(12)
    assert likely(line(found, approach, "training").machine_hours) == 0


@pytest.mark.parametrize("approach", ["fine_tune", "heavy_fine_tune"])
def test_labels_that_a_reader_wants_to_buy_are_paid_whatever_runs(approach: str):
    answers = {"labels_to_buy": 100, "label_kind": "class", "runs_today": "fine_tune", **BASE}
    numbers = {"label-price-class": 2, "label-reviews": 1}
    found = priced(numbers, **answers)

    assert likely(line(found, approach, "labels").once) == pytest.approx(200)


@pytest.mark.parametrize(("today", "made"), [("api", 20.0), ("api_rag", 0.0), ("open_as_is", 0.0)])
def test_an_index_that_is_there_is_not_made_again_whoever_asks_it(today: str, made: float):
    answers = {"corpus_mtok": 200, "answers_from_documents": True, "output_kind": "text"}
    found = priced({"embedding-price": 0.1}, runs_today=today, **answers, **BASE)

    for approach in ("api_rag", "open_as_is"):
        index = line(found, approach, "search-index")
        assert likely(index.once) == pytest.approx(made)  # 200 million tokens at 0.1 a million
        assert outlay_usd(found.case, approach, tuned_on_own=True) == pytest.approx(made)


def test_what_runs_today_waits_for_its_test_alone():
    answers = {"labelled_examples": 0, "label_kind": "class", **BASE}
    found = priced({"evaluation-days": 6}, runs_today="fine_tune", **answers)
    (only,) = stages(found.case, "fine_tune", line(found, "fine_tune", "training").machine_hours)

    assert (only.id, likely(only.days), likely(only.starts)) == ("evaluation", 6, 0)
    assert {each.id for each in stages(found.case, "heavy_fine_tune", 1.0)} > {"labels", "build"}
