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


@pytest.mark.parametrize(
    "unsaid", ["latency_ms", "model_size_b", "output_tokens_per_request", "output_kind"]
)
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


def test_the_wait_from_which_a_machine_is_fast_enough_is_where_the_answer_turns():
    result = evaluate({"inputs": {**WRITING, "latency_ms": 1500}}, KNOWLEDGE, points=0)
    flip = next(each for each in result.flips if each.input == "latency_ms")
    at = {**WRITING, "latency_ms": flip.to}

    assert result.recommended != "open_as_is"
    assert flip.recommended == evaluate({"inputs": at}, KNOWLEDGE, points=0).recommended
    assert computed("open_as_is", latency_ms=flip.to - 1)
