"""One stream of text from a model: reading the prompt, and writing token after token.

Writing is bound by memory: every token reads all weights once. Reading the prompt is bound
by arithmetic. Each engine adds its own time per layer.
"""

import math
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed, Over
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.memory import kv_cache_bytes
from calculator.physics.training import is_mixture, matmul_share, narrow_share
from calculator.units import BITS_PER_BYTE

_WIDE_BITS = 15.0  # from here on weights are used as they are stored
_FOUR_BITS = 4.6  # with the scales of their blocks
FASTEST = ("tensorrt-llm", "tensorrt", "mlperf")
_EAGER = ("transformers", "pipeline", "bitsandbytes", "pytorch")  # the processor starts each step
_LAYER_SPLIT = ("llama.cpp", *_EAGER)
_ONE_USER = ("llama.cpp", "mlx", "exllamav2")
_REFERENCE_PEAK = Assumed("prefill-reference-peak", "FLOP per second")
_SPECULATIVE_GAIN = Assumed("speculative-gain", "multiple")
_SPECULATIVE_KEPT_SHARE = Assumed("speculative-kept-share", "share")
_ADAPTER_LAYER_FACTOR = Assumed("adapter-layer-factor", "multiple")
_UNPACK_OPERATIONS = Assumed("unpack-operations", "ratio")
_DECODE_HANDOVER_SECONDS = Assumed("decode-handover-seconds", "seconds")
_DECODE_MEETING_SECONDS = Assumed("decode-meeting-seconds", "seconds")
_MIXTURE_LAYER_FACTOR = Assumed("mixture-layer-factor", "multiple")
_MIXTURE_SERVING_EXPONENT = Assumed("mixture-serving-exponent", "exponent")
_PREFILL_EFFICIENCY_LLAMA_CPP = Assumed("prefill-efficiency-llama.cpp", "share")
_PREFILL_PEAK_EXPONENT_LLAMA_CPP = Assumed("prefill-peak-exponent-llama.cpp", "exponent")
_PREFILL_EFFICIENCY = Assumed("prefill-efficiency", "share")
_SPREAD_DECODE = Assumed("spread-decode", "factor")
_SPREAD_PREFILL = Assumed("spread-prefill", "factor")
_SPREAD_FIRST_TOKEN = Assumed("spread-first-token", "factor")
_DECODE_BANDWIDTH_SHARE = Assumed(
    "decode-bandwidth-share-{}", "share", Over(trait="memory"), otherwise="decode-bandwidth-share"
)
_DECODE_LAYER_SECONDS = Assumed("decode-layer-seconds", "seconds")
_DECODE_LAYER_SECONDS_EAGER = Assumed("decode-layer-seconds-eager", "seconds")
_PREFILL_SCALING = Assumed("prefill-scaling", "exponent of their number")
_PREFILL_SCALING_LAYER_SPLIT = Assumed("prefill-scaling-layer-split", "exponent of their number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One request alone on one copy of a model."""

    params: float
    active_params: float
    shape: Shape
    accelerator: Accelerator
    accelerators: float = 1
    weight_bits: float = 16
    engine: str = "generic"  # see content/vocabularies/engine.yaml
    input_tokens: float = 512
    output_tokens: float = 256
    cache_bits: float | None = None  # of keys and values; None: as the engine keeps them
    speculative: bool = False  # whether a small model drafts tokens that this one checks
    accepted_tokens: float | None = None  # of a draft, on average in one check
    cached_share: float = 0.0  # of the prompt, already read for an earlier request; 0–1
    adapters: float = 0.0  # tuned variants on one base that answer at the same time


def decode_seconds_per_token(stream: Stream, constants: Constants) -> float:
    """Seconds to write one token with no other request beside it, likely value.

    Every active weight is read once, and unpacked where it is stored in fewer than 16 bits;
    each layer is started on its own. A drafting model wins several tokens at a time.
    """
    bytes_read = stream.active_params * stream.weight_bits / BITS_PER_BYTE
    bytes_read += cache_bytes(stream, stream.input_tokens + stream.output_tokens / 2)
    reading = bytes_read / (bandwidth(stream, constants) * working_at_once(stream))
    unpacking = unpack_seconds(stream, stream.active_params, constants)
    layers = _layer_seconds(stream, constants) * adapter_factor(stream, constants)
    return (reading + unpacking + layers) / _tokens_at_a_time(stream, constants)


def _tokens_at_a_time(stream: Stream, constants: Constants) -> float:
    """Tokens of one pass where a small model drafts: those that it accepts and one of its own.

    Writing the draft costs a part of what it wins.
    """
    if not stream.speculative:
        return 1.0
    if stream.accepted_tokens is None:
        return likely(constants, _SPECULATIVE_GAIN)
    return (1 + stream.accepted_tokens) * likely(constants, _SPECULATIVE_KEPT_SHARE)


def adapter_factor(stream: Stream, constants: Constants) -> float:
    """How much longer each layer takes where requests pass adapters of their own."""
    return likely(constants, _ADAPTER_LAYER_FACTOR) if stream.adapters else 1.0


def bandwidth(stream: Stream, constants: Constants) -> float:
    """Bytes per second that reading weights in order reaches on one accelerator."""
    memory = chips.memory_kind(stream.accelerator)
    share = likely(constants, _DECODE_BANDWIDTH_SHARE, memory)
    return chips.bandwidth(stream.accelerator) * share


def unpack_seconds(stream: Stream, params: float, constants: Constants) -> float:
    """Turning so many packed weights into numbers, on the plain units of the chip."""
    if stream.weight_bits >= _WIDE_BITS or chips.native_bits(
        stream.accelerator, stream.weight_bits
    ):
        return 0.0
    operations = params * likely(constants, _UNPACK_OPERATIONS)
    plain = chips.peak_flops(stream.accelerator, "fp32")
    return operations / (plain * working_at_once(stream))


def cache_bytes(stream: Stream, tokens: float) -> float:
    """Bytes of keys and values of one request of so many tokens."""
    return kv_cache_bytes(stream.shape, tokens, stream.cache_bits or _usual_cache_bits(stream))


def _usual_cache_bits(stream: Stream) -> float:
    """Engines with 8-bit arithmetic keep keys and values in 8 bits too."""
    narrow = stream.weight_bits <= 8 and "fp8" in stream.accelerator.peak_tflops
    return 8 if narrow and stream.engine in FASTEST else 16


def working_at_once(stream: Stream) -> float:
    """Accelerators that read at the same time; split by layers, only one does."""
    return 1.0 if stream.engine in _LAYER_SPLIT else stream.accelerators


def _layer_seconds(stream: Stream, constants: Constants) -> float:
    """Launching kernels, and meeting the other accelerators or handing over to them."""
    launches = stream.shape.layers * layer_seconds(stream, constants)
    if stream.accelerators <= 1:
        return launches
    if stream.engine in _LAYER_SPLIT:
        return launches + (stream.accelerators - 1) * likely(constants, _DECODE_HANDOVER_SECONDS)
    meetings = stream.shape.layers * math.log2(stream.accelerators)
    return launches + meetings * likely(constants, _DECODE_MEETING_SECONDS)


def layer_seconds(stream: Stream, constants: Constants) -> float:
    """Time of one layer that no faster memory or arithmetic takes away."""
    kind = _DECODE_LAYER_SECONDS_EAGER if stream.engine in _EAGER else _DECODE_LAYER_SECONDS
    sparse = is_mixture(stream.params, stream.active_params, constants)
    return likely(constants, kind) * (likely(constants, _MIXTURE_LAYER_FACTOR) if sparse else 1.0)


def decode_tokens_per_second(stream: Stream, constants: Constants) -> Estimate:
    """Tokens per second of one stream, after the first token."""
    rate = 1 / decode_seconds_per_token(stream, constants)
    return estimate(constants, _SPREAD_DECODE).map(lambda factor: rate * factor)


def prefill_seconds(stream: Stream, constants: Constants) -> float:
    """Seconds to read a prompt: arithmetic of all its tokens, the weights once, the layers.

    What an earlier request has left in the cache is not read again.
    """
    tokens = max(1.0, stream.input_tokens * (1 - stream.cached_share))
    attention = stream.shape.attended(stream.input_tokens) * stream.shape.attention_width
    flops = 2 * tokens * (stream.active_params * small_experts(stream, constants) + attention)
    helpers = _prefill_helpers(stream, constants)
    read = (
        weights_read(stream, tokens)
        * stream.weight_bits
        / BITS_PER_BYTE
        / bandwidth(stream, constants)
    )
    reading = read / working_at_once(stream)
    layers = stream.shape.layers * layer_seconds(stream, constants)
    return flops / _prefill_speed(stream, constants) / helpers + reading + layers


def weights_read(stream: Stream, tokens: float) -> float:
    """Parameters that so many tokens touch; in a mixture they soon touch every expert."""
    untouched = float((1 - stream.active_params / stream.params) ** tokens)
    return stream.params * (1 - untouched)


def small_experts(stream: Stream, constants: Constants) -> float:
    """How much slower a mixture multiplies: the matrices of its experts are small."""
    sparsity = stream.params / stream.active_params
    return float(sparsity ** likely(constants, _MIXTURE_SERVING_EXPONENT))


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
    return peak * share * narrow_share(stream.accelerator, kind, constants)


def serving_precision(stream: Stream) -> str:
    """The number type that an engine multiplies for weights of this width.

    Engines for data centres multiply in 8 or 4 bits where the chip can; others in 16. Engines
    for single cards add up in 16 bits, which is twice as fast on cards for games.
    """
    if stream.engine in _ONE_USER:
        return "fp16"
    peaks = stream.accelerator.peak_tflops
    if stream.engine in _EAGER or stream.engine == "gpt-fast":
        return "bf16"
    if stream.weight_bits <= _FOUR_BITS and "fp4" in peaks:
        return "fp4"
    return "fp8" if stream.weight_bits <= 8 and "fp8" in peaks else "bf16"


def _prefill_helpers(stream: Stream, constants: Constants) -> float:
    """How many accelerators' worth of work several of them do on one prompt."""
    layer_split = stream.engine in _LAYER_SPLIT
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
    spread = estimate(constants, _SPREAD_DECODE)
    return Estimate(
        first.low + writing * spread.low,
        first.value + writing,
        first.high + writing * spread.high,
    )
