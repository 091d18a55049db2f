"""Time to train a transformer: FLOPs, memory traffic, scale, and what a real run loses.

The steady rate of a tuned training loop comes first (`seconds_per_token`); hours of a whole
run add restarts, evaluation and untuned code (`accelerator_hours`).
"""

import math
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.physics import chips
from calculator.physics.constants import Constants, likely
from calculator.units import SECONDS_PER_HOUR

FORWARD_AND_BACKWARD = 6  # FLOPs per parameter and token: 2 forward, 4 backward
ONE_NODE = 8  # accelerators within one machine; beyond it the network counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is trained, on what, and how."""

    params: float  # all parameters; > 0
    active_params: float  # that one token passes; < params in a mixture of experts
    shape: Shape
    accelerator: Accelerator
    accelerators: float = 8
    seq_len: float = 2048
    precision: str = "bf16"
    checkpointing: str = "unknown"  # none, selective, full or unknown


def training_flops_per_token(active_params: float, shape: Shape, seq_len: float) -> float:
    """FLOPs of one training step for one token, causal attention included.

    Args:
        active_params: Parameters that the token passes, > 0.
        shape: Sizes of the transformer.
        seq_len: Tokens of one sequence, > 0.

    Returns:
        6·N + 6·layers·width·length, without recomputation.
    """
    return FORWARD_AND_BACKWARD * (active_params + attention_terms(shape, seq_len))


def attention_terms(shape: Shape, seq_len: float) -> float:
    """Products per token of causal attention: layers · width of all heads · length."""
    return shape.layers * shape.attention_width * seq_len


def seconds_per_token(run: Run, constants: Constants) -> float:
    """Seconds that one accelerator spends on one token in a tuned loop, likely value.

    Matrix products run at a share of the peak that depends on the chip's family;
    attention at a lower share; everything between them is bound by memory bandwidth.
    """
    recompute = likely(constants, f"recompute-{run.checkpointing}", "recompute-unknown")
    speed = sustained_flops(run.accelerator, run.precision, constants)
    plain = sustained_flops(run.accelerator, "bf16", constants)
    family = chips.family(run.accelerator)
    slower = likely(constants, f"attention-efficiency-{family}", "attention-efficiency")
    products = run.active_params / speed
    products += attention_terms(run.shape, run.seq_len) / (plain * slower)
    traffic = _bytes_per_token(run, constants) / chips.bandwidth(run.accelerator)
    together = FORWARD_AND_BACKWARD * recompute * products + traffic
    return together * scale_penalty(run.accelerators, constants) * _mixture_penalty(run, constants)


def sustained_flops(accelerator: Accelerator, precision: str, constants: Constants) -> float:
    """FLOP/s that large matrix products of a training step reach on a chip."""
    share = likely(
        constants,
        f"training-efficiency-{chips.family(accelerator)}",
        "training-efficiency-generic",
    )
    kind = chips.precision_kind(precision)
    if kind in ("fp8", "fp4", "int8"):
        wide = chips.peak_flops(accelerator, "bf16")
        has_narrow = "fp8" in accelerator.peak_tflops
        return wide * share * (likely(constants, "fp8-training-speed-up") if has_narrow else 1.0)
    type_used = kind if kind in ("fp32", "tf32") else "bf16"
    return chips.peak_flops(accelerator, type_used) * share


def scale_penalty(accelerators: float, constants: Constants) -> float:
    """How much slower each accelerator gets by talking to those in other machines, ≥ 1."""
    doublings = math.log2(max(accelerators, ONE_NODE) / ONE_NODE)
    return float((1 + likely(constants, "scale-loss-per-doubling")) ** doublings)


def _bytes_per_token(run: Run, constants: Constants) -> float:
    """Memory traffic between the products: activations of each layer, and the logits."""
    shape = run.shape
    layers = shape.layers * shape.d_model * likely(constants, "activation-traffic-bytes")
    return layers + shape.vocab * likely(constants, "logit-traffic-bytes")


def _mixture_penalty(run: Run, constants: Constants) -> float:
    mixture = run.active_params < 0.95 * run.params
    return likely(constants, "mixture-training-penalty") if mixture else 1.0


def tokens_per_second(run: Run, constants: Constants) -> Estimate:
    """Steady tokens per second and accelerator of a tuned loop; no restarts or evaluation."""
    rate = 1 / seconds_per_token(run, constants)
    return constants["spread-throughput"].map(lambda factor: rate * factor)


def accelerator_hours(run: Run, tokens: float, constants: Constants) -> Estimate:
    """Accelerator-hours to train on so many tokens, from the first step to the last.

    Args:
        run: What is trained, on what.
        tokens: Tokens that pass the model, repetitions included; ≥ 0.
        constants: From `physics_constants`.

    Returns:
        Hours summed over all accelerators, failed attempts and experiments not counted.
        The range holds 80 % of published runs.
    """
    hours = tokens * seconds_per_token(run, constants) / SECONDS_PER_HOUR
    lost = hours / goodput(run, constants)
    return constants["spread-training"].map(lambda factor: lost * factor)


def goodput(run: Run, constants: Constants) -> float:
    """Share of the tuned rate that a whole published run keeps, 0–1.

    Restarts, evaluation, data loading and code that is less tuned than a benchmark; it
    falls with every doubling of the accelerators beyond one machine.
    """
    family = chips.family(run.accelerator)
    share = likely(constants, f"training-goodput-{family}", "training-goodput")
    doublings = math.log2(max(run.accelerators, ONE_NODE) / ONE_NODE)
    return float(share / (1 + likely(constants, "goodput-loss-per-doubling")) ** doublings)


def utilisation(run: Run, constants: Constants) -> float:
    """Model FLOPs utilisation of the tuned loop, as a share of the dense 16-bit peak."""
    flops = training_flops_per_token(run.active_params, run.shape, run.seq_len)
    return flops / seconds_per_token(run, constants) / chips.peak_flops(run.accelerator)
