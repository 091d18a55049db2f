"""Images made of noise: passes, size, guidance, decoding; learning from images."""

from typing import Any

import pytest

from calculator.physics.denoising import pass_gflops, passes
from tests.physics import predict
from tests.priced import KNOWLEDGE, TODAY

FLUX = KNOWLEDGE.networks["flux-1-dev"]
MADE = {"metric": "images/s", "accelerator": "H100 SXM", "precision": "bf16", "batch": 1}


def likely(command: str, /, **record: Any) -> float:
    answer = predict(command, record, KNOWLEDGE, TODAY)
    assert "error" not in answer, answer
    return float(answer["likely"])


def seconds(**record: Any) -> float:
    """Seconds for one image."""
    return 1 / likely("serve", **MADE, **record)


def test_a_pass_of_flux_is_that_of_57_blocks_over_4608_positions():
    # 1,024 pixels: 64 × 64 patches and 512 positions of text; 12 × 3,072² weights a block
    layers = 2 * 57 * 12 * 3072**2 * 4608 / 1e9
    attention = 4 * 57 * 4608**2 * 3072 / 1e9

    assert pass_gflops(FLUX, None) == pytest.approx(layers + attention, rel=1e-3)
    assert FLUX.attention_gflops == pytest.approx(attention, rel=1e-3)


def test_twice_the_side_is_four_times_the_layers_and_sixteen_times_the_attention():
    # (74,362 − 14,872) × 4 + 14,872 × 16
    assert pass_gflops(FLUX, 2048) == pytest.approx(475_912)


def test_a_diffusion_transformer_costs_what_its_paper_counts_at_both_sizes():
    network = KNOWLEDGE.networks["dit-xl-2"]

    # the paper's table: 118.64 and 524.60 billion multiplications with addition
    assert pass_gflops(network, 256) == pytest.approx(2 * 118.64, rel=0.01)
    assert pass_gflops(network, 512) == pytest.approx(2 * 524.60, rel=0.01)


def test_guidance_passes_twice_a_step():
    assert passes(28, guided=False) == 28
    assert passes(28, guided=True) == 56


def test_each_step_adds_as_much_and_decoding_is_left_without_any():
    one, three, five = (seconds(model="FLUX.1-dev", steps=steps) for steps in (1, 3, 5))

    assert five - three == pytest.approx(three - one, rel=1e-4)
    assert 0 < 1.5 * one - 0.5 * three < one / 2  # decoding: less than half of a single step


def test_guidance_makes_an_image_take_nearly_twice_as_long():
    alone = seconds(model="SDXL", steps=50, guidance=False)

    assert 1.8 * alone < seconds(model="SDXL", steps=50, guidance=True) < 2 * alone


def test_usual_steps_and_guidance_are_told():
    answer = predict("serve", {**MADE, "model": "SDXL"}, KNOWLEDGE, TODAY)

    assert any("(50)" in note for note in answer["notes"])
    assert any("twice" in note for note in answer["notes"])
    assert not answer["warnings"]


def test_an_unlisted_network_needs_steps_and_size_and_gets_a_wider_range():
    record = {**MADE, "model": "Some Image", "kind": "diffusion", "params": 6e9}
    refused = [
        predict("serve", {**record, **more}, KNOWLEDGE, TODAY)["error"]
        for more in ({}, {"steps": 8})
    ]
    answer = predict("serve", {**record, "steps": 8, "image_size": 1024}, KNOWLEDGE, TODAY)
    listed = predict("serve", {**MADE, "model": "SDXL"}, KNOWLEDGE, TODAY)

    assert refused[0].startswith("steps is missing")
    assert refused[1].startswith("image_size is missing")
    assert answer["high"] / answer["low"] > 2 * listed["high"] / listed["low"]


@pytest.mark.parametrize("steps", [1000, 3000])
def test_steps_and_their_batch_are_the_samples_of_a_training_run(steps):
    run = {"name": "SDXL", "kind": "diffusion", "accelerator": "A100", "accelerator_count": 8}

    assert likely("train", **run, steps=steps, global_batch=64) == likely(
        "train", **run, tokens=steps * 64, token_unit="image"
    )


def test_stored_latents_spare_the_encoder():
    run = {"name": "SD 1.5", "kind": "diffusion", "accelerator": "A100", "tokens": 1e6}
    encoded = likely("train", **run, token_unit="image")
    stored = likely("train", **run, token_unit="image", loader="stored latents")

    # forward and backward 3 × 803 GFLOP, encoding 1,133 more: 1.47, less what loading takes
    assert 1.4 < encoded / stored < 1.48


def test_tuning_on_pictures_counts_what_they_cost_and_not_a_usual_text():
    run = {
        "base_model": "ViT-B/16", "params": 86.6e6, "method": "full", "examples": 50_000,
        "epochs": 3, "accelerator": "A100", "global_batch": 64,
    }  # fmt: skip

    # 35.128 GFLOP for 86.6 million weights: as 202.82 tokens would
    assert likely("finetune", **run) == pytest.approx(
        likely("finetune", **run, seq_len=35.128e9 / (2 * 86.6e6)), rel=1e-4
    )


def test_a_network_of_convolutions_is_tuned_at_the_pace_at_which_it_is_trained():
    run = {"examples": 50_000, "epochs": 10, "accelerator": "RTX 3090", "accelerator_count": 1}

    tuned = likely("finetune", base_model="ResNet-50", method="full", **run)

    assert tuned == likely("train", name="ResNet-50", **run)


def test_frozen_convolutions_pass_forward_alone():
    run = {"base_model": "ResNet-50", "examples": 1e6, "accelerator": "T4", "loader": "tuned"}
    full, adapters, probe = (
        likely("finetune", **run, method=method) for method in ("full", "lora", "linear probe")
    )

    # forward 1 of 3 parts, with gradients on the way 2 of 3; loading is the same
    assert full - adapters == pytest.approx(adapters - probe, rel=1e-3)


def test_a_run_that_writes_answers_has_sequences_of_prompt_and_answer():
    run = {
        "base_model": "Qwen2.5-7B", "method": "grpo", "steps": 10, "global_batch": 64,
        "accelerator": "H100", "accelerator_count": 8, "prompt_len": 256, "completion_len": 768,
    }  # fmt: skip

    assert likely("finetune", **run) == likely("finetune", **run, seq_len=1024)


def test_a_cache_is_as_long_as_prompt_and_answer():
    record = {"model": "Llama-3.1-8B", "purpose": "kv cache", "input_len": 131_072}

    # 32 layers × 2 × 8 heads × 128 numbers of 2 bytes for 131,072 tokens
    assert likely("memory", **record) == pytest.approx(16.0)
