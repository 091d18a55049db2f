"""Each field of each predictor changes its answer, or is refused, or is warned of."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from calculator.physics.constants import physics_constants
from calculator.physics.predict import predict_with
from calculator.vocabulary import PredictorField
from tests.physics import KNOWLEDGE, TODAY

CONSTANTS = physics_constants(KNOWLEDGE, TODAY)
FIELDS = [each for each in KNOWLEDGE.predictor_fields.values() if each.role in ("input", "hint")]
LLM = {"model": "Llama 3.1 8B", "accelerator": "H100 SXM"}
MIXTURE = {"model": "Qwen3 30B A3B", "accelerator": "H100 SXM"}
SEEING = {"model": "Qwen2.5 VL 7B", "accelerator": "H100 SXM"}
WRITTEN = {"engine": "vllm", "input_len": 512, "output_len": 256}
RESNET = {"accelerator": "A100", "examples": 1.28e6}
FULL = {**LLM, "purpose": "training", "method": "full", "micro_batch": 2, "seq_len": 4096}
REQUESTS: dict[str, list[dict[str, Any]]] = {
    "train": [
        {**LLM, "tokens": 1e12, "accelerator_count": 64, "seq_len": 4096},
        {**LLM, "tokens": 1e12, "accelerator_count": 64, "pp": 4, "global_batch": 512},
        {**LLM, "steps": 1e5, "global_batch": 512, "seq_len": 4096},
        {"params": 3e9, "tokens": 1e11, "accelerator": "Zorg", "bandwidth_gb_per_s": 900,
         "peak_tflops": 100},
        {**MIXTURE, "tokens": 1e12, "accelerator_count": 64},
        {"kind": "tabular", "rows": 1e6, "columns": 100, "trees": 500, "accelerator": "EPYC 9654"},
        {"name": "resnet50", "kind": "vision-classification", "epochs": 90, **RESNET},
        {"modality": "image", "network": "ViT-B/16", "steps": 1e4, "global_batch": 256},
        {"model": "SDXL", "kind": "diffusion", "accelerator": "A100", "tokens": 1e8},
        {"params": 7e9, "train_flops": 1e22, "accelerator": "A100"},
    ],
    "finetune": [
        {**LLM, "method": "lora", "examples": 1e4, "accelerator_count": 8},
        {**LLM, "method": "lora", "examples": 1e4, "accelerator_count": 8, "seq_len": 2048},
        {**LLM, "method": "full", "tokens": 1e7, "accelerator_count": 8, "batch": 4},
        {**LLM, "method": "full", "steps": 100, "global_batch": 64, "pp": 2,
         "accelerator_count": 8},
        {**LLM, "method": "last layers", "tokens": 1e7},
        {**LLM, "method": "distillation", "tokens": 1e7},
        {**LLM, "method": "grpo", "examples": 1e3, "generations": 8, "completion_len": 500},
        {**SEEING, "method": "lora", "examples": 1e4, "mean_len": 300},
        {**SEEING, "method": "lora", "examples": 1e4, "images": 2},
        {"base_model": "resnet50", "method": "full", **RESNET},
        {"base_model": "resnet50", "kind": "vision-detection", "method": "full", **RESNET},
        {"base_model": "SDXL", "method": "lora", "accelerator": "A100", "examples": 1e4},
        {"params": 3e8, "name": "wav2vec2", "method": "full", "accelerator": "A100",
         "examples": 1e4},
    ],
    "throughput": [
        {**LLM, "accelerator_count": 8, "seq_len": 4096},
        {**LLM, "accelerator_count": 64, "seq_len": 4096, "pp": 4, "global_batch": 256},
        {**MIXTURE, "accelerator_count": 64, "seq_len": 4096},
        {"params": 3e9, "accelerator": "A100"},
    ],
    "memory": [
        {**LLM, "purpose": "inference", "precision": "bf16"},
        {**LLM, "purpose": "inference", "precision": "bf16", "accelerator_count": 8},
        {**LLM, "purpose": "kv cache", "seq_len": 8192},
        {**LLM, "purpose": "training", "method": "lora", "accelerator_count": 8},
        {**LLM, "purpose": "training", "method": "last layers"},
        {**FULL, "accelerator_count": 8},
        {**FULL, "model": None, "base_model": "Llama 3.1 8B", "optimizer": "adamw"},
        {**MIXTURE, "purpose": "training", "method": "full", "accelerator_count": 8,
         "sharding": "zero1", "optimizer": "adamw"},
        {**SEEING, "purpose": "inference", "images": 2},
        {"params": 8e9, "purpose": "inference", "accelerator": "Zorg", "peak_tflops": 100,
         "bandwidth_gb_per_s": 900, "memory_gib": 8},
        {"params": 8e9, "purpose": "kv cache", "seq_len": 8192},
        {"params": 8e9, "purpose": "training", "method": "full", "kind": "formula"},
    ],
    "serve": [
        {**LLM, **WRITTEN, "metric": "output tokens/s, all streams"},
        {**LLM, **WRITTEN, "metric": "output tokens/s, all streams", "prefix_caching": True,
         "prefix_share": 0.5},
        {**LLM, "engine": "vllm", "metric": "decode tokens/s, one stream"},
        {**LLM, "engine": "vllm", "metric": "decode tokens/s, one stream", "accepted_tokens": 3},
        {**LLM, "metric": "requests/s", "engine": "vllm", "accelerator_count": 8},
        {**LLM, "metric": "prefill tokens/s, one stream", "input_len": 4096},
        {**SEEING, "metric": "first-token latency ms, batch 1", "input_len": 200},
        {"model": "whisper-large-v3", "metric": "audio seconds per second", "accelerator": "A100"},
        {"modality": "image", "network": "resnet50", "accelerator": "A100"},
        {"model": "SDXL", "metric": "images/s", "accelerator": "A100"},
        {"params": 2e9, "metric": "images/s", "image_size": 512, "steps": 20, "kind": "diffusion",
         "accelerator": "A100"},
        {"params": 3e8, "metric": "items/s", "input_len": 128, "accelerator": "A100"},
    ],
}  # fmt: skip
CASES = [(command, each) for command in REQUESTS for each in range(len(REQUESTS[command]))]


@cache
def tried(command: str, number: int) -> dict[str, str]:
    """Of one request, what each field does: changes it, is told of, or is silent."""
    request = REQUESTS[command][number]
    return {field.id: effect(command, request, field) for field in FIELDS}


def effect(command: str, request: dict[str, Any], field: PredictorField) -> str:
    """What the values that the field's definition leads to do to a request."""
    base, told = said(command, request), set()
    for value in (each for each in values(field) if each != request.get(field.id)):
        answer = said(command, {**request, field.id: value})
        if "error" in answer:
            wrong = value is not None and field.id in answer["error"]
            told.add("refused" if wrong else "changed")
        elif any(answer[part] != base[part] for part in ("quantity", "low", "likely", "high")):
            told.add("changed")
        elif any(field.id in each for each in answer["warnings"]):
            told.add("warned")
        elif answer["warnings"] != base["warnings"]:
            told.add("changed")
        elif value not in (None, False, "none"):  # these say nothing that could be missed
            told.add("silent")
    if "changed" in told:
        return "changed"
    return "silent" if "silent" in told else "told"


def said(command: str, request: dict[str, Any]) -> dict[str, Any]:
    """The answer as plain values."""
    return predict_with(command, request, KNOWLEDGE, CONSTANTS).to_dict()


def values(field: PredictorField) -> Iterator[Any]:
    """What a record may give for a field, from the field's definition alone."""
    yield None
    if field.kind == "number":
        yield from (3, 3 * 1024, 3 / 1024, 3e9)
    elif field.kind == "switch":
        yield from (True, False)
    elif field.kind == "shape":
        yield {"layers": 20, "d_model": 2048, "heads": 16}
    elif field.kind == "any":
        yield from (True, 512, [512, 256])
    else:
        yield from field.other or ("stored latents", "chunked", "fa2", "image-text", "TP4",
                                   "EAGLE-3", "mlperf-offline", "SFT Full", "synthetic",
                                   "ResNet-152", "Megatron-LM")  # fmt: skip


@pytest.mark.parametrize(("command", "number"), CASES)
def test_no_field_is_passed_over_in_silence(command: str, number: int) -> None:
    found = tried(command, number)

    assert [name for name, does in found.items() if does == "silent" and name != "name"] == []


@pytest.mark.parametrize("command", REQUESTS)
def test_every_field_that_a_command_lists_changes_some_answer_of_it(command: str) -> None:
    listed = [field.id for field in FIELDS if command in field.commands]
    cases = range(len(REQUESTS[command]))

    unread = [
        name for name in listed if all(tried(command, each)[name] != "changed" for each in cases)
    ]

    assert unread == []


@pytest.mark.parametrize(
    "kind", sorted({field.kind for field in FIELDS} - {"number", "switch", "shape", "any", "text"})
)
def test_every_field_with_words_of_its_own_says_which_of_them_differ(kind: str) -> None:
    assert all(field.other for field in FIELDS if field.kind == kind)
