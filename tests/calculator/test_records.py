"""What a record of published format leaves out is taken as usual; what it says is read as meant."""

from typing import Any

import pytest

from calculator.facts import Shape
from calculator.physics.fields import Fields
from calculator.physics.predict_memory import read_training, weight_bits
from calculator.physics.predict_samples import checkpointing
from calculator.physics.predict_serving import read_stream
from calculator.physics.predict_training import predict_training, read_run
from tests.physics import KNOWLEDGE, REAL, SHAPE, TODAY, constants, predict

IMAGES = {"kind": "vision", "tokens": 1e9, "fwd_gflops_per_sample": 4, "accelerator": "A100-80GB"}
TEXT = {"params": 7e9, "accelerator": "A100-80GB", "seq_len": 2048, "kind": "llm-dense"}
SERVE = {"params": 8.03e9, "model": "Llama-3-8B", "accelerator": "H100-SXM-80GB"}
ITEMS = {**SERVE, "metric": "items/s", "gflops_per_item": 8}
ENCODER = {**SERVE, "metric": "items/s", "model": "bert-large", "params": 335e6}
TUNE = {"params": 8.03e9, "base_model": "Llama-3-8B", "accelerator": "H100", "method": "full"}
HELD = {"params": 8.03e9, "model": "Llama-3-8B", "purpose": "inference", "seq_len": 4096}


def fields(record: dict[str, Any]) -> Fields:
    """A record with the project's knowledge."""
    return Fields(record, KNOWLEDGE, REAL)


def likely(kind: str, record: dict[str, Any]) -> float:
    """What is predicted, without its range."""
    return float(predict(kind, record, KNOWLEDGE, TODAY)["likely"])


@pytest.mark.parametrize(
    ("kind", "record", "left_out", "usual", "other"),
    [
        ("train", IMAGES, "accelerator_count", 8, 64),
        ("train", IMAGES, "precision", "fp16", "fp32"),
        ("train", IMAGES, "checkpointing", "none", "full"),
        ("train", {**IMAGES, "tokens": None, "examples": 1e6}, "epochs", 1, 2),
        ("train", {**TEXT, "examples": 1e6}, "epochs", 1, 2),
        ("train", {**TEXT, "train_flops": 1e22}, "accelerator_count", 64, 8),
        ("throughput", TEXT, "accelerator_count", 8, 64),
        ("throughput", {**TEXT, "accelerator": "H100"}, "precision", "bf16", "fp8"),
        ("throughput", {**TEXT, "seq_len": None}, "seq_len", 2048, 8192),
        ("throughput", {**TEXT, "seq_len": None, "kind": "encoder"}, "seq_len", 128, 2048),
        ("finetune", TUNE, "global_batch", 16, 64),
        ("finetune", TUNE, "seq_len", 1024, 4096),
        ("finetune", TUNE, "precision", "bf16", "fp32"),
        ("finetune", {**TUNE, "method": "lora"}, "micro_batch", 1, 16),
        ("finetune", {**TUNE, "examples": 1e4}, "epochs", 1, 3),
        ("finetune", {**TUNE, "base_model": "whisper-large"}, "seq_len", 1500, 448),
        ("memory", HELD, "accelerator_count", 1, 2),
        ("memory", HELD, "batch", 1, 8),
        ("memory", {**HELD, "seq_len": None}, "output_len", 256, 4096),
        ("memory", {**HELD, "purpose": "kv-cache"}, "batch", 1, 8),
        ("memory", {**HELD, "purpose": "kv-cache"}, "accelerator_count", 1, 2),
        ("serve", {**SERVE, "metric": "output tokens/s"}, "accelerator_count", 1, 2),
        ("serve", {**SERVE, "metric": "requests/s", "output_len": 64}, "input_len", 64, 2048),
        ("serve", ITEMS, "accelerator_count", 1, 2),
        ("serve", ITEMS, "batch", 32, 1),
        ("serve", ITEMS, "precision", "fp16", "int8"),
        ("serve", ENCODER, "input_len", 200, 400),
        ("serve", {"metric": "API tokens/s"}, "params", 70e9, 7e9),
    ],
)
def test_what_is_left_out_is_taken_as_usual(
    kind: str, record: dict[str, Any], left_out: str, usual: object, other: object
) -> None:
    silent = likely(kind, record)

    assert silent == pytest.approx(likely(kind, {**record, left_out: usual}))
    assert silent != pytest.approx(likely(kind, {**record, left_out: other}), rel=1e-3)


@pytest.mark.parametrize(
    ("told", "bits"),
    [
        ({}, 16),
        ({"precision": "bf16"}, 16),
        ({"precision": "fp32"}, 32),
        ({"precision": "float32"}, 32),
        ({"precision": "INT8"}, 8),
        ({"precision": "fp8"}, 8),
        ({"method": "8-bit"}, 8),
        ({"precision": "q8_0"}, 8.5008),  # 32 weights share a scale of 16 bits, norms stay wide
        ({"precision": "Q4_K_M"}, 4.8944),
        *(({"precision": name}, 4.25) for name in ("nf4", "int4", "4-bit", "mxfp4")),
        ({"precision": "nvfp4"}, 4.5),  # 16 weights of 4 bits share a scale of 8
        *(({"method": name}, 4.25) for name in ("GPTQ", "awq")),
        ({"precision": "nf4", "weight_bits": 3}, 3),
    ],
)
def test_the_name_of_a_precision_tells_the_bits_of_a_weight(
    told: dict[str, Any], bits: float
) -> None:
    assert weight_bits(fields(told)) == bits


@pytest.mark.parametrize(
    ("told", "recipe"),
    [
        ({"optimizer": "AdamW fp32"}, "fp32"),
        ({"optimizer": "AdamW float32"}, "fp32"),
        ({"optimizer": "AdamW 8-bit"}, "8-bit"),
        ({"optimizer": "paged AdamW"}, "8-bit"),
        ({"optimizer": "offloaded"}, "offload"),
        ({"optimizer": "in-backward"}, "in-backward"),
        ({"optimizer": "mixed"}, "mixed"),
        ({"sharding": "ZeRO-2"}, "mixed"),
        ({"method": "lora"}, "mixed"),
        ({"optimizer": "AdamW"}, "bf16"),
        ({}, "mixed"),
    ],
)
def test_the_optimiser_of_a_record_is_read_as_a_recipe(told: dict[str, Any], recipe: str) -> None:
    assert read_training(fields(told), 1e9, SHAPE, REAL).optimizer == recipe


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ({"sharding": "none at all, no"}, 0),
        ({"sharding": "ZeRO stage 2"}, 2),
        ({"sharding": "FSDP"}, 3),
        ({"sharding": "full"}, 3),
        ({"sharding": "optimiser states"}, 1),
        ({}, 0),
    ],
)
def test_the_sharding_of_a_record_is_read_as_a_stage(told: dict[str, Any], stage: int) -> None:
    assert read_training(fields(told), 1e9, SHAPE, REAL).sharding == stage


def test_a_large_model_is_sharded_as_a_whole_where_nothing_is_told() -> None:
    assert read_training(fields({}), 5e9, SHAPE, REAL).sharding == 3
    assert read_training(fields({}), 4.9e9, SHAPE, REAL).sharding == 0


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        *((word, "none") for word in ("none", "No", "off", "false")),
        *((word, "full") for word in ("full", "yes", "on", "True", "block")),
        *((word, "selective") for word in ("selective", "partial")),
        ("unknown", "unknown"),
    ],
)
def test_checkpointing_is_read_from_plain_words(told: str, kind: str) -> None:
    assert checkpointing(fields({"checkpointing": told})) == kind


def test_a_run_without_a_count_gets_as_many_accelerators_as_a_month_needs() -> None:
    # Nothing lost: 6.06e9 FLOPs of arithmetic and attention a token; see test_training
    record = {**TEXT, "params": 1e9, "tokens": 1e13, "arch": {"layers": 10, "d_model": 1000}}
    bare = constants(training_goodput=1)
    hours = predict_training(fields(record), bare)[2](bare)

    told = {**record, "accelerator_count": round(hours.value / 720)}
    same = predict_training(fields(told), bare)[2](bare)
    assert hours.value / 720 > 8
    assert hours.value == pytest.approx(same.value, rel=0.001)


def test_a_shape_that_tells_layers_and_width_is_filled_up_in_the_usual_way() -> None:
    shape = fields({"arch": {"layers": 32, "d_model": 4096}}).shape(7e9)

    assert shape == Shape(
        params=7e9,
        layers=32,
        d_model=4096,
        heads=32,  # of 128 each
        kv_heads=32,
        d_ff=4 * 4096,
        vocab=50_000,
        mlp_mats=3,
    )


def test_a_shape_keeps_what_it_tells_and_needs_layers_and_width() -> None:
    told = {"layers": 2, "d_model": 64, "heads": 4, "kv_heads": 2, "d_ff": 99, "vocab": 7}
    shape = fields({"arch": {**told, "mlp_mats": 2}}).shape(1e6)

    assert shape is not None
    assert (shape.heads, shape.kv_heads, shape.d_ff) == (4, 2, 99)
    assert (shape.vocab, shape.mlp_mats) == (7, 2)
    assert fields({"arch": {"layers": 2}}).shape(1e6) is None
    assert fields({}).shape(1e6) is None


def test_a_large_tuning_of_all_weights_is_organised_like_pre_training() -> None:
    record = {**TUNE, "accelerator_count": 8, "seq_len": 2048}
    large, small = ({**record, "tokens": tokens} for tokens in (1e9, 0.999e9))

    assert likely("finetune", large) < 0.95 * likely("finetune", small)


@pytest.mark.parametrize("method", ["generation", "Labelling", "inference"])
def test_what_trains_no_model_is_refused(method: str) -> None:
    found = predict("finetune", {**TUNE, "method": method}, KNOWLEDGE, TODAY)

    assert "trains no model" in found["error"]


def test_a_run_never_uses_more_parameters_than_there_are() -> None:
    assert (
        read_run(fields({**TEXT, "active_params": 9e9}), usual_accelerators=8).active_params == 7e9
    )


def test_a_stream_that_is_alone_has_hardly_a_prompt() -> None:
    stream = read_stream(fields({**SERVE, "metric": "decode tokens/s"}))

    assert (stream.input_tokens, stream.output_tokens) == (1, 256)


@pytest.mark.parametrize(
    ("metric", "unit"),
    [
        ("audio seconds/s", "audio seconds/s"),
        ("images/s", "items/s"),
        ("sequences/s", "items/s"),
        ("queries/s", "items/s"),
        ("API tokens/s", "tokens/s"),
        ("prompt tokens/s", "tokens/s"),
        ("requests/s", "requests/s"),
        ("latency ms", "ms"),
        ("latency, seconds per request", "s"),
        ("TTFT s", "s"),
    ],
)
def test_a_metric_is_answered_in_its_unit(metric: str, unit: str) -> None:
    found = predict("serve", {**ITEMS, "metric": metric}, KNOWLEDGE, TODAY)

    assert found["unit"] == unit


def test_a_hosted_model_is_told_by_its_metric_or_by_its_scenario() -> None:
    by_metric = predict("serve", {**SERVE, "metric": "API tokens/s"}, KNOWLEDGE, TODAY)
    by_scenario = predict("serve", {**SERVE, "metric": "t/s", "scenario": "API"}, KNOWLEDGE, TODAY)

    assert by_metric["likely"] == by_scenario["likely"]
    assert "the provider's hardware is not known" in by_metric["notes"]


@pytest.mark.parametrize("name", ["U-Net", "unet", "3D net", "Stable Diffusion"])
def test_parameters_of_a_network_over_pixels_do_not_tell_its_arithmetic(name: str) -> None:
    record = {**SERVE, "model": name, "metric": "images/s"}

    assert "do not tell it" in predict("serve", record, KNOWLEDGE, TODAY)["error"]
