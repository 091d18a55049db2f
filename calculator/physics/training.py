"""Time to train a transformer: FLOPs, memory traffic, scale, and what a real run loses.

The steady rate of a tuned training loop comes first (`seconds_per_token`); hours of a whole
run add restarts, evaluation and untuned code (`accelerator_hours`).
"""

import math

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed, Over
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.mixture import expert_numbers, is_mixture
from calculator.physics.run import Layout, Run
from calculator.units import SECONDS_PER_HOUR

LAUNCHES_OF_EXPERTS = 2  # a layer with experts also routes, sorts and gathers tokens
FORWARD_AND_BACKWARD = 6  # FLOPs per parameter and token: 2 forward, 4 backward
_TUNED_CODE_GAIN = Assumed("tuned-code-gain", "multiple")
_ATTENTION_EFFICIENCY = Assumed("attention-efficiency", "share of the speed of plain products")
_ATTENTION_OLDER_KERNEL = Assumed("attention-older-kernel", "share")
_TRAINING_EFFICIENCY = Assumed("training-efficiency", "share")
NARROW_TRAINING = Assumed("narrow-product-share", "share")
NARROW_SERVING = Assumed("narrow-serving-share", "share")  # weights are narrowed beforehand
_SCALE_LOSS_PER_DOUBLING = Assumed("scale-loss-per-doubling", "share")
_TENSOR_LOSS_PER_DOUBLING = Assumed("tensor-loss-per-doubling", "share")
_ACTIVATION_TRAFFIC_BYTES = Assumed("activation-traffic-bytes", "bytes per layer, width and token")
_EXPERT_TRAINING_BYTES = Assumed("expert-training-bytes", "bytes per number")
LAUNCH_SECONDS_PER_LAYER = Assumed("tuning-launch-seconds-per-layer", "seconds")
_LOGIT_TRAFFIC_BYTES = Assumed("logit-traffic-bytes", "bytes per vocabulary entry and token")
_TRAINING_GOODPUT = Assumed("training-goodput", "share")
_SPREAD_THROUGHPUT = Assumed("spread-throughput", "factor")
_SPREAD_TRAINING = Assumed("spread-training", "factor")
RECOMPUTE = Assumed(
    "recompute-{}",
    "multiple of the time without recomputation",
    Over(names=("none", "selective", "full")),
    otherwise="recompute-unknown",
)
_MATMUL_SHARE = Assumed(
    "matmul-share-{}",
    "share of dense peak",
    Over(trait="family"),
    otherwise="matmul-share-generic",
)


_NARROW = ("fp8", "fp4", "int8")


def training_flops_per_token(active_params: float, shape: Shape, seq_len: float) -> float:
    """FLOPs of one training step for one token, causal attention included.

    Args:
        active_params: Parameters that the token passes, > 0.
        shape: Sizes of the transformer.
        seq_len: Tokens of one sequence, > 0.

    Returns:
        6·N + 6·layers with attention·width·length, without recomputation.
    """
    return FORWARD_AND_BACKWARD * (active_params + attention_terms(shape, seq_len))


def attention_terms(shape: Shape, seq_len: float) -> float:
    """Products per token of causal attention: layers with it · width of all heads · length."""
    return shape.attended(seq_len) * shape.attention_width


def seconds_per_token(run: Run, constants: Constants) -> float:
    """Seconds that one accelerator spends on one token in a tuned loop, likely value.

    Matrix products run at a share of the peak, attention at a lower share and in 16 bits;
    everything between them is bound by memory bandwidth. Where a pass is told to be small,
    starting its layers takes part of the time.
    """
    work = step_seconds_per_token(run, FORWARD_AND_BACKWARD, constants)
    return (
        overlapped(work, launch_seconds(run, constants) / run.pass_tokens)
        if run.pass_tokens
        else work
    )


def overlapped(*seconds: float) -> float:
    """What parts take together that mostly hide behind the longest of them."""
    return float(sum(part**3 for part in seconds) ** (1 / 3))


def launch_seconds(run: Run, constants: Constants) -> float:
    """Starting all layers of one copy for one pass, on every accelerator that shares them."""
    each = likely(constants, LAUNCH_SECONDS_PER_LAYER) * run.layout.tensor
    sparse = is_mixture(run.params, run.active_params, constants)
    return run.shape.layers * each * (LAUNCHES_OF_EXPERTS if sparse else 1)


def step_seconds_per_token(run: Run, flops: float, constants: Constants) -> float:
    """The same for a step of so many FLOPs per parameter: 6 where all weights are trained."""
    recompute = likely(constants, RECOMPUTE, run.checkpointing)
    speed = sustained_flops(run.accelerator, _wide(run.precision), constants)
    products = _product_seconds(run, speed, constants) + _attention_seconds(run, speed, constants)
    traffic = _bytes_per_token(run, constants) / chips.bandwidth(run.accelerator)
    together = flops * recompute * products + traffic
    apart = scale_penalty(run.accelerators, run.accelerator, constants)
    gain = likely(constants, _TUNED_CODE_GAIN) if run.tuned else 1.0
    return together * apart * layout_penalty(run.layout, constants) / gain


def _product_seconds(run: Run, wide: float, constants: Constants) -> float:
    """Seconds of one multiplication with every active weight; the output head stays in 16 bits."""
    head = min(run.active_params, run.shape.vocab * run.shape.d_model)
    is_narrow = chips.precision_kind(run.precision) in _NARROW
    narrow = sustained_flops(run.accelerator, run.precision, constants) if is_narrow else wide
    return (run.active_params - head) / narrow + head / wide


def _attention_seconds(run: Run, speed: float, constants: Constants) -> float:
    """Seconds of one product of all heads over the length."""
    share = likely(constants, _ATTENTION_EFFICIENCY)
    if run.kernel_lag:
        share *= likely(constants, _ATTENTION_OLDER_KERNEL) ** run.kernel_lag
    return attention_terms(run.shape, run.seq_len) / (speed * share)


def _wide(precision: str) -> str:
    kind = chips.precision_kind(precision)
    return kind if kind in ("fp32", "tf32") else "bf16"


def sustained_flops(accelerator: Accelerator, precision: str, constants: Constants) -> float:
    """FLOP/s that large matrix products of a training step reach on a chip.

    What products alone reach on this kind of chip, times what a whole step keeps of that.
    Each halving of the number type keeps a part of what it wins: scaling and conversion.
    """
    share = matmul_share(accelerator, constants) * likely(constants, _TRAINING_EFFICIENCY)
    kind = chips.precision_kind(precision)
    if kind in _NARROW:
        narrow = chips.peak_flops(accelerator, kind) * narrow_share(accelerator, kind, constants)
        return narrow * share
    return chips.peak_flops(accelerator, _wide(precision)) * share


def narrow_share(
    accelerator: Accelerator, kind: str, constants: Constants, need: Assumed = NARROW_TRAINING
) -> float:
    """What is kept of a narrower type's higher peak: in training, or as `need` says."""
    if kind not in _NARROW:
        return 1.0
    gain = chips.peak_flops(accelerator, kind) / chips.peak_flops(accelerator, "bf16")
    halvings = max(0.0, math.log2(gain))
    return float(likely(constants, need) ** halvings)


def matmul_share(accelerator: Accelerator, constants: Constants) -> float:
    """Share of the dense peak that large products alone reach on chips of this family."""
    family = chips.family(accelerator)
    kind = family.partition("-")[0]
    return likely(constants, _MATMUL_SHARE, family, kind)


def scale_penalty(accelerators: float, accelerator: Accelerator, constants: Constants) -> float:
    """How much slower each accelerator gets by talking to those in other machines, ≥ 1."""
    domain = chips.fast_domain(accelerator)
    doublings = math.log2(max(accelerators, domain) / domain)
    return float((1 + likely(constants, _SCALE_LOSS_PER_DOUBLING)) ** doublings)


def layout_penalty(layout: Layout, constants: Constants) -> float:
    """What waiting stages of a pipeline and shared matrices cost, ≥ 1."""
    waiting = (layout.pipeline - 1) / (layout.interleaved * (layout.micro_batches or math.inf))
    shared = math.log2(max(1.0, layout.tensor))
    return float((1 + waiting) * (1 + likely(constants, _TENSOR_LOSS_PER_DOUBLING)) ** shared)


def _bytes_per_token(run: Run, constants: Constants) -> float:
    """Memory traffic between the products: activations of each layer, and the logits.

    In a mixture every token is sent to several experts and its answers are gathered.
    """
    shape = run.shape
    moved = shape.layers * shape.d_model * likely(constants, _ACTIVATION_TRAFFIC_BYTES)
    moved += shape.vocab * likely(constants, _LOGIT_TRAFFIC_BYTES)
    if is_mixture(run.params, run.active_params, constants):
        moved += expert_numbers(shape, constants) * likely(constants, _EXPERT_TRAINING_BYTES)
    return moved


def tokens_per_second(run: Run, constants: Constants) -> Estimate:
    """Steady tokens per second and accelerator of a tuned loop; no restarts or evaluation."""
    rate = 1 / seconds_per_token(run, constants)
    return estimate(constants, _SPREAD_THROUGHPUT).map(lambda factor: rate * factor)


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
    lost = hours / goodput(constants)
    return estimate(constants, _SPREAD_TRAINING).map(lambda factor: lost * factor)


def goodput(constants: Constants) -> float:
    """Share of the tuned rate that a whole published run keeps, 0–1.

    Restarts, evaluation, data loading and code that is less tuned than a benchmark.
    """
    return likely(constants, _TRAINING_GOODPUT)
