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
from calculator.physics.mixture import is_mixture
from calculator.units import BITS_PER_BYTE

_WIDE_BITS = 15.0  # from here on weights are used as they are stored
FASTEST = ("tensorrt-llm", "tensorrt", "mlperf")
EAGER = ("transformers", "pipeline", "bitsandbytes", "pytorch")  # the processor starts each step
LAYER_SPLIT = ("llama.cpp", *EAGER)
SERVERS = ("vllm",)
ONE_USER = ("llama.cpp", "mlx", "exllamav2")
_SPECULATIVE_GAIN = Assumed("speculative-gain", "multiple")
_SPECULATIVE_KEPT_SHARE = Assumed("speculative-kept-share", "share")
_ADAPTER_LAYER_FACTOR = Assumed("adapter-layer-factor", "multiple")
_UNPACK_OPERATIONS = Assumed("unpack-operations", "ratio")
_UNIT_RATE = Assumed("unit-read-rate", "bytes per second")
_DECODE_STEP_SECONDS = Assumed("decode-step-seconds", "seconds")
_DECODE_HANDOVER_SECONDS = Assumed("decode-handover-seconds", "seconds")
_DECODE_MEETING_SECONDS = Assumed("decode-meeting-seconds", "seconds")
_MIXTURE_LAYER_FACTOR = Assumed("mixture-layer-factor", "multiple")
SPREAD_DECODE = Assumed("spread-decode", "factor")
_DECODE_BANDWIDTH_SHARE = Assumed(
    "decode-bandwidth-share-{}", "share", Over(trait="memory"), otherwise="decode-bandwidth-share"
)
MOST_CACHED = 0.99  # the last tokens of a prompt are always new
DECODE_LAYER_SECONDS = Assumed("decode-layer-seconds", "seconds")
DECODE_LAYER_SECONDS_EAGER = Assumed("decode-layer-seconds-eager", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One request alone on one copy of a model."""

    params: float
    active_params: float
    shape: Shape
    accelerator: Accelerator
    accelerators: float = 1
    stages: float = 1  # groups of layers on different accelerators; one token is in one of them
    weight_bits: float = 16
    engine: str = "generic"  # see content/vocabularies/engine.yaml
    input_tokens: float = 512
    output_tokens: float = 256
    cache_bits: float | None = None  # of keys and values; None: as the engine keeps them
    speculative: bool = False  # whether a small model drafts tokens that this one checks
    accepted_tokens: float | None = None  # of a draft, on average in one check
    draft_share: float | None = None  # of the weights that a token passes, in the drafting model
    cached_share: float = 0.0  # of the prompt, already read for an earlier request; 0–1
    adapters: float = 0.0  # tuned variants on one base that answer at the same time


def decode_seconds_per_token(stream: Stream, constants: Constants) -> float:
    """Seconds to write one token with no other request beside it, likely value.

    Every active weight is read once, and unpacked where it is stored in fewer than 16 bits;
    each layer is started on its own. Where a processor starts it, it runs ahead of the chip, so
    that only the longer of the two counts. A drafting model wins several tokens at a time.
    """
    bytes_read = stream.active_params * stream.weight_bits / BITS_PER_BYTE
    bytes_read += cache_bytes(stream, stream.input_tokens + stream.output_tokens / 2)
    one_token = working_at_once(stream) / stream.stages
    reading = bytes_read / (bandwidth(stream, constants) * one_token)
    unpacking = unpack_seconds(stream, stream.active_params, constants) * stream.stages
    layers = _layer_seconds(stream, constants) * adapter_factor(stream, constants)
    busy = reading + unpacking
    one = max(busy, layers) if stream.engine in EAGER else busy + layers
    return one / _tokens_at_a_time(stream, constants)


def _tokens_at_a_time(stream: Stream, constants: Constants) -> float:
    """Tokens of one pass where a small model drafts: those that it accepts and one of its own.

    Writing the draft costs a part of what it wins: more than usual where the draft is so large
    that as many passes of its weights as tokens are kept already take longer.
    """
    if not stream.speculative:
        return 1.0
    if stream.accepted_tokens is None:
        return likely(constants, _SPECULATIVE_GAIN)
    drafted = 1 / (1 + stream.accepted_tokens * (stream.draft_share or 0.0))
    return (1 + stream.accepted_tokens) * min(likely(constants, _SPECULATIVE_KEPT_SHARE), drafted)


def adapter_factor(stream: Stream, constants: Constants) -> float:
    """How much longer each layer takes where requests pass adapters of their own."""
    return likely(constants, _ADAPTER_LAYER_FACTOR) if stream.adapters else 1.0


def bandwidth(stream: Stream, constants: Constants) -> float:
    """Bytes per second that reading weights in order reaches on one accelerator."""
    memory = chips.memory_kind(stream.accelerator)
    share = likely(constants, _DECODE_BANDWIDTH_SHARE, memory)
    whole = chips.bandwidth(stream.accelerator) * share
    units = chips.units(stream.accelerator)
    return min(whole, units * likely(constants, _UNIT_RATE)) if units else whole


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
    return 1.0 if stream.engine in LAYER_SPLIT else stream.accelerators


def _layer_seconds(stream: Stream, constants: Constants) -> float:
    """Launching kernels, and meeting the other accelerators or handing over to them."""
    launches = stream.shape.layers * layer_seconds(stream, constants)
    if stream.engine in SERVERS:
        launches += likely(constants, _DECODE_STEP_SECONDS)
    if stream.accelerators <= 1:
        return launches
    if stream.engine in LAYER_SPLIT:
        return launches + (stream.accelerators - 1) * likely(constants, _DECODE_HANDOVER_SECONDS)
    launches += (stream.stages - 1) * likely(constants, _DECODE_HANDOVER_SECONDS)
    meetings = stream.shape.layers * math.log2(stream.accelerators / stream.stages)
    return launches + meetings * likely(constants, _DECODE_MEETING_SECONDS)


def layer_seconds(stream: Stream, constants: Constants) -> float:
    """Time of one layer that no faster memory or arithmetic takes away."""
    kind = DECODE_LAYER_SECONDS_EAGER if stream.engine in EAGER else DECODE_LAYER_SECONDS
    sparse = is_mixture(stream.params, stream.active_params, constants)
    return likely(constants, kind) * (likely(constants, _MIXTURE_LAYER_FACTOR) if sparse else 1.0)


def decode_tokens_per_second(stream: Stream, constants: Constants) -> Estimate:
    """Tokens per second of one stream, after the first token."""
    rate = 1 / decode_seconds_per_token(stream, constants)
    return estimate(constants, SPREAD_DECODE).map(lambda factor: rate * factor)
