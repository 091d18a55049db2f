"""Many requests at once on whole accelerators: rate, replicas for a peak, and latency."""

import dataclasses
import math
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.physics import chips
from calculator.physics.constants import Constants, likely
from calculator.physics.decoding import (
    Stream,
    decode_seconds_per_token,
    request_seconds,
    working_at_once,
)
from calculator.physics.memory import kv_cache_bytes, usable_bytes, weight_bytes

_LEAST_BATCH = 32  # requests, below which a copy wastes its weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests of one length on one copy of a model."""

    stream: Stream
    batch: float | None = None  # requests in flight; None: as many as memory leaves room for


def batch_that_fits(load: Load, constants: Constants) -> float:
    """Requests whose keys and values fit beside the weights, at most the engine's limit.

    Below 1 the model does not fit at all.
    """
    stream = load.stream
    room = usable_bytes(stream.accelerator, constants) * stream.accelerators
    left = room - weight_bytes(stream.params, stream.shape, stream.weight_bits)
    context = stream.input_tokens + stream.output_tokens / 2
    per_request = kv_cache_bytes(stream.shape, context, _cache_bits(stream))
    return min(left / per_request, likely(constants, "batch-limit") * stream.accelerators)


def _cache_bits(stream: Stream) -> float:
    """Engines with 8-bit arithmetic keep keys and values in 8 bits too."""
    narrow = stream.weight_bits <= 8 and "fp8" in stream.accelerator.peak_tflops
    return 8 if narrow and stream.engine in ("tensorrt-llm", "mlperf") else 16


def seconds_per_request(load: Load, constants: Constants) -> float:
    """Seconds of a copy that one request takes when many share it, likely value.

    Arithmetic for every token, reading the weights once per step for the whole batch,
    reading the request's own keys and values at each of its tokens.
    """
    stream = load.stream
    batch = max(1.0, load.batch or batch_that_fits(load, constants))
    arithmetic = _arithmetic_seconds(stream, constants)
    reading = stream.output_tokens * _step_seconds(stream, batch, constants) / batch
    return (arithmetic + reading) * _penalties(stream, constants)


def _arithmetic_seconds(stream: Stream, constants: Constants) -> float:
    """Products of prompt and answer of one request, spread over the chips that work at once.

    A mixture of many small experts multiplies matrices that are too small to be fast.
    """
    shape = stream.shape
    tokens = stream.input_tokens + stream.output_tokens
    attention = shape.layers * shape.attention_width * tokens
    flops = 2 * tokens * (stream.active_params + attention)
    peak = chips.peak_flops(stream.accelerator, serving_precision(stream))
    share = likely(
        constants, f"serving-efficiency-{serving_precision(stream)}", "serving-efficiency"
    )
    sparsity = stream.params / stream.active_params
    slower = float(sparsity ** likely(constants, "mixture-serving-exponent"))
    return flops * slower / (peak * share * working_at_once(stream))


def serving_precision(stream: Stream) -> str:
    """The number type that a batching engine multiplies for weights of this width."""
    peaks = stream.accelerator.peak_tflops
    if stream.weight_bits <= 4.5 and "fp4" in peaks:
        return "fp4"
    return "fp8" if stream.weight_bits <= 8 and "fp8" in peaks else "bf16"


def _step_seconds(stream: Stream, batch: float, constants: Constants) -> float:
    """Memory time of one decoding step of the whole batch, and the engine's own time.

    An engine spends time per layer, and on every request of the batch.
    """
    context = stream.input_tokens + stream.output_tokens / 2
    weights = _weights_read(stream, batch) * stream.weight_bits / 8
    cache = kv_cache_bytes(stream.shape, context, _cache_bits(stream)) * batch
    share = likely(constants, "serving-bandwidth-share")
    rate = chips.bandwidth(stream.accelerator) * share * working_at_once(stream)
    engine = likely(
        constants,
        f"serving-layer-seconds-{stream.engine}",
        f"decode-layer-seconds-{stream.engine}",  # engines for one stream gain nothing by many
        "serving-layer-seconds",
    )
    each = likely(constants, f"serving-token-seconds-{stream.engine}", "serving-token-seconds")
    return (weights + cache) / rate + engine * stream.shape.layers + each * batch


def _weights_read(stream: Stream, batch: float) -> float:
    """Parameters that one step reads; in a mixture a batch soon touches every expert."""
    untouched = float((1 - stream.active_params / stream.params) ** batch)
    return stream.params * (1 - untouched)


def _penalties(stream: Stream, constants: Constants) -> float:
    """What more accelerators and the engine cost beyond the plain formula."""
    doublings = math.log2(max(1.0, working_at_once(stream)))
    spread = float((1 + likely(constants, "serving-loss-per-doubling")) ** doublings)
    return spread * likely(constants, f"serving-penalty-{stream.engine}", "serving-penalty")


def best_split_seconds(load: Load, constants: Constants) -> float:
    """Seconds per request when the accelerators hold as many copies as serve fastest.

    Benchmarks of whole machines are free to choose; a record of one copy is not.
    """
    stream = load.stream
    found = [seconds_per_request(load, constants)]
    span = stream.accelerators / 2
    while span >= 1:
        part = dataclasses.replace(load, stream=copy_on(stream, stream.accelerator, span))
        if batch_that_fits(part, constants) >= _LEAST_BATCH:
            found.append(seconds_per_request(part, constants) * span / stream.accelerators)
        span /= 2
    return min(found)


def output_tokens_per_second(load: Load, constants: Constants) -> Estimate:
    """Output tokens per second of all accelerators and requests, when they are kept full."""
    free = load.stream.engine == "mlperf"
    seconds = best_split_seconds(load, constants) if free else seconds_per_request(load, constants)
    rate = load.stream.output_tokens / seconds
    return constants["spread-serving"].map(lambda factor: rate * factor)


def requests_per_second(load: Load, constants: Constants) -> Estimate:
    """Requests per second of one copy that is kept full."""
    rate = 1 / seconds_per_request(load, constants)
    return constants["spread-serving"].map(lambda factor: rate * factor)


def replicas_needed(
    load: Load, peak_requests_per_second: float, target_utilisation: float, constants: Constants
) -> Estimate:
    """Whole copies of the model for a peak load, ≥ 1.

    Args:
        load: Lengths, model and accelerators of one copy.
        peak_requests_per_second: At the busiest time, ≥ 0.
        target_utilisation: Share of a copy's full rate that may be used, 0–1; the rest
            keeps queues short.
        constants: From `physics_constants`.
    """
    rate = requests_per_second(load, constants)
    per_copy = max(target_utilisation, 0.01)
    return rate.map(
        lambda full: float(max(1, math.ceil(peak_requests_per_second / (full * per_copy))))
    )


def loaded_request_seconds(load: Load, constants: Constants) -> Estimate:
    """Seconds of one request on a copy that serves a full batch; queueing not counted."""
    stream = load.stream
    alone = request_seconds(stream, constants)
    batch = max(1.0, load.batch or batch_that_fits(load, constants))
    slowed = batch * seconds_per_request(load, constants)
    return constants["spread-serving"].map(lambda factor: max(alone.low, slowed * factor))


def fits(load: Load, constants: Constants) -> bool:
    """Whether a copy has room for its weights and at least one request."""
    return batch_that_fits(dataclasses.replace(load, batch=None), constants) >= 1


def copy_on(stream: Stream, accelerator: Accelerator, accelerators: float) -> Stream:
    """The same stream on other hardware."""
    return dataclasses.replace(stream, accelerator=accelerator, accelerators=accelerators)


def single_stream_tokens_per_second(stream: Stream, constants: Constants) -> float:
    """Likely tokens per second that one user sees on an idle copy."""
    return 1 / decode_seconds_per_token(stream, constants)
