"""How long a request keeps a model busy: a workload put into the physics of serving."""

import math
from dataclasses import dataclass
from functools import partial

from calculator.costs.case import Case
from calculator.costs.passing import (
    model_tokens,
    passed_tokens,
    written_tokens,
)
from calculator.costs.quantity import (
    Amount,
    Quantity,
    at_least,
    interpolated,
    lift,
    likely,
    occurs,
    together,
)
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.architecture import transformer
from calculator.physics.constants import likely as constant
from calculator.physics.decoding import Stream
from calculator.physics.memory import (
    CACHED_TOKENS,
    accelerators_to_serve,
    inference_bytes,
    usable_bytes,
)
from calculator.physics.models import listed_model
from calculator.physics.prefill import request_seconds
from calculator.physics.serving import Load, seconds_per_request
from calculator.physics.speech import (
    SPEECH_FRAMES,
    WINDOW_SECONDS,
    Speech,
    parts_of,
    seconds_per_recording,
)
from calculator.units import PARAMS_PER_BILLION, Conversion

FLOPS_PER_PARAMETER_AND_TOKEN = 2  # one multiplication, one addition
FLOPS_PER_BILLION_AND_TOKEN = Conversion(
    FLOPS_PER_PARAMETER_AND_TOKEN * PARAMS_PER_BILLION, "FLOPs per billion parameters and token"
)
WINDOWS_AT_ONCE = Assumed("speech-windows-at-once", "windows")
_UTILISATION = Assumed("forward-utilisation", "share of dense 16-bit peak")
_SPREAD = Assumed("spread-serving", "factor")
_FEW = 40  # different lengths that are worked out one by one
_FAMILY = "llama-3"  # its sharing of keys and values stands for current open models
TUNED = "tuned"  # key of a model that adapters were trained for


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that runs on machines of one's own."""

    key: str  # models with one key are one model
    label: str
    size_b: Amount  # billion parameters
    writes: bool  # writes its answer token by token; otherwise one forward pass


def copy_size(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    """Accelerators that one copy spans, a power of two."""
    room, needed = usable_bytes(accelerator, case.constants), partial(_bytes_of_copy, case)
    if at_size is not None:
        return _power_of_two(needed(at_size) / room)
    total = case.once(f"bytes {model.key}", lambda: interpolated(needed, model.size_b))
    if not isinstance(total, Quantity):
        return _power_of_two(total / room)
    if max(total.values) <= room:
        return 1.0
    return total.with_values([_power_of_two(value / room) for value in total.values])


def _bytes_of_copy(case: Case, size_b: float) -> float:
    """Memory that a copy and its requests take."""
    bits, constants = case.workload.weight_bits, case.constants

    def found() -> float:
        params = size_b * PARAMS_PER_BILLION
        cached = constant(constants, CACHED_TOKENS)
        return inference_bytes(params, shape_of(case, params), bits, cached, constants)

    return case.physics.once(("bytes", size_b, bits), found)


def _power_of_two(amount: float) -> float:
    return 1.0 if amount <= 1 else float(2 ** math.ceil(math.log2(amount) - 1e-9))


def busy_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    if model.writes:
        return _writing_seconds(case, model, accelerator, at_size)
    size, tokens, share = at_size_or_all(
        model, at_size, passed_tokens(case), case.assumed(_UTILISATION)
    )
    peak: Amount = chips.peak_flops(accelerator)
    if at_size is None:
        peak = case.worked_out(f"Dense 16-bit peak of {accelerator.name}", "FLOP/s", peak)
    work = size * passed_share(case, size) * tokens * FLOPS_PER_BILLION_AND_TOKEN
    return work / (share * peak)


def passed_share(case: Case, size: Amount) -> float:
    """The share of a model's weights that one token passes; below 1 in a mixture of experts."""
    if case.workload.open_model is None:
        return 1.0
    params = likely(size) * PARAMS_PER_BILLION
    return (shape_of(case, params).active_params or params) / params


def _writing_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    """Seconds of a full copy for one request that is read and answered token by token.

    Few lengths, and those of other answers, are worked out one by one. The many of a sample of
    draws are in proportion: so many accelerator-seconds for a token read and for one written.
    """
    size, read, written, luck = at_size_or_all(
        model,
        at_size,
        at_least(model_tokens(case), 1.0),
        at_least(written_tokens(case), 1.0),
        case.assumed(_SPREAD),
    )
    request = partial(_request_seconds, case, accelerator)
    if case.best_at_each_point or _few(read, written, size):
        seconds = lift(request, read, written, size)
        if at_size is None:
            label = f"Seconds of a copy on {accelerator.name}, by the physics"
            seconds = case.worked_out(label, "seconds per request", seconds, size, read, written)
        return seconds / luck
    units = copy_size(case, model, accelerator, at_size)
    usual, answer = likely(read), likely(written)
    reading = interpolated(lambda b: request(usual, 1.0, b) * _units(case, accelerator, b), size)
    both = interpolated(lambda b: request(usual, answer, b) * _units(case, accelerator, b), size)
    writing = (both - reading) / max(answer - 1.0, 1.0)
    return (reading * (read / usual) + writing * (written - 1.0)) / (units * luck)


def _few(*amounts: Amount) -> bool:
    """Whether the amounts take few different values together."""
    found, _, _ = together(*amounts)
    columns = [amount.values for amount in found if isinstance(amount, Quantity)]
    return not columns or len(set(zip(*columns, strict=True))) <= _FEW


def alone_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> float:
    """Wait for one answer with no other request beside it; queueing not counted."""
    if at_size is None or case.workload.latency_ms is None:
        return 0.0
    if not model.writes:
        return likely(busy_seconds(case, model, accelerator, at_size))
    read, written = likely(model_tokens(case)), likely(written_tokens(case))
    stream = _stream(case, accelerator, max(read, 1.0), max(written, 1.0), at_size)
    return request_seconds(stream, case.constants).value


def _units(case: Case, accelerator: Accelerator, size_b: float) -> float:
    bits = case.workload.weight_bits

    def found() -> float:
        params = size_b * PARAMS_PER_BILLION
        shape = shape_of(case, params)
        return accelerators_to_serve(params, shape, bits, accelerator, case.constants)

    return case.physics.once(("units", accelerator.id, size_b, bits), found)


def _request_seconds(
    case: Case, accelerator: Accelerator, read: float, written: float, size_b: float
) -> float:
    work = case.workload
    hears = work.medium == "audio" and not occurs(work.characters_spoken)

    def found() -> float:
        if hears:
            return _hearing_seconds(case, accelerator, read, size_b)
        stream = _stream(case, accelerator, read, written, size_b)
        return seconds_per_request(Load(stream=stream), case.constants)

    key = ("request", accelerator.id, read, written, size_b, work.weight_bits, hears)
    return case.physics.once(key, found)


def _hearing_seconds(
    case: Case, accelerator: Accelerator, positions: float, size_b: float
) -> float:
    """Seconds of a copy to write down a recording, heard together with others."""
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(case, params)
    frames = constant(case.constants, SPEECH_FRAMES)
    window = constant(case.constants, WINDOW_SECONDS)
    heard, written, layers = parts_of(params, shape)
    speech = Speech(
        heard_params=heard,
        written_params=written,
        layers=layers,
        width=shape.d_model,
        accelerator=accelerator,
        batch=constant(case.constants, WINDOWS_AT_ONCE),
        weight_bits=case.workload.weight_bits,
        positions_per_second=frames / window,
        window=window,
        recording=window,
    )
    units = _units(case, accelerator, size_b)
    return positions / frames * seconds_per_recording(speech, case.constants) / units


def _stream(
    case: Case, accelerator: Accelerator, read: float, written: float, size_b: float
) -> Stream:
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(case, params)
    return Stream(
        params=params,
        active_params=shape.active_params or params,
        shape=shape,
        accelerator=accelerator,
        accelerators=_units(case, accelerator, size_b),
        weight_bits=case.workload.weight_bits,
        engine="vllm",
        input_tokens=read,
        output_tokens=written,
    )


def shape_of(case: Case, params: float) -> Shape:
    """The open model that was chosen, if it has this size; else a current transformer of it."""
    chosen = listed_model(case.workload.open_model or "", case.knowledge)
    if chosen is not None and math.isclose(chosen.params, params):
        return chosen.shape
    make = partial(transformer, params, _FAMILY, None, case.knowledge, case.constants)
    return case.physics.once(("shape", params), make).shape


def at_size_or_all(
    model: ServedModel, at_size: float | None, *amounts: Amount
) -> tuple[Amount, ...]:
    """The model's size and the amounts; at one size, that size and their likely values."""
    if at_size is None:
        return (model.size_b, *amounts)
    return (at_size, *map(likely, amounts))
