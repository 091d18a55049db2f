"""Time to fine-tune a transformer: full, adapters, quantised adapters, preference training.

Small micro-batches are the rule here, so three floors count beside arithmetic: launching
kernels layer by layer, fetching sharded weights, and unpacking quantised ones.
"""

import dataclasses
import re
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.physics import chips
from calculator.physics.constants import Constants, likely
from calculator.physics.training import Run, seconds_per_token
from calculator.units import SECONDS_PER_HOUR

_ADAPTERS = "lora dora adalora ia3 vera oft boft loha lokr hra bone adapter prefix prompt p-tuning"
_WEIGHTS_GATHERED_PER_STEP = {"full": 6.0, "lora": 4.0, "qlora": 1.1}  # bytes per parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """A fine-tuning run. `run.params` is the base model's."""

    run: Run
    method: str  # full, lora, qlora, dpo, rlhf, frozen, …; see `method_kind`
    micro_batch_tokens: float  # tokens of one forward pass on one accelerator; > 0
    tokens_per_update: float  # of all accelerators, until the optimiser steps; > 0
    trainable_params: float
    code: str = "ordinary"  # ordinary, or mlperf: tuned for a benchmark
    gathers: bool = False  # whether the weights are spread, because one accelerator is too small


def method_kind(method: str) -> str:
    """How the weights are held: full, lora (16-bit, frozen), qlora (4-bit, frozen) or frozen."""
    plain = method.lower()
    if re.search(r"qlora|4-?bit|nf4|gptq|8-?bit|int8", plain):
        return "qlora"
    if re.search(r"probe|frozen|feature|head|last", plain):
        return "frozen"
    return "lora" if any(name in plain for name in _ADAPTERS.split()) else "full"


def method_cost(method: str, constants: Constants) -> float:
    """Arithmetic of a method per token, as a multiple of full tuning."""
    plain = method.lower()
    for special in ("boft", "oft", "dora", "ia3", "vera", "rlhf", "ppo", "dpo", "frozen", "probe"):
        if special in plain:
            name = {"ppo": "rlhf", "probe": "frozen"}.get(special, special)
            return likely(constants, f"tuning-cost-{name}")
    return likely(constants, f"tuning-cost-{method_kind(method)}")


def tuning_seconds_per_token(tuning: Tuning, constants: Constants) -> float:
    """Accelerator-seconds for one token, likely value, optimiser steps included."""
    tokens = tuning.micro_batch_tokens
    floors = (
        tokens * _arithmetic(tuning, constants),
        tuning.run.shape.layers * likely(constants, "tuning-launch-seconds-per-layer"),
        _gather_seconds(tuning, constants),
    )
    overlapped = float(sum(floor**3 for floor in floors) ** (1 / 3))
    update = _update_seconds(tuning, constants) * tuning.run.accelerators
    return (overlapped + _unpack_seconds(tuning, constants)) / tokens + (
        update / tuning.tokens_per_update
    )


def _arithmetic(tuning: Tuning, constants: Constants) -> float:
    """Seconds per token of the products alone, in code of ordinary quality."""
    known = tuning.run.checkpointing in ("none", "selective", "full")
    run = tuning.run if known else dataclasses.replace(tuning.run, checkpointing="tuning")
    several = "several" if tuning.run.accelerators > 1 else "one"
    quality = likely(constants, f"tuning-efficiency-{tuning.code}", f"tuning-efficiency-{several}")
    return seconds_per_token(run, constants) * method_cost(tuning.method, constants) / quality


def _gather_seconds(tuning: Tuning, constants: Constants) -> float:
    """Fetching the shards of the weights that other accelerators hold, for one pass."""
    count = tuning.run.accelerators
    if not tuning.gathers or count <= 1:
        return 0.0
    held = _WEIGHTS_GATHERED_PER_STEP.get(method_kind(tuning.method), 4.0)
    moved = tuning.run.params * held * (count - 1) / count
    return moved / link_bytes_per_second(tuning.run.accelerator, constants)


def link_bytes_per_second(accelerator: Accelerator, constants: Constants) -> float:
    """What collective operations reach between the accelerators of one machine."""
    return likely(constants, f"link-rate-{chips.memory_kind(accelerator)}", "link-rate-gddr")


def _unpack_seconds(tuning: Tuning, constants: Constants) -> float:
    """Unpacking quantised weights, once per pass, whatever the batch."""
    if method_kind(tuning.method) != "qlora":
        return 0.0
    traffic = tuning.run.params * likely(constants, "qlora-unpack-bytes")
    return traffic / chips.bandwidth(tuning.run.accelerator)


def _update_seconds(tuning: Tuning, constants: Constants) -> float:
    """One optimiser step, its states spread over the accelerators."""
    traffic = tuning.trainable_params * likely(constants, "optimiser-traffic-bytes")
    return traffic / chips.bandwidth(tuning.run.accelerator) / tuning.run.accelerators


def tuning_hours(tuning: Tuning, tokens: float, constants: Constants) -> Estimate:
    """Accelerator-hours to tune on so many tokens, pauses for evaluation included.

    Args:
        tuning: The run.
        tokens: Tokens that pass the model, padding and repetitions included; ≥ 0.
        constants: From `physics_constants`.
    """
    seconds = tokens * tuning_seconds_per_token(tuning, constants)
    hours = seconds / likely(constants, "tuning-goodput") / SECONDS_PER_HOUR
    return constants["spread-tuning"].map(lambda factor: hours * factor)


def tuning_tokens_per_second(tuning: Tuning, constants: Constants) -> Estimate:
    """Steady tokens per second over all accelerators."""
    rate = tuning.run.accelerators / tuning_seconds_per_token(tuning, constants)
    return constants["spread-tuning"].map(lambda factor: rate * factor)
