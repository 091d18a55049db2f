"""Limits that no machine meets: worked out, and said with their number."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
WRITING = {
    "modality": "text", "output_kind": "text", "data_may_leave_org": False, "model_size_b": 70,
    "output_tokens_per_request": 4000, "weight_bits": "16",
}  # fmt: skip


def standing(approach, **answers):
    result = evaluate({"inputs": {**WRITING, **answers}}, KNOWLEDGE, points=0)
    return next(each for each in result.ranking if each.approach == approach)


def computed(approach, **answers):
    found = standing(approach, **answers).reasons
    return [each for each in found if each.rule.startswith("computed-")]


@pytest.mark.parametrize("approach", ["open_as_is", "fine_tune", "hybrid"])
def test_a_large_model_cannot_write_four_thousand_tokens_in_a_second_and_a_half(approach):
    found = standing(approach, latency_ms=1500)

    assert found.verdict == "insufficient"
    assert found.reasons[0].rule == "computed-latency"
    assert "1,500 ms" in found.reasons[0].text
    assert not found.over_budget


def test_a_minute_more_than_the_fastest_machine_takes_is_enough():
    assert not computed("open_as_is", latency_ms=1_000_000)


def test_without_a_size_the_smallest_model_that_writes_is_the_least():
    assert computed("open_as_is", latency_ms=500, model_size_b=None)
    assert not computed("open_as_is", latency_ms=20_000, model_size_b=None)


def test_a_tuned_or_large_model_at_a_provider_takes_a_call_at_least():
    for name in ("fine_tune", "hybrid"):  # a call is taken to need 200 ms
        (found,) = computed(name, latency_ms=199, data_may_leave_org=True)

        assert "about 200 ms" in found.text
        assert not computed(name, latency_ms=201, data_may_leave_org=True)


@pytest.mark.parametrize("unsaid", ["latency_ms", "output_tokens_per_request", "output_kind"])
def test_what_was_not_said_is_not_too_slow(unsaid):
    assert not computed("open_as_is", **{"latency_ms": 1500, unsaid: None})


def test_a_tuned_model_may_run_at_its_provider_where_data_may_leave():
    assert not computed("fine_tune", latency_ms=1500, data_may_leave_org=True)
    assert computed("open_as_is", latency_ms=1500, data_may_leave_org=True)


def test_weights_of_140_gigabytes_fit_into_no_device():
    (found,) = computed("open_as_is", runs_on="device")

    assert found.rule == "computed-device-memory"
    assert "130 GiB" in found.text  # 70e9 · 2 bytes / 2**30 = 130.4


def test_four_bits_a_weight_count_where_the_bits_were_not_said():
    assert not computed("open_as_is", runs_on="device", model_size_b=34, weight_bits=None)
    assert computed("open_as_is", runs_on="device", model_size_b=35, weight_bits=None)
    # 34e9 / 2 bytes = 15.8 GiB, 35e9 / 2 bytes = 16.3 GiB; a device counts as 16 GiB


def test_an_encoder_that_sorts_fits_where_the_open_model_does_not():
    sorts = {"runs_on": "device", "output_kind": "class", "model_size_b": 35, "weight_bits": None}

    assert computed("open_as_is", **sorts)
    assert not computed("fine_tune", **sorts)
    assert computed("fine_tune", **sorts, tuned_model_size_b=35)


def test_the_wait_from_which_a_machine_is_fast_enough_is_where_the_answer_turns():
    result = evaluate({"inputs": {**WRITING, "latency_ms": 1500}}, KNOWLEDGE, points=0)
    flip = next(each for each in result.flips if each.input == "latency_ms")
    at = {**WRITING, "latency_ms": flip.to}

    assert result.recommended != "open_as_is"
    assert flip.recommended == evaluate({"inputs": at}, KNOWLEDGE, points=0).recommended
    assert computed("open_as_is", latency_ms=flip.to - 1)


DATED = {"modality": "text", "output_kind": "class", "labelled_examples": 3000}


def earliest(approach: str, **answers: object) -> float:
    """The tenth percentile of the weeks to a first version, as the page shows it."""
    result = evaluate({"inputs": {**DATED, "team_ml_expertise": "strong", **answers}}, KNOWLEDGE)
    return result.costs.approaches[approach].time_to_ship.weeks.low


@pytest.mark.parametrize("approach", ["hybrid", "from_scratch", "heavy_fine_tune"])
def test_what_comes_after_the_date_in_nine_draws_of_ten_falls_short(approach):
    least = earliest(approach)
    late = {**DATED, "time_to_ship_weeks": int(least * 0.9)}
    found = evaluate({"inputs": late}, KNOWLEDGE, points=0)
    standing = next(each for each in found.ranking if each.approach == approach)

    assert standing.verdict == "insufficient"
    assert standing.reasons[0].rule == "computed-date"
    assert f"there are {int(least * 0.9)}" in standing.reasons[0].text


def test_a_date_that_can_be_made_excludes_nothing():
    found = evaluate({"inputs": {**DATED, "time_to_ship_weeks": 104}}, KNOWLEDGE, points=0)

    assert not [r for each in found.ranking for r in each.reasons if r.rule == "computed-date"]


def test_a_date_that_nothing_makes_leaves_the_best_of_them_and_says_so():
    found = evaluate({"inputs": {**DATED, "time_to_ship_weeks": 1}}, KNOWLEDGE, points=0)
    free = evaluate({"inputs": {**DATED, "time_to_ship_weeks": 104}}, KNOWLEDGE, points=0)

    assert not found.qualifies
    assert {each.rule for each in found.relax} >= {"computed-date"}
    assert found.recommended in {free.recommended, "baseline", "api"}


def test_a_date_that_is_probably_missed_is_warned_of():
    weeks = evaluate({"inputs": DATED}, KNOWLEDGE).costs.approaches
    asked = evaluate({"inputs": {**DATED, "time_to_ship_weeks": 3}}, KNOWLEDGE)
    middle = weeks[asked.recommended].time_to_ship.weeks.value
    warned = "notice-date-in-doubt" in {each.rule for each in asked.warnings}

    assert asked.qualifies
    assert warned == (middle > 3)


def test_the_date_from_which_an_approach_is_ready_is_where_the_answer_turns():
    result = evaluate({"inputs": {**DATED, "time_to_ship_weeks": 52}}, KNOWLEDGE, points=0)
    flip = next(each for each in result.flips if each.input == "time_to_ship_weeks")

    assert flip.recommended is not None
    at = {**DATED, "time_to_ship_weeks": flip.value if flip.to is None else flip.to}
    assert evaluate({"inputs": at}, KNOWLEDGE, points=0).recommended == flip.recommended


def test_an_unsaid_date_is_asked_for_and_told_from_week_to_week():
    said = {
        "modality": "audio", "output_kind": "text", "task_novelty": "unique",
        "labelled_examples": 100_000, "team_ml_expertise": "strong", "compute": "cluster",
    }  # fmt: skip
    unsaid = evaluate({"inputs": said}, KNOWLEDGE, points=0)
    (question,) = (each for each in unsaid.questions if each.input == "time_to_ship_weeks")

    assert len(question.answers) > 2
    for told in question.answers:
        for weeks in {told.value, told.to} - {None}:
            at = evaluate({"inputs": {**said, "time_to_ship_weeks": weeks}}, KNOWLEDGE, points=0)
            assert at.recommended == told.recommended, weeks
