"""Reading a prompt, and how long one request alone waits: bound by arithmetic."""

from calculator.estimate import Estimate
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.decoding import (
    EAGER,
    LAYER_SPLIT,
    ONE_USER,
    SPREAD_DECODE,
    Stream,
    bandwidth,
    decode_seconds_per_token,
    layer_seconds,
    working_at_once,
)
from calculator.physics.mixture import expert_numbers, is_mixture
from calculator.physics.training import NARROW_SERVING, matmul_share, narrow_share
from calculator.units import BITS_PER_BYTE

_FOUR_BITS = 4.6  # with the scales of their blocks
_UNPACKED_BELOW = 7.0  # bits; no chip multiplies these, so they are turned into 16 first
_REFERENCE_PEAK = Assumed("prefill-reference-peak", "FLOP per second")
_EXPERT_TRAFFIC_BYTES = Assumed("expert-traffic-bytes", "bytes per number")
_PREFILL_EFFICIENCY_LLAMA_CPP = Assumed("prefill-efficiency-llama.cpp", "share")
_PREFILL_PEAK_EXPONENT_LLAMA_CPP = Assumed("prefill-peak-exponent-llama.cpp", "exponent")
_PREFILL_EFFICIENCY = Assumed("prefill-efficiency", "share")
_SPREAD_PREFILL = Assumed("spread-prefill", "factor")
_SPREAD_FIRST_TOKEN = Assumed("spread-first-token", "factor")
_PREFILL_SCALING = Assumed("prefill-scaling", "exponent of their number")
_PREFILL_SCALING_LAYER_SPLIT = Assumed("prefill-scaling-layer-split", "exponent of their number")


def prefill_seconds(stream: Stream, constants: Constants) -> float:
    """Seconds to read a prompt: arithmetic of all its tokens, the weights once, the layers.

    What an earlier request has left in the cache is not read again.
    """
    tokens = max(1.0, stream.input_tokens * (1 - stream.cached_share))
    attention = stream.shape.attended(stream.input_tokens) * stream.shape.attention_width
    flops = 2 * tokens * (stream.active_params + attention)
    helpers = _prefill_helpers(stream, constants)
    read = (
        weights_read(stream, tokens)
        * stream.weight_bits
        / BITS_PER_BYTE
        / bandwidth(stream, constants)
    )
    reading = read / working_at_once(stream)
    layers = stream.shape.layers * layer_seconds(stream, constants)
    moving = tokens * expert_seconds(stream, constants)
    return (flops / _prefill_speed(stream, constants) + moving) / helpers + reading + layers


def weights_read(stream: Stream, tokens: float) -> float:
    """Parameters that so many tokens touch; in a mixture they soon touch every expert."""
    untouched = float((1 - stream.active_params / stream.params) ** tokens)
    return stream.params * (1 - untouched)


def expert_seconds(stream: Stream, constants: Constants) -> float:
    """Seconds of one accelerator to hand one token to its experts and gather their answers."""
    if not is_mixture(stream.params, stream.active_params, constants):
        return 0.0
    moved = expert_numbers(stream.shape, constants) * likely(constants, _EXPERT_TRAFFIC_BYTES)
    return moved / chips.bandwidth(stream.accelerator)


def _prefill_speed(stream: Stream, constants: Constants) -> float:
    """FLOP/s of one accelerator on a prompt.

    Engines for single users reach less of a large peak than of a small one.
    """
    kind = serving_precision(stream)
    peak = chips.peak_flops(stream.accelerator, kind)
    share = matmul_share(stream.accelerator, constants)
    if stream.engine in ("llama.cpp", "mlx"):
        share *= likely(constants, _PREFILL_EFFICIENCY_LLAMA_CPP)
        exponent = likely(constants, _PREFILL_PEAK_EXPONENT_LLAMA_CPP)
        return float(peak * share * (peak / likely(constants, _REFERENCE_PEAK)) ** (exponent - 1))
    share *= likely(constants, _PREFILL_EFFICIENCY)
    return peak * share * narrow_share(stream.accelerator, kind, constants, NARROW_SERVING)


def serving_precision(stream: Stream) -> str:
    """The number type that an engine multiplies for weights of this width.

    Engines for data centres multiply in 8 or 4 bits where the chip can; others in 16. Weights
    of 4 bits are unpacked to 16 where the chip has no product of that width. Engines
    for single cards add up in 16 bits, which is twice as fast on cards for games.
    """
    if stream.engine in ONE_USER:
        return "fp16"
    peaks = stream.accelerator.peak_tflops
    if stream.engine in EAGER or stream.engine == "gpt-fast":
        return "bf16"
    if stream.weight_bits <= _FOUR_BITS and "fp4" in peaks:
        return "fp4"
    return "fp8" if _UNPACKED_BELOW < stream.weight_bits <= 8 and "fp8" in peaks else "bf16"


def _prefill_helpers(stream: Stream, constants: Constants) -> float:
    """How many accelerators' worth of work several of them do on one prompt."""
    layer_split = stream.engine in LAYER_SPLIT
    scaling = _PREFILL_SCALING_LAYER_SPLIT if layer_split else _PREFILL_SCALING
    return float(stream.accelerators ** likely(constants, scaling))


def prefill_tokens_per_second(stream: Stream, constants: Constants) -> Estimate:
    """Prompt tokens read per second, one request at a time."""
    rate = stream.input_tokens / prefill_seconds(stream, constants)
    return estimate(constants, _SPREAD_PREFILL).map(lambda factor: rate * factor)


def first_token_seconds(stream: Stream, constants: Constants) -> Estimate:
    """Time to the first token with no other request beside it; queueing not counted."""
    seconds = prefill_seconds(stream, constants)
    return estimate(constants, _SPREAD_FIRST_TOKEN).map(lambda factor: seconds * factor)


def request_seconds(stream: Stream, constants: Constants) -> Estimate:
    """Seconds until the last token of one request that is alone on its copy."""
    first = first_token_seconds(stream, constants)
    writing = decode_seconds_per_token(stream, constants) * stream.output_tokens
    spread = estimate(constants, SPREAD_DECODE)
    return Estimate(
        first.low + writing * spread.low,
        first.value + writing,
        first.high + writing * spread.high,
    )
