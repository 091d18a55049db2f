"""What fields of a record add: images, experts, adapters, offload, layers, beams, recordings."""

from typing import Any

import pytest

from calculator.physics.constants import physics_constants
from calculator.physics.fields import Fields
from calculator.physics.mixture import expert_share
from calculator.physics.models import listed_models
from calculator.physics.pictures import picture_tokens
from calculator.physics.predict import predict_with
from calculator.physics.speech import sound_positions
from tests.physics import KNOWLEDGE, REAL, SHAPE, TODAY, predict

H100 = {"accelerator": "H100 SXM"}


def answer(kind: str, record: dict[str, Any], **more: object) -> dict[str, Any]:
    """A prediction from a record and what is told beside it."""
    return predict(kind, {**record, **more}, KNOWLEDGE, TODAY)


def tokens_of(record: dict[str, Any]) -> float:
    """Tokens of the images of a record, by the rule of its model."""
    fields = Fields(record, KNOWLEDGE, REAL, "serve")
    return picture_tokens(fields, fields.transformer(fields.needed("params")).shape)


@pytest.mark.parametrize(
    ("record", "tokens"),
    [
        # One token for each square of 28 pixels: (1120 × 560) / 28² = 800
        ({"model": "Qwen2.5 VL 7B", "image_size": [1120, 560]}, 800),
        # A Gemma 3 always makes 256 of a picture, whatever its size
        ({"model": "Gemma 3 4B", "images": 3, "image_size": 2000}, 3 * 256),
        ({"params": 3e9, "model": "something new", "images": 2, "image_size": 280}, 2 * 100),
        ({"model": "Llama 3.1 8B"}, 0),
    ],
)
def test_images_add_the_tokens_that_their_model_makes_of_them(
    record: dict[str, Any], tokens: float
) -> None:
    assert tokens_of(record) == pytest.approx(tokens)


def test_a_prompt_with_an_image_takes_as_long_as_one_with_as_many_more_tokens() -> None:
    record = {**H100, "model": "Gemma 3 4B", "metric": "first-token latency ms, batch 1"}

    with_image = answer("serve", record, input_len=1000, images=1)

    assert with_image["likely"] == answer("serve", record, input_len=1256)["likely"]
    assert "1 × 256 tokens of images are added to the text" in with_image["notes"]


def test_a_size_of_an_image_that_is_none_is_refused() -> None:
    record = {"model": "Gemma 3 4B", "purpose": "inference", "images": 1}

    for size in ("large", -3, [1, "x"], True):
        assert "image_size must be pixels" in answer("memory", record, image_size=size)["error"]


def test_chips_that_share_experts_hold_one_copy_and_their_part_of_it() -> None:
    record = {**H100, "model": "Qwen3 30B A3B", "purpose": "inference"}

    assert (
        answer("memory", record, ep=4)["likely"]
        == answer("memory", record, accelerator_count=4)["likely"]
    )


def test_experts_are_what_a_token_passes_a_part_of() -> None:
    # 30.5 = shared + experts and 3.3 = shared + experts · 8/128: experts = 27.2 / (1 − 1/16)
    shape = next(
        each.shape for each in listed_models(KNOWLEDGE).values() if each.name == "Qwen3 30B A3B"
    )
    resting = shape.params - (shape.active_params or 0.0)

    assert shape.experts == 128
    assert expert_share(shape) == pytest.approx(resting / (15 / 16) / shape.params)
    assert expert_share(SHAPE) == 0


def test_training_with_experts_apart_needs_less_memory() -> None:
    record = {"model": "Qwen3 30B A3B", "purpose": "training", "method": "full"}
    record |= {"optimizer": "adamw", "sharding": "zero1", "accelerator_count": 8}

    assert answer("memory", record, ep=8)["likely"] < answer("memory", record)["likely"] / 2


def test_offloaded_states_leave_weights_and_offloaded_weights_one_layer() -> None:
    record = {"params": 32e9, "model": "Qwen2.5 32B", "purpose": "training", "method": "lora"}
    record |= {"optimizer": "adamw", "micro_batch": 1, "seq_len": 512}
    whole, away = (answer("memory", record, offload=told)["likely"] for told in (True, "weights"))

    # 32 billion weights of 16 bits are 59.6 GiB, and 1/64 of them is a layer
    assert whole - away == pytest.approx(59.6 * 63 / 64, rel=0.001)
    assert (
        "offload must be true, optimizer or weights"
        in (answer("memory", record, offload="moon")["error"])
    )


def test_each_adapter_adds_its_weights_in_sixteen_bits() -> None:
    record = {"params": 8e9, "model": "Llama 3.1 8B", "purpose": "inference", "precision": "bf16"}
    none, hundred = (answer("memory", record, adapters=count)["likely"] for count in (None, 100))
    share = physics_constants(KNOWLEDGE, TODAY)["adapter-share"].value

    assert hundred - none == pytest.approx(100 * 8e9 * share * 2 / 2**30, rel=0.01)


def test_more_trained_layers_take_longer_and_more_memory() -> None:
    tune = {**H100, "model": "Llama 3.1 8B", "method": "last layers", "tokens": 1e7}
    hold = {"model": "Llama 3.1 8B", "method": "last layers", "purpose": "training"}

    for kind, record in (("finetune", tune), ("memory", hold)):
        few, many = (answer(kind, record, trained_layers=n)["likely"] for n in (1, 16))
        assert few < many


def test_recordings_have_as_many_positions_as_their_seconds_and_whispers_a_window() -> None:
    assert sound_positions("wav2vec2", 10, SHAPE, REAL) == pytest.approx(
        10 * REAL["speech-positions-per-second-joined"].value
    )
    assert sound_positions("whisper-small", 5, SHAPE, REAL) == 1500  # 30 s, two frames of 10 ms
    assert sound_positions("whisper-small", 60, SHAPE, REAL) == 3000


def test_more_beams_are_never_faster() -> None:
    record = {"model": "whisper-large-v3", "metric": "audio seconds/s", "accelerator": "A100"}

    assert answer("serve", record, beam_size=5)["likely"] < answer("serve", record)["likely"]


@pytest.mark.parametrize(
    ("kind", "told", "reason"),
    [
        ("serve", {"accelerator_count": 2.5}, "accelerator_count must be a whole number, got 2.5"),
        ("serve", {"accelerator": "8xH100", "accelerator_count": 4}, "not 8 as the name"),
        ("serve", {"accelerator": "H100 x8", "accelerator_count": 4}, "not 8 as the name"),
        ("serve", {"parallelism": "over everything"}, "parallelism must be sizes such as TP4 PP2"),
        ("memory", {"memory_gib": "80GB"}, "memory_gib must be a number, got '80GB'"),
        ("memory", {"purpose": "fun"}, "purpose 'fun' is not known: inference, kv cache"),
        ("memory", {"arch": {"layers": 2, "d_model": 64, "heads": 7, "kv_heads": 9}},
         "arch.kv_heads must be at most arch.heads"),
        ("finetune", {"examples": 9, "filled_share": 7}, "filled_share must be at most 1, got 7"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(kind: str, told: dict[str, Any], reason: str) -> None:
    found = answer(kind, {**H100, "model": "Llama 3.1 8B"}, **told)

    assert reason in found.get("error", "") or any(reason in each for each in found["warnings"])


def test_a_switch_that_nothing_reads_is_warned_of() -> None:
    found = answer("memory", {"params": 8e9, "purpose": "inference"}, speculative=True)

    assert "speculative is given, but this prediction does not use it" in found["warnings"]


def test_a_field_that_is_read_and_changes_nothing_is_warned_of() -> None:
    train = {**H100, "params": 7e9, "tokens": 1e12, "seq_len": 2048, "accelerator_count": 64}
    idle, busy = (answer("train", {**train, "global_batch": 512}, pp=pp) for pp in (1, 8))
    said = "global_batch is given, but this prediction does not use it"

    assert said in idle["warnings"]
    assert said not in busy["warnings"]
    fast = predict_with("train", {**train, "global_batch": 512}, KNOWLEDGE, REAL, idle=False)
    assert fast.to_dict()["warnings"] == []


def test_a_record_without_a_metric_is_taken_by_its_modality() -> None:
    audio = answer("serve", {"model": "whisper-large-v3", "accelerator": "A100"}, modality="audio")

    assert audio["unit"] == "audio seconds/s"
