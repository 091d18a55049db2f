"""Time to fine-tune a transformer: full, adapters, quantised adapters, preferences, rewards.

Small micro-batches are the rule here, so three floors count beside arithmetic: launching
kernels layer by layer, fetching sharded weights, and unpacking quantised ones.
"""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed, Over
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.methods import extra_passes, method_kind
from calculator.physics.run import Run
from calculator.physics.serving import Load, seconds_per_request
from calculator.physics.training import (
    LAUNCH_SECONDS_PER_LAYER,
    overlapped,
    step_seconds_per_token,
)
from calculator.units import SECONDS_PER_HOUR

FORWARD = 2.0  # FLOPs per parameter and token
BACK_TO_INPUTS = 2.0  # gradients that pass through frozen weights
BACK_TO_WEIGHTS = 2.0  # gradients of the weights themselves
_SLOW_ADAPTERS = ("boft", "oft", "dora", "ia3", "vera")
_WEIGHTS_GATHERED_PER_STEP = {"full": 6.0, "lora": 4.0, "qlora": 1.1}  # bytes per parameter
_TUNING_CODE_SHARE = Assumed("tuning-code-share", "share")
_QLORA_UNPACK_BYTES = Assumed("qlora-unpack-bytes", "bytes per parameter")
_OPTIMISER_TRAFFIC_BYTES = Assumed("optimiser-traffic-bytes", "bytes per trainable parameter")
TUNING_GOODPUT = Assumed("tuning-goodput", "share")
_SPREAD_TUNING = Assumed("spread-tuning", "factor")
SEQUENCES_PER_UPDATE = Assumed("sequences-per-update", "sequences")
_LINK_RATE = Assumed(
    "link-rate-{}", "bytes per second", Over(trait="memory"), otherwise="link-rate-gddr"
)
_ADAPTER_COST = Assumed("adapter-cost-{}", "multiple of LoRA", Over(names=_SLOW_ADAPTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """A fine-tuning run. `run.params` is the base model's."""

    run: Run
    method: str  # full, lora, qlora, dpo, grpo, probe, …; see `method_kind`
    micro_batch_tokens: float  # tokens of one forward pass on one accelerator; > 0
    tokens_per_update: float  # of all accelerators, until the optimiser steps; > 0
    trainable_params: float
    gathers: bool = False  # whether the weights are spread, because one accelerator is too small
    teacher_params: float = 0.0  # of a model that is imitated; one forward pass for each token
    writing: Load | None = None  # how the run writes the texts that it trains on, if it does


def step_flops(tuning: Tuning) -> float:
    """FLOPs per active parameter and trained token: 6 for all weights, less where some rest.

    Frozen weights pass gradients to adapters in front of them; behind a probe nothing is
    passed back. Preferences and rewards add forward passes of models that are not trained.
    """
    plain, kind = tuning.method.lower(), method_kind(tuning.method)
    flops = FORWARD
    if kind == "frozen":
        flops += tuning.trainable_params / tuning.run.params * (BACK_TO_INPUTS + BACK_TO_WEIGHTS)
    else:
        flops += BACK_TO_INPUTS + (BACK_TO_WEIGHTS if kind == "full" else 0.0)
    teacher = FORWARD * tuning.teacher_params / tuning.run.params
    return flops + FORWARD * extra_passes(plain) + teacher


def tuning_seconds_per_token(tuning: Tuning, constants: Constants) -> float:
    """Accelerator-seconds for one trained token, likely value, optimiser steps included."""
    tokens = tuning.micro_batch_tokens
    floors = (
        tokens * _arithmetic(tuning, constants),
        tuning.run.shape.layers * likely(constants, LAUNCH_SECONDS_PER_LAYER),
        _gather_seconds(tuning, constants),
    )
    update = _update_seconds(tuning, constants) * tuning.run.accelerators
    passes = (overlapped(*floors) + _unpack_seconds(tuning, constants)) / tokens
    writing = writing_seconds_per_token(tuning.writing, constants) if tuning.writing else 0.0
    return passes + update / tuning.tokens_per_update + writing


def writing_seconds_per_token(load: Load, constants: Constants) -> float:
    """Accelerator-seconds of writing, for each token of prompt and answer."""
    stream = load.stream
    copy = seconds_per_request(load, constants) * stream.accelerators
    return copy / (stream.input_tokens + stream.output_tokens)


def _arithmetic(tuning: Tuning, constants: Constants) -> float:
    """Seconds per token of the products alone, in code of ordinary quality."""
    plain = tuning.method.lower()
    slow = next((name for name in _SLOW_ADAPTERS if name in plain), None)
    multiple = likely(constants, _ADAPTER_COST, slow) if slow else 1.0
    quality = 1.0 if tuning.run.tuned else likely(constants, _TUNING_CODE_SHARE)
    return multiple * step_seconds_per_token(tuning.run, step_flops(tuning), constants) / quality


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
    return likely(constants, _LINK_RATE, chips.memory_kind(accelerator))


def _unpack_seconds(tuning: Tuning, constants: Constants) -> float:
    """Unpacking quantised weights, once per pass, whatever the batch."""
    if method_kind(tuning.method) != "qlora":
        return 0.0
    traffic = tuning.run.params * likely(constants, _QLORA_UNPACK_BYTES)
    return traffic / chips.bandwidth(tuning.run.accelerator)


def _update_seconds(tuning: Tuning, constants: Constants) -> float:
    """One optimiser step, its states spread over the accelerators."""
    traffic = tuning.trainable_params * likely(constants, _OPTIMISER_TRAFFIC_BYTES)
    return traffic / chips.bandwidth(tuning.run.accelerator) / tuning.run.accelerators


def tuning_hours(tuning: Tuning, tokens: float, constants: Constants) -> Estimate:
    """Accelerator-hours to tune on so many tokens, pauses for evaluation included.

    Args:
        tuning: The run.
        tokens: Tokens that pass the model, padding and repetitions included; ≥ 0.
        constants: From `physics_constants`.
    """
    seconds = tokens * tuning_seconds_per_token(tuning, constants)
    hours = seconds / likely(constants, TUNING_GOODPUT) / SECONDS_PER_HOUR
    return estimate(constants, _SPREAD_TUNING).map(lambda factor: hours * factor)


def tuning_tokens_per_second(tuning: Tuning, constants: Constants) -> Estimate:
    """Steady tokens per second over all accelerators."""
    rate = tuning.run.accelerators / tuning_seconds_per_token(tuning, constants)
    return estimate(constants, _SPREAD_TUNING).map(lambda factor: rate * factor)
