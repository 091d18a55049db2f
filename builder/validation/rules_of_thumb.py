"""The rules of thumb that people use instead of a calculator, to measure it against."""

from collections.abc import Mapping
from typing import Any

from calculator.facts import Accelerator
from calculator.knowledge import Knowledge
from calculator.physics import chips

RULES = {  # what the rule says, by what is predicted; `serve` by its metric
    "train": "six FLOPs per parameter and token, at 40% of the chip's peak",
    "throughput": "six FLOPs per parameter and token, at 40% of the chip's peak",
    "finetune": "six FLOPs per parameter and token, at 40% of the chip's peak, whatever the method",
    "memory": "the weights in 16 bits, times 1.2",
    "decode": "memory bandwidth over the bytes of the weights",
    "prefill": "two FLOPs per parameter and token, at 40% of the chip's peak",
    "all streams": "two FLOPs per parameter and token, at 40% of the chip's peak",
}
_UTILISATION = 0.4
_MEMORY_FACTOR = 1.2
_SECONDS_PER_HOUR = 3600
_BYTES_PER_GIB = 2**30


def rule_words(kind: str, metric: str) -> str | None:
    """The rule for a kind of prediction in words, or None where people have none."""
    if kind != "serve":
        return RULES[kind]
    return next((words for mark, words in RULES.items() if mark in metric), None)


def simple_rule(kind: str, record: Mapping[str, Any], unit: str, known: Knowledge) -> float | None:
    """What the usual rule says, or None where it says nothing.

    Training: six FLOPs per parameter and token at 40 % of the peak. Memory: weights in 16
    bits times 1.2. One stream: bandwidth over bytes of the weights. Many streams and
    prompts: two FLOPs per parameter and token at 40 %.

    Args:
        kind: as in `calculator.physics.predict`.
        record: fields as in the published files.
        unit: of the prediction, in which the rule has to answer.
        known: brings the accelerators.
    """
    accelerator = chips.find_accelerator(str(record.get("accelerator") or ""), known)
    params = record.get("active_params") or record.get("params")
    if not params or not isinstance(params, int | float):
        return None
    if kind == "memory":
        return _MEMORY_FACTOR * float(record.get("params", 0)) * 2 / _BYTES_PER_GIB
    if accelerator is None:
        return None
    speed = chips.peak_flops(accelerator) * _UTILISATION
    if kind == "serve":
        return _served(record, float(params), accelerator, speed)
    return _trained(kind, record, float(params), unit, speed)


def _served(
    record: Mapping[str, Any], params: float, accelerator: Accelerator, speed: float
) -> float | None:
    metric = str(record.get("metric", ""))
    count = float(record.get("accelerator_count") or 1)
    if "decode" in metric:
        weights = params * float(record.get("weight_bits") or 16) / 8
        return chips.bandwidth(accelerator) * count / weights
    if "prefill" in metric or "all streams" in metric:
        return speed * count / (2 * params)
    return None


def _trained(
    kind: str, record: Mapping[str, Any], params: float, unit: str, speed: float
) -> float | None:
    if kind == "throughput":
        return speed / (6 * params)
    if unit == "tokens/s":
        return speed * float(record.get("accelerator_count") or 1) / (6 * params)
    tokens = record.get("tokens")
    if tokens is None and record.get("examples") and record.get("seq_len"):
        tokens = record["examples"] * record["seq_len"] * record.get("epochs", 1)
    if not tokens:
        return None
    gflops = record.get("fwd_gflops_per_sample")
    per_token = 3e9 * gflops if gflops else 6 * params
    return float(tokens) * per_token / speed / _SECONDS_PER_HOUR
