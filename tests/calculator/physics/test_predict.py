"""From records of published formats to predictions: shapes of answers, gaps and odd input."""

import json
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import predict as answer_to
from calculator.estimate import Estimate, exactly
from calculator.physics.architecture import inferred_shape, transformer
from calculator.physics.chips import find_accelerator, peak_flops, precision_kind
from calculator.physics.predict import KINDS
from calculator.physics.ranges import widened
from tests.physics import KNOWLEDGE, REAL, TODAY, predict

TRAIN = {
    "id": "a",
    "kind": "llm-dense",
    "params": 7e9,
    "tokens": 1e12,
    "accelerator": "A100-80GB",
    "accelerator_count": 512,
    "seq_len": 2048,
}
SERVE = {
    "params": 8.03e9,
    "model": "Llama-3-8B",
    "accelerator": "H100-SXM-80GB",
    "accelerator_count": 1,
    "weight_bits": 16,
    "engine": "vllm",
    "input_len": 512,
    "output_len": 256,
    "metric": "output tokens/s, all streams",
}


def answer(kind: str, record: Any) -> dict[str, Any]:
    """A prediction with the project's knowledge."""
    return predict(kind, record, KNOWLEDGE, TODAY)


@pytest.mark.parametrize(
    ("kind", "record", "unit"),
    [
        ("train", TRAIN, "h"),
        ("finetune", {"params": 7e9, "method": "lora", "tokens": 1e8, "accelerator": "H100"}, "h"),
        ("finetune", {"params": 7e9, "method": "lora", "accelerator": "H100"}, "tokens/s"),
        ("throughput", TRAIN, "tokens/s"),
        ("memory", {"params": 7e9, "purpose": "inference"}, "GiB"),
        ("serve", SERVE, "tokens/s"),
        ("serve", {**SERVE, "metric": "first-token latency ms, batch 1"}, "ms"),
        ("serve", {**SERVE, "metric": "requests/s"}, "requests/s"),
        ("serve", {**SERVE, "metric": "items/s", "gflops_per_item": 8}, "items/s"),
    ],
)
def test_each_kind_answers_in_its_own_unit_with_an_ordered_range(
    kind: str, record: dict[str, Any], unit: str
) -> None:
    found = answer(kind, record)

    assert set(found) == {
        "id", "quantity", "unit", "low", "likely", "high", "notes", "warnings",
    }  # fmt: skip
    assert found["unit"] == unit
    assert 0 < found["low"] <= found["likely"] <= found["high"]


def test_a_seven_billion_model_on_a_trillion_tokens_takes_about_eighty_thousand_hours() -> None:
    # LLaMA 7B: 82,432 hours on the same chip, published in 2023
    found = answer("train", TRAIN)

    assert found["low"] < 82_432 < found["high"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "params is missing"),
        ({"params": "7B"}, "params must be a number, got '7B'"),
        ({"params": True}, "params must be a number, got True"),
        ({"params": -1}, "params must be above 0 and finite, got -1"),
        ({"params": math.inf}, "params must be above 0 and finite, got inf"),
        ({"params": math.nan}, "params must be above 0 and finite, got nan"),
        ({"params": 7e9}, "neither tokens, examples with their length, steps with their batch"),
        ({"params": 7e9, "tokens": [1]}, "tokens must be a number, got [1]"),
        ({**TRAIN, "accelerator": 100}, "accelerator must be text, got 100"),
        ({**TRAIN, "arch": "big"}, "arch must be a mapping, got 'big'"),
    ],
)
def test_what_cannot_be_predicted_is_answered_with_the_reason(
    record: dict[str, Any], reason: str
) -> None:
    assert reason in answer("train", record)["error"]


def test_an_unknown_kind_and_a_record_that_is_no_object_are_errors() -> None:
    assert "kind must be one of train" in answer("guess", {})["error"]
    assert "must be a JSON object, got list" in answer("train", [])["error"]


def test_the_id_of_the_record_comes_back_with_answer_and_error() -> None:
    assert answer("train", TRAIN)["id"] == "a"
    assert answer("train", {"id": 7})["id"] == 7


def test_null_is_the_same_as_missing() -> None:
    full = {**TRAIN, "active_params": None, "arch": None, "checkpointing": None}

    assert answer("train", full) == answer("train", TRAIN)


def test_results_in_a_record_never_change_its_prediction() -> None:
    told = {**TRAIN, "gpu_hours": 50_000, "mfu": 0.5, "tokens_per_s_per_gpu": 3000}

    assert answer("train", told) == answer("train", TRAIN)


def test_an_unknown_accelerator_is_refused_unless_its_figures_are_given() -> None:
    unknown = {**TRAIN, "accelerator": "Zorg 9"}
    figures = {"peak_tflops": 312, "bandwidth_gb_per_s": 2039, "memory_gib": 80}

    assert "accelerator 'Zorg 9' is not known" in answer("train", unknown)["error"]
    by_figures = answer("train", {**unknown, **figures})
    assert any("from its bandwidth and peak alone" in note for note in by_figures["notes"])


def test_without_an_accelerator_a_common_one_is_taken_with_a_note_and_a_wider_range() -> None:
    known, unknown = answer("train", TRAIN), answer("train", {**TRAIN, "accelerator": "any"})

    assert "no accelerator is named" in " ".join(unknown["notes"])
    assert unknown["high"] / unknown["low"] > known["high"] / known["low"]


@pytest.mark.parametrize(
    ("kind", "record", "message"),
    [
        ("train", {**TRAIN, "precison": "fp8"}, "did you mean 'precision'?"),
        ("train", {**TRAIN, "seqlen": 8192}, "seqlen is not a field; did you mean 'seq_len'?"),
        ("train", {**TRAIN, "precision": "bf17"}, "did you mean 'bf16'"),
        ("finetune", {"params": 8e9, "method": "banana"}, "method 'banana' is not known"),
        ("serve", {**SERVE, "engine": "vlm"}, "engine 'vlm' is not known; did you mean 'vllm'?"),
        ("serve", {**SERVE, "metric": "beauty"}, "metric 'beauty' is not known"),
        ("serve", {**SERVE, "accelerator": "RTX 4090 Ti Super Max"}, "is not known"),
        ("memory", {"params": 8e9, "purpos": "inference"}, "did you mean 'purpose'?"),
        ("train", {**TRAIN, "arch": {"layer": 3}}, "did you mean 'layers'?"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_what_was_probably_meant(
    kind: str, record: dict[str, Any], message: str
) -> None:
    assert message in answer(kind, record)["error"]


def test_a_field_that_no_prediction_reads_is_warned_of_and_one_that_changes_nothing_is_not() -> (
    None
):
    told = answer("train", {**TRAIN, "adapters": 30, "epochs": 1})

    assert "adapters is given, but this prediction does not use it" in told["warnings"]
    assert not any("epochs" in warning for warning in told["warnings"])


def test_hours_that_need_more_than_the_peak_are_warned_of() -> None:
    warnings = answer("train", {**TRAIN, "gpu_hours": 1000})["warnings"]

    assert any("of the chip's dense peak" in warning for warning in warnings)


def test_a_speed_above_the_peak_is_warned_of() -> None:
    warnings = answer("throughput", {**TRAIN, "tokens_per_s_per_gpu": 1e6})["warnings"]

    assert any("of the chip's dense peak" in warning for warning in warnings)


def test_a_speed_of_all_accelerators_is_shared_out_before_it_is_warned_of() -> None:
    of_all = {**TRAIN, "accelerator_count": 8, "tokens_per_s_total": 8e6}
    warnings = answer("throughput", of_all)["warnings"]

    assert any(each.startswith("1e+06 tokens/s per accelerator would need") for each in warnings)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("serve", {**SERVE, "params": 400e9}),
        ("memory", {"params": 70e9, "purpose": "inference", "accelerator": "T4"}),
        (
            "finetune",
            {"params": 70e9, "method": "full", "accelerator": "T4", "accelerator_count": 1},
        ),
        ("throughput", {**TRAIN, "params": 7e12, "accelerator_count": 8}),
    ],
)
def test_a_model_that_does_not_fit_is_warned_of(kind: str, record: dict[str, Any]) -> None:
    assert any("not fit" in warning for warning in answer(kind, record)["warnings"])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("H100", "h100-sxm-80gb"),
        ("NVIDIA H100 80GB HBM3", "h100-sxm-80gb"),
        ("h100_pcie", "h100-pcie-80gb"),
        ("Tesla V100-SXM2-32GB", "v100-sxm-32gb"),
        ("8x A100 SXM4 40 GB", "a100-sxm-40gb"),
        ("GeForce RTX 4090 24GB", "rtx-4090"),
        ("AMD Instinct MI300X", "mi300x-192gb"),
        ("Cloud TPU v5e", "tpu-v5e-16gb"),
        ("Apple M3 Max", "apple-m3-max"),
        ("L40", "l40-48gb"),
        ("L40S", "l40s-48gb"),
        ("L4", "l4-24gb"),
    ],
)
def test_an_accelerator_is_found_by_any_of_its_names(name: str, found: str) -> None:
    accelerator = find_accelerator(name, KNOWLEDGE)

    assert accelerator is not None
    assert accelerator.id == found


@pytest.mark.parametrize("name", ["", "any", "unknown", "abacus"])
def test_a_name_that_is_no_accelerator_finds_none(name: str) -> None:
    assert find_accelerator(name, KNOWLEDGE) is None


def test_a_peak_falls_back_to_the_next_precision_that_the_chip_has() -> None:
    volta = KNOWLEDGE.accelerators["v100-sxm-16gb"]

    assert peak_flops(volta, "bf16") == 125e12
    assert peak_flops(volta, "fp8") == 125e12
    assert precision_kind("fp8") == "fp8"


def test_a_family_lends_its_shape_to_a_model_of_its_size() -> None:
    known = transformer(8.03e9, "our own llama-3.1 for letters", None, KNOWLEDGE, REAL)

    assert (known.origin, known.shape.kv_heads, known.shape.vocab) == ("family", 8, 128_256)


def test_a_family_lends_its_vocabulary_to_a_size_that_it_does_not_list() -> None:
    known = transformer(20e9, "Llama-3 20B", None, KNOWLEDGE, REAL)

    assert (known.origin, known.shape.vocab, known.shape.kv_heads) == ("inferred", 128_256, 8)


@given(st.floats(1e6, 1e13))
def test_an_inferred_shape_holds_the_parameters_it_was_inferred_from(params: float) -> None:
    shape = inferred_shape(params, REAL)

    assert 12 * shape.layers * shape.d_model**2 == pytest.approx(params)


def test_spreads_widen_a_range_as_squares_of_logarithms() -> None:
    narrow = Estimate(math.exp(-3), 1, math.exp(3))

    wide = widened(narrow, [Estimate(math.exp(-4), 1, math.exp(4))])

    assert (wide.low, wide.value, wide.high) == pytest.approx((math.exp(-5), 1, math.exp(5)))
    assert widened(exactly(2), []) == exactly(2)


def test_what_has_no_logarithm_widens_nothing() -> None:
    wide = widened(Estimate(0, 1, 4), [Estimate(0.5, 1, 1)])

    assert (wide.low, wide.value, wide.high) == pytest.approx((0.5, 1, 4))


KEYS = [
    "id", "params", "active_params", "tokens", "examples", "epochs", "seq_len", "accelerator",
    "accelerator_count", "precision", "method", "arch", "checkpointing", "micro_batch",
    "global_batch", "steps", "kind", "fwd_gflops_per_sample", "gflops_per_item", "engine", "batch",
    "input_len", "output_len", "weight_bits", "metric", "purpose", "optimizer", "sharding",
    "token_unit", "train_flops", "trainable_params", "name", "model", "base_model", "loss",
    "gpu_hours", "wall_hours", "mfu", "tokens_per_s_total", "scenario",
]  # fmt: skip
WORDS = st.sampled_from(
    ["", "full", "lora", "qlora", "H100", "T4", "M2", "llama", "Qwen3", "fp8", "int4", "zero3",
     "inference", "kv-cache", "rlhf", "image", "vision", "items/s", "prefill", "latency ms", "API",
     "audio", "stage 9", "whisper", "none", "mlperf", "llama.cpp", "x" * 200]
)  # fmt: skip
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.integers(), st.floats(1, 1e13), st.just(8)
)
VALUES = st.one_of(
    st.none(), st.booleans(), NUMBERS, WORDS, st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["layers", "d_model", "heads", "kv_heads"]), NUMBERS),
)  # fmt: skip


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_odd_records_are_answered_or_refused_but_never_crash(
    kind: str, record: dict[str, Any]
) -> None:
    _check(answer(kind, {**record, "id": "odd"}))


@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(KEYS), st.one_of(st.floats(1e-9, 1e29), WORDS)),
    st.floats(1e-9, 1e29),
)
def test_extreme_sizes_are_answered_or_refused_but_never_crash(
    kind: str, record: dict[str, Any], params: float
) -> None:
    _check(answer(kind, {**record, "params": params, "id": "odd"}))


def _check(found: dict[str, Any]) -> None:
    """An answer is strict JSON with an ordered range, or an error with a reason."""
    json.dumps(found, allow_nan=False)
    if "error" in found:
        assert found["error"]
    else:
        assert 0 < found["low"] <= found["likely"] <= found["high"]


def test_the_same_record_gives_the_same_bytes_twice() -> None:
    once, twice = (json.dumps(answer("serve", SERVE)) for _ in range(2))

    assert once == twice


def test_a_notebook_shows_the_figure_its_range_and_what_was_supposed():
    record = {"params": 7e9, "tokens": 1e9, "accelerator": "H100 SXM"}
    found = answer_to("train", record, KNOWLEDGE, TODAY)
    shown = found._repr_html_()

    assert f"<strong>{found.likely:g} " in shown
    assert f"({found.low:g} to {found.high:g})" in shown
    assert shown.count("<li>") == len(found.notes) + len(found.warnings) > 0


def test_a_notebook_shows_a_refusal_and_no_markup_of_its_record():
    record = {"params": 7e9, "tokens": 1e9, "accelerator": "<b>chip</b>"}
    shown = answer_to("train", record, KNOWLEDGE, TODAY)._repr_html_()

    assert "&lt;b&gt;chip" in shown
    assert "<b>" not in shown


def test_an_entry_of_mlperf_is_tuned_code_also_where_only_its_name_says_so() -> None:
    record = {
        "base_model": "Llama-2-70B", "method": "lora", "tokens": 25e6, "seq_len": 8192,
        "accelerator": "H100", "accelerator_count": 8,
    }  # fmt: skip
    plain = predict("finetune", record, KNOWLEDGE, TODAY)
    entry = predict(
        "finetune", {**record, "name": "MLPerf v5.0 Llama 2 70B LoRA"}, KNOWLEDGE, TODAY
    )

    assert entry["likely"] < 0.6 * plain["likely"]


def test_a_mixture_whose_passes_are_not_told_takes_one_sequence_and_a_note_says_so() -> None:
    record = {
        "model": "Qwen3-30B-A3B", "params": 30.5e9, "active_params": 3.3e9, "seq_len": 4096,
        "accelerator": "H100", "accelerator_count": 16,
    }  # fmt: skip
    plain = predict("throughput", record, KNOWLEDGE, TODAY)
    told = predict("throughput", {**record, "micro_batch": 1}, KNOWLEDGE, TODAY)
    larger = predict("throughput", {**record, "micro_batch": 4}, KNOWLEDGE, TODAY)

    assert plain["likely"] == told["likely"] < larger["likely"]
    assert any("one sequence a pass" in note for note in plain["notes"])
    assert not any("one sequence a pass" in note for note in told["notes"])


def test_a_run_tells_its_arithmetic_and_how_busy_it_keeps_the_chips():
    record = {
        "params": 8e9, "tokens": 1e12, "seq_len": 4096, "accelerator": "h100-sxm-80gb",
        "accelerator_count": 512,
    }  # fmt: skip
    found = answer_to("train", record, KNOWLEDGE, TODAY)
    told = next(note for note in found.notes if "floating-point operations" in note)
    flops = float(told.split()[0])
    busy = float(re.search(r"(\d+)% of the chip", told)[1]) / 100

    # six operations a weight and token, and a little for attention: from 4.8 to 5.5 × 10²²
    assert 4.8e22 < flops < 5.5e22
    # 989 × 10¹² a second are the dense peak
    assert busy == pytest.approx(flops / (found.likely * 3600) / 989e12, abs=0.01)
    assert "restarts" in told


def test_adapters_have_two_thirds_of_the_arithmetic_of_whole_weights():
    record = {
        "base_model": "Llama 3.1 8B", "tokens": 1e6, "seq_len": 1024, "accelerator": "H100 SXM",
    }  # fmt: skip
    # 6 · (8.03e9 + 32 layers · 4096 · 1024) · 1e6 are 4.9e16, and 4 of 6 parts 3.3e16
    whole, adapters = (
        answer_to("finetune", {**record, "method": method}, KNOWLEDGE, TODAY).notes
        for method in ("full", "lora")
    )

    assert any(note.startswith("4.9e+16 floating-point operations") for note in whole)
    assert any(note.startswith("3.3e+16 floating-point operations") for note in adapters)
    assert any("restarts, evaluation and slower code included" in note for note in adapters)
