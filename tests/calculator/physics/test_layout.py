"""How chips share a model, as records tell it: in numbers, by engines' names, in words."""

from typing import Any

import pytest

from tests.physics import KNOWLEDGE, TODAY, predict

SERVE = {
    "model": "Llama 3.1 70B",
    "accelerator": "H100 SXM",
    "engine": "vllm",
    "precision": "bf16",
    "metric": "output tokens/s, all streams",
    "batch": 32,
    "input_len": 512,
    "output_len": 256,
}
ALONE = {**SERVE, "metric": "decode tokens/s, one stream", "batch": None}
TUNE = {
    "model": "Llama 3.1 8B",
    "accelerator": "H100 SXM",
    "method": "full",
    "steps": 100,
    "global_batch": 64,
    "seq_len": 2048,
}


def answer(kind: str, record: dict[str, Any], **more: object) -> dict[str, Any]:
    """A prediction from a record and what is told beside it."""
    return predict(kind, {**record, **more}, KNOWLEDGE, TODAY)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ({"tp": 8}, 8),
        ({"tensor_parallel": 8}, 8),
        ({"tensor_parallel_size": 8}, 8),
        ({"parallelism": "TP8"}, 8),
        ({"parallelism": "DEP4"}, 4),
    ],
)
def test_chips_that_share_each_layer_are_counted_where_no_number_is_given(
    told: dict[str, Any], count: int
) -> None:
    by_layout, by_count = (
        answer("serve", SERVE, **told),
        answer("serve", SERVE, accelerator_count=count),
    )
    assert by_layout["likely"] == by_count["likely"]
    assert f"{count} accelerators are taken" in " ".join(by_layout["notes"])


def test_all_sizes_of_a_layout_multiply_in_tuning() -> None:
    told = answer("finetune", TUNE, tp=2, pp=2, dp=4)
    assert told["likely"] == answer("finetune", TUNE, tp=2, pp=2, accelerator_count=16)["likely"]
    assert "16 accelerators are taken, as tp × pp × dp says" in told["notes"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"tp": 4, "dp": 2}, "accelerator_count is 16, not 8 as tp × dp says"),
        ({"tp": 32}, "accelerator_count is 16, not 32 as tp says"),
        ({"tp": 3}, "accelerator_count is 16, not 3 as tp says"),
    ],
)
def test_a_layout_is_checked_against_the_number_of_chips(told: dict[str, Any], said: str) -> None:
    assert said in answer("serve", SERVE, accelerator_count=16, **told)["warnings"]


def test_a_layout_that_divides_the_chips_is_right() -> None:
    assert answer("serve", SERVE, accelerator_count=16, tp=8)["warnings"] == []


def test_copies_share_the_requests_and_add_up() -> None:
    two = answer("serve", SERVE, tp=4, dp=2)
    one = answer("serve", SERVE, accelerator_count=4, batch=16)
    assert two["likely"] == pytest.approx(2 * one["likely"], rel=1e-5)


def test_a_copy_holds_all_weights_however_many_there_are() -> None:
    record = {"model": "Llama 3.1 70B", "purpose": "inference", "precision": "bf16", "seq_len": 1}
    two, one = answer("memory", record, tp=4, dp=2), answer("memory", record, tp=4)
    assert two["likely"] == one["likely"]


def test_one_token_is_in_one_stage_at_a_time() -> None:
    """Four chips of two stages read at once, so reading takes as long as on four chips alone."""
    staged, whole = answer("serve", ALONE, tp=4, pp=2), answer("serve", ALONE, tp=8)
    four = answer("serve", ALONE, tp=4)
    assert 0.95 < staged["likely"] / four["likely"] < 1 < whole["likely"] / four["likely"]


def test_a_size_is_a_whole_number_and_given_once() -> None:
    assert answer("serve", SERVE, tp=1.5)["error"] == "tp must be a whole number, got 1.5"
    twice = answer("serve", SERVE, tp=4, tensor_parallel=4)
    assert twice["error"] == "tp is given twice, as tensor_parallel too"


def test_a_large_draft_wins_less_than_a_small_one() -> None:
    drafted = {"accelerator_count": 8, "accepted_tokens": 2}
    small = answer("serve", ALONE, draft_model="Llama 3.2 1B", **drafted)
    large = answer("serve", ALONE, draft_params=35.3e9, **drafted)
    plain = answer("serve", ALONE, accelerator_count=8)
    # Two tokens of half the size take as long as one check: 3 / (1 + 2 × 0.5) = 1.5
    assert large["likely"] / plain["likely"] == pytest.approx(1.5, rel=1e-3)
    assert small["likely"] > large["likely"]
    assert small["warnings"] == large["warnings"] == []


def test_a_draft_that_moves_nothing_is_told() -> None:
    batched = answer("serve", SERVE, accelerator_count=8, draft_model="EAGLE-3")
    assert "a draft is not counted where many requests share each pass" in batched["warnings"]
    off = answer("serve", ALONE, accelerator_count=8, draft_params=1e9, speculative=False)
    assert "speculative is false; what is said of a draft is not used" in off["warnings"]


def test_answers_to_a_prompt_are_counted_with_steps_and_batch() -> None:
    grpo = {**TUNE, "method": "grpo", "accelerator_count": 8, "completion_len": 1024}
    plain = answer("finetune", grpo, global_batch=60)
    prompts = answer("finetune", grpo, global_batch=60, generations=8)
    answers = answer("finetune", grpo, global_batch=64, generations=8)
    # 60 can't be answers of whole groups of 8, so they are prompts
    assert prompts["likely"] == pytest.approx(8 * plain["likely"], rel=0.02)
    assert "64 of global_batch are written answers, 8 to each of 8 prompts" in answers["notes"]
    assert prompts["warnings"] == answers["warnings"] == []


def test_a_misspelt_model_of_a_given_size_is_told() -> None:
    meant = answer("serve", ALONE, model="Lama-3.1-8B", params=8e9)
    assert "did you mean 'Llama 3.1 8B'?" in " ".join(meant["notes"])
    other = answer("serve", ALONE, model="our own", params=8e9)
    assert "did you mean" not in " ".join(other["notes"])


def test_each_frame_of_a_video_counts_as_a_picture() -> None:
    learnt = {"model": "ResNet-50", "examples": 1e6, "accelerator": "A100"}
    one, eight = answer("train", learnt), answer("train", learnt, frames=8)
    assert eight["likely"] == pytest.approx(8 * one["likely"], rel=1e-4)
    seen = {"model": "ResNet-50", "metric": "items/s", "accelerator": "A100"}
    video = answer("serve", seen, batch=64, frames_per_sample=8)
    pictures = answer("serve", seen, batch=512)
    assert video["likely"] == pytest.approx(pictures["likely"] / 8, rel=1e-4)
    assert eight["warnings"] == video["warnings"] == []
