"""Time to a first version, and the cost of a request that succeeds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.costs.analysis import analyse
from calculator.costs.approaches import APPROACHES
from calculator.costs.quantity import likely
from calculator.costs.success import success_after, traced_success, tries_per_request
from calculator.costs.time_to_ship import TimeToShip, stages
from tests.priced import priced, total

DAYS = {
    "build-software-days-fine-tune": 20, "build-ml-days-fine-tune": 10, "people-building": 2,
    "evaluation-days": 5, "labels-needed-fine-tune": 3000, "label-reviews": 2,
    "labels-per-day": 100, "accelerators-at-once": 4, "first-time-factor": 1.5,
    "most-tries": 2, "success-share-api": 0.8, "success-share-baseline": 0.8,
}  # fmt: skip
TEXT = {"modality": "text", "labelled_examples": 1000, "label_kind": "class",
        "team_ml_expertise": "strong", "requests_per_month": 100_000, "tuning_place": "own",
        "output_tokens_per_request": 200}  # fmt: skip
shares = st.floats(0.01, 1)


def stage(approach, key, hours=0.0, **changed):
    found = stages(priced(DAYS, **{**TEXT, **changed}).case, approach, hours)
    return next(each for each in found if each.id == key)


def time(approach, **changed) -> TimeToShip:
    return analyse(priced(DAYS, **{**TEXT, **changed}), APPROACHES, 4).times[approach]


def test_thirty_days_of_work_take_two_people_fifteen():
    assert likely(stage("fine_tune", "build").days) == pytest.approx(15)  # (20 + 10) / 2


def test_a_team_of_newcomers_needs_longer_for_the_learning_part_alone():
    new = stage("fine_tune", "build", team_ml_expertise="none")

    assert likely(new.days) == pytest.approx((20 + 10 * 1.5) / 2)


def test_missing_labels_come_back_at_their_pace():
    # 3,000 needed, 1,000 there, two labellers for each, 100 a day
    assert likely(stage("fine_tune", "labels").days) == pytest.approx(2000 * 2 / 100)


@pytest.mark.parametrize("there", [{"labelled_examples": 3000}, {"label_kind": "recorded"}])
def test_nobody_waits_for_labels_that_are_there(there):
    found = stages(priced(DAYS, **{**TEXT, **there}).case, "fine_tune", 0.0)

    assert [each.id for each in found] == ["build", "evaluation"]


def test_machines_work_through_nights_and_weekends():
    # 672 accelerator-hours on four take 168 hours: a week, of which five are working days
    found = stage("fine_tune", "training", hours=672.0)

    assert likely(found.days) == pytest.approx(5)


def test_a_run_that_would_last_for_years_gets_more_machines_instead():
    found = stages(
        priced({**DAYS, "longest-training-run": 90}, **TEXT).case, "fine_tune", 4 * 24 * 700
    )

    training = next(each for each in found if each.id == "training")
    assert likely(training.days) == pytest.approx(90 * 5 / 7)  # not 700 days


def test_labels_are_collected_while_it_is_built_and_the_rest_follows():
    found = time("fine_tune")
    by_id = {each.id: each for each in found.stages}

    assert likely(by_id["labels"].starts) == likely(by_id["build"].starts) == 0
    assert likely(by_id["training"].starts) == pytest.approx(40)  # labels take longest
    end = 40 + likely(by_id["training"].days) + 5
    assert found.working_days.value == pytest.approx(end, rel=1e-3)  # the runs have a range


@settings(max_examples=20)
@given(people=st.floats(0.5, 20), pace=st.floats(1, 10_000), more=st.floats(1, 5))
def test_more_people_and_a_faster_pace_never_make_it_later(people, pace, more):
    def ready(factor: float) -> float:
        numbers = {"people-building": people * factor, "labels-per-day": pace * factor}
        found = stages(priced({**DAYS, **numbers}, **TEXT).case, "fine_tune", 100.0)
        return likely(found[-1].starts + found[-1].days)

    assert ready(more) <= ready(1) + 1e-9


def test_two_tries_at_four_in_five_succeed_96_times_in_100():
    assert success_after(0.8, 2) == pytest.approx(0.96)
    assert tries_per_request(0.8, 2) == pytest.approx(1.2)  # 1 + the 0.2 asked again
    assert tries_per_request(1.3, 3) == 1  # a share above one is one
    assert tries_per_request(0, 3) == 3  # all of them fail


def test_a_good_answer_of_a_hosted_model_bears_the_second_try():
    found = priced(DAYS, **TEXT)
    answering = sum(
        likely(line.monthly.total(12)) for line in found.bills["api"].lines
        if line.group == "inference"
    )  # fmt: skip
    good = likely(traced_success(found, "api")["usd_per_1000"])

    # 100,000 a month for a year are 1,200 thousands, of which 96 in 100 succeed
    assert good == pytest.approx((total(found.bills["api"]) + 0.2 * answering) / 1152)


def test_a_model_that_would_repeat_itself_is_not_asked_again():
    found = priced(DAYS, **TEXT)
    good = traced_success(found, "baseline")

    assert good["tries_per_request"] == 1
    per_1000 = total(found.bills["baseline"]) / (1200 * 0.8)
    assert likely(good["usd_per_1000"]) == pytest.approx(per_1000)


def test_without_requests_there_is_no_cost_of_a_good_answer():
    none = analyse(priced(DAYS, **{**TEXT, "requests_per_month": 0}), APPROACHES, 4)

    assert all(each.usd_per_1000 is None for each in none.successes.values())


@given(share=shares, tries=st.floats(1, 5))
def test_a_further_try_never_helps_less_and_never_takes_fewer(share, tries):
    assert share - 1e-12 <= success_after(share, tries) <= 1
    assert success_after(share, tries) <= success_after(share, tries + 1) + 1e-12
    assert 1 - 1e-9 <= tries_per_request(share, tries) <= tries_per_request(share, tries + 1) + 1e-9
