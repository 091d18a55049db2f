"""Many requests at once on whole accelerators: rate, replicas for a peak, and latency."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.decoding import (
    FASTEST,
    Stream,
    adapter_factor,
    cache_bytes,
    layer_seconds,
    unpack_seconds,
    working_at_once,
)
from calculator.physics.memory import usable_bytes, weight_bytes
from calculator.physics.prefill import (
    expert_seconds,
    request_seconds,
    serving_precision,
    weights_read,
)
from calculator.physics.training import NARROW_SERVING, matmul_share, narrow_share
from calculator.units import BITS_PER_BYTE

_LEAST_BATCH = Assumed("least-batch-of-a-copy", "requests")
_BATCH_LIMIT = Assumed("batch-limit", "requests per accelerator")
_SERVING_EFFICIENCY = Assumed("serving-efficiency", "share")
_SERVING_BANDWIDTH_SHARE = Assumed("serving-bandwidth-share", "share")
_SERVING_TOKEN_SECONDS = Assumed("serving-token-seconds", "seconds")
_SERVING_LOSS_PER_DOUBLING = Assumed("serving-loss-per-doubling", "share")
_SERVING_PENALTY = Assumed("serving-penalty", "multiple")
_SPREAD_SERVING = Assumed("spread-serving", "factor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests of one length on one copy of a model."""

    stream: Stream
    batch: float | None = None  # requests in flight; None: as many as memory leaves room for
    copies: float = 1  # that share the requests in flight, each on the stream's accelerators


def batch_that_fits(load: Load, constants: Constants) -> float:
    """Requests whose keys and values fit beside the weights, at most the engine's limit.

    Below 1 the model does not fit at all.
    """
    stream = load.stream
    room = usable_bytes(stream.accelerator, constants) * stream.accelerators
    left = room - weight_bytes(stream.params, stream.shape, stream.weight_bits)
    context = stream.input_tokens + stream.output_tokens / 2
    per_request = cache_bytes(stream, context)
    return min(left / per_request, likely(constants, _BATCH_LIMIT) * working_at_once(stream))


def seconds_per_request(load: Load, constants: Constants) -> float:
    """Seconds of a copy that one request takes when many share it, likely value.

    Arithmetic for every token, reading the weights once per step for the whole batch,
    reading the request's own keys and values at each of its tokens.
    """
    batch = _batch_of_a_copy(load, constants)
    return _in_batch(load.stream, batch, _product_seconds(load.stream, constants), constants)


def _in_batch(stream: Stream, batch: float, products: float, constants: Constants) -> float:
    """The same, where one accelerator's seconds for all products of a request are known."""
    arithmetic = products / working_at_once(stream)
    passing = max(1.0, batch / stream.stages)  # the stages work on different requests
    reading = stream.output_tokens * _step_seconds(stream, passing, constants) / passing
    return (arithmetic + reading) * _penalties(stream, constants)


def _batch_of_a_copy(load: Load, constants: Constants, room: float | None = None) -> float:
    told = load.batch / load.copies if load.batch else None
    return max(1.0, told or room or batch_that_fits(load, constants))


def _product_seconds(stream: Stream, constants: Constants) -> float:
    """Products of prompt and answer of one request, on one accelerator.

    A mixture also hands every token to its experts and gathers their answers.
    """
    shape = stream.shape
    tokens = stream.input_tokens * (1 - stream.cached_share) + stream.output_tokens
    length = stream.input_tokens + stream.output_tokens
    attention = shape.attended(length) * shape.attention_width
    kind = serving_precision(stream)
    peak = chips.peak_flops(stream.accelerator, kind)
    share = matmul_share(stream.accelerator, constants) * likely(constants, _SERVING_EFFICIENCY)
    share *= narrow_share(stream.accelerator, kind, constants, NARROW_SERVING)
    products = 2 * (stream.active_params + attention) / (peak * share)
    return tokens * (products + expert_seconds(stream, constants))


def _step_seconds(stream: Stream, batch: float, constants: Constants) -> float:
    """Memory time of one decoding step of the whole batch, and the engine's own time.

    An engine spends time per layer, and on every request of the batch.
    """
    context = stream.input_tokens + stream.output_tokens / 2
    touched = weights_read(stream, batch)
    weights = touched * stream.weight_bits / BITS_PER_BYTE
    cache = cache_bytes(stream, context) * batch
    share = likely(constants, _SERVING_BANDWIDTH_SHARE)
    rate = chips.bandwidth(stream.accelerator) * share * working_at_once(stream)
    engine = layer_seconds(stream, constants) * stream.shape.layers / stream.stages
    engine *= adapter_factor(stream, constants)
    each = likely(constants, _SERVING_TOKEN_SECONDS) * batch / working_at_once(stream)
    unpacking = unpack_seconds(stream, touched, constants)
    return (weights + cache) / rate + unpacking + engine + each


def _penalties(stream: Stream, constants: Constants) -> float:
    """What more accelerators and the engine cost beyond the plain formula."""
    doublings = math.log2(max(1.0, working_at_once(stream)))
    spread = float((1 + likely(constants, _SERVING_LOSS_PER_DOUBLING)) ** doublings)
    fastest = stream.engine in FASTEST
    return spread * (1.0 if fastest else likely(constants, _SERVING_PENALTY))


def splits(load: Load) -> tuple[Load, ...]:
    """The load on all accelerators of its copy, on a half of them, a quarter, down to one."""
    found, stream = [load], load.stream
    while stream.accelerators >= 2:
        stream = dataclasses.replace(stream, accelerators=stream.accelerators / 2)
        found.append(dataclasses.replace(load, stream=stream))
    return tuple(found)


def best_split_seconds(parts: Sequence[Load], constants: Constants) -> float:
    """Seconds per request when the accelerators hold as many copies as serve fastest.

    Benchmarks of whole machines are free to choose; a record of one copy is not.
    """
    whole, least = parts[0].stream, likely(constants, _LEAST_BATCH)
    products = _product_seconds(whole, constants)  # whoever shares them
    found = [_in_batch(whole, _batch_of_a_copy(parts[0], constants), products, constants)]
    for part in parts[1:]:
        room = batch_that_fits(part, constants)
        if room >= least:
            batch = _batch_of_a_copy(part, constants, room)
            seconds = _in_batch(part.stream, batch, products, constants)
            found.append(seconds * part.stream.accelerators / whole.accelerators)
    return min(found)


def output_tokens_per_second(load: Load, constants: Constants) -> Estimate:
    """Output tokens per second of all accelerators and requests, when they are kept full."""
    return _output_rate(load, seconds_per_request(load, constants), constants)


def machine_tokens_per_second(parts: Sequence[Load], constants: Constants) -> Estimate:
    """The same of a whole machine, which is free to hold as many copies as serve fastest."""
    return _output_rate(parts[0], best_split_seconds(parts, constants), constants)


def _output_rate(load: Load, seconds: float, constants: Constants) -> Estimate:
    rate = load.stream.output_tokens / seconds * load.copies
    return estimate(constants, _SPREAD_SERVING).map(lambda factor: rate * factor)


def requests_per_second(load: Load, constants: Constants) -> Estimate:
    """Requests per second of all copies when they are kept full."""
    rate = load.copies / seconds_per_request(load, constants)
    return estimate(constants, _SPREAD_SERVING).map(lambda factor: rate * factor)


def loaded_request_seconds(load: Load, constants: Constants) -> Estimate:
    """Seconds of one request on a copy that serves a full batch; queueing not counted."""
    stream = load.stream
    alone = request_seconds(stream, constants)
    batch = _batch_of_a_copy(load, constants)
    slowed = batch * seconds_per_request(load, constants)
    return estimate(constants, _SPREAD_SERVING).map(lambda factor: max(alone.low, slowed * factor))


def fits(load: Load, constants: Constants) -> bool:
    """Whether a copy has room for its weights and at least one request."""
    return batch_that_fits(load, constants) >= 1
