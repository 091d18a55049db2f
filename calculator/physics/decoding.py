"""One stream of text from a model: reading the prompt, and writing token after token.

Writing is bound by memory: every token reads all weights once. Reading the prompt is bound
by arithmetic. Each engine adds its own time per layer.
"""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.physics import chips
from calculator.physics.constants import Constants, likely
from calculator.physics.memory import kv_cache_bytes

_REFERENCE_PEAK = 100e12
_LAYER_SPLIT = ("llama.cpp", "pipeline", "transformers", "bitsandbytes")


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


def engine_constant(name: str, stream: Stream, constants: Constants) -> float:
    """A constant of this engine on this kind of memory, or the nearest more general one."""
    memory = chips.memory_kind(stream.accelerator)
    engine = stream.engine
    return likely(
        constants, f"{name}-{engine}-{memory}", f"{name}-{engine}", f"{name}-{memory}", name
    )


def decode_seconds_per_token(stream: Stream, constants: Constants) -> float:
    """Seconds to write one token with no other request beside it, likely value."""
    bytes_read = stream.active_params * stream.weight_bits / 8
    bytes_read += kv_cache_bytes(stream.shape, stream.input_tokens + stream.output_tokens / 2)
    share = engine_constant("decode-bandwidth-share", stream, constants)
    if stream.weight_bits < 7:
        share *= engine_constant("decode-narrow-weights", stream, constants)
    rate = chips.bandwidth(stream.accelerator) * share * working_at_once(stream)
    return bytes_read / rate + _layer_seconds(stream, constants)


def working_at_once(stream: Stream) -> float:
    """Accelerators that read at the same time; split by layers, only one does."""
    return 1.0 if stream.engine in _LAYER_SPLIT else stream.accelerators


def _layer_seconds(stream: Stream, constants: Constants) -> float:
    """Launching kernels, and meeting the other accelerators or handing over to them."""
    launches = stream.shape.layers * engine_constant("decode-layer-seconds", stream, constants)
    if stream.accelerators <= 1:
        return launches
    if stream.engine in _LAYER_SPLIT:
        return launches + (stream.accelerators - 1) * likely(constants, "decode-handover-seconds")
    return launches + stream.shape.layers * likely(constants, "decode-meeting-seconds")


def decode_tokens_per_second(stream: Stream, constants: Constants) -> Estimate:
    """Tokens per second of one stream, after the first token."""
    rate = 1 / decode_seconds_per_token(stream, constants)
    return constants["spread-decode"].map(lambda factor: rate * factor)


def prefill_seconds(stream: Stream, constants: Constants) -> float:
    """Seconds to read a prompt: arithmetic of all its tokens, and the weights once."""
    shape, tokens = stream.shape, stream.input_tokens
    attention = shape.layers * shape.attention_width * tokens
    flops = 2 * tokens * (stream.active_params + attention)
    share = engine_constant("prefill-efficiency", stream, constants)
    if stream.weight_bits < 7:
        share *= engine_constant("prefill-narrow-weights", stream, constants)
    peak = chips.peak_flops(stream.accelerator, _precision(stream))
    speed = peak * share * _size_gain(peak, stream, constants)
    helpers = _prefill_helpers(stream, constants)
    read = stream.active_params * stream.weight_bits / 8 / chips.bandwidth(stream.accelerator)
    return flops / speed / helpers + read / working_at_once(stream)


def _size_gain(peak: float, stream: Stream, constants: Constants) -> float:
    """How much of a larger peak an engine uses, relative to one of 100 TFLOP/s."""
    exponent = engine_constant("prefill-peak-exponent", stream, constants)
    return float((peak / _REFERENCE_PEAK) ** (exponent - 1))


def _precision(stream: Stream) -> str:
    """Engines for data centres multiply in 8 bits where the chip can; others in 16.

    Card engines add up in 16 bits, which is twice as fast on cards for games.
    """
    if stream.engine in ("llama.cpp", "exllamav2"):
        return "fp16"
    narrow = stream.weight_bits <= 8 and stream.engine in ("tensorrt-llm", "vllm", "mlperf")
    return "fp8" if narrow and "fp8" in stream.accelerator.peak_tflops else "bf16"


def _prefill_helpers(stream: Stream, constants: Constants) -> float:
    """How many accelerators' worth of work several of them do on one prompt."""
    layer_split = stream.engine in _LAYER_SPLIT
    name = "prefill-scaling-layer-split" if layer_split else "prefill-scaling"
    return float(stream.accelerators ** likely(constants, name))


def prefill_tokens_per_second(stream: Stream, constants: Constants) -> Estimate:
    """Prompt tokens read per second, one request at a time."""
    rate = stream.input_tokens / prefill_seconds(stream, constants)
    return constants["spread-prefill"].map(lambda factor: rate * factor)


def first_token_seconds(stream: Stream, constants: Constants) -> Estimate:
    """Time to the first token with no other request beside it; queueing not counted."""
    seconds = prefill_seconds(stream, constants) + _layer_seconds(stream, constants)
    return constants["spread-first-token"].map(lambda factor: seconds * factor)


def request_seconds(stream: Stream, constants: Constants) -> Estimate:
    """Seconds until the last token of one request that is alone on its copy."""
    first = first_token_seconds(stream, constants)
    writing = decode_seconds_per_token(stream, constants) * stream.output_tokens
    spread = constants["spread-decode"]
    return Estimate(
        first.low + writing * spread.low,
        first.value + writing,
        first.high + writing * spread.high,
    )
