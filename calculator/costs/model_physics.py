"""A model that runs on machines of one's own, as the physics sees it; what it gave is kept.

Each key holds whatever is read of the workload: a result that is kept is read from nothing else.
"""

import math
from dataclasses import replace
from functools import partial

from calculator.costs.case import Case
from calculator.costs.quantity import Amount, likely, occurs
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed
from calculator.physics.architecture import of_family
from calculator.physics.constants import likely as constant
from calculator.physics.decoding import MOST_CACHED, Stream
from calculator.physics.items import (
    USUAL_ITEMS,
    USUAL_MADE,
    ItemServing,
    flops_reached,
    launch_seconds,
)
from calculator.physics.memory import CACHED_TOKENS, accelerators_to_serve, inference_bytes
from calculator.physics.models import listed_model
from calculator.physics.serving import Load, seconds_per_request
from calculator.physics.speech import (
    SPEECH_FRAMES,
    WINDOW_SECONDS,
    Speech,
    parts_of,
    seconds_per_recording,
)
from calculator.units import PARAMS_PER_BILLION

WINDOWS_AT_ONCE = Assumed("speech-windows-at-once", "windows")
_UNKNOWN_ACTIVE = Assumed("unknown-active-size", "ratio")
_FAMILY = "llama-3"  # its sharing of keys and values stands for current open models


def shape_of(case: Case, params: float) -> Shape:
    """The open model that was chosen, if it has this size; else a current transformer of it.

    That is a mixture where fewer of its parameters work on each token.
    """
    chosen = listed_model(case.workload.open_model or "", case.knowledge)
    if chosen is not None and math.isclose(chosen.params, params):
        return chosen.shape
    return case.by_physics(("shape", params), partial(_usual_shape, case, params))


def _usual_shape(case: Case, params: float) -> Shape:
    active = case.workload.active_size_b * PARAMS_PER_BILLION or None
    if active is not None and active >= params:
        active = None
    family = case.knowledge.architectures[_FAMILY]
    found = of_family(family, params, active, case.constants)
    return replace(found.shape, params=params, active_params=active)


def of_unknown_active(case: Case, size_b: Amount, amount: Amount) -> Amount:
    """Work of a model with the range of an active size that is only supposed.

    Work is in proportion to what works on each token.
    """
    work = case.workload
    if not work.active_is_supposed or likely(size_b) <= work.active_size_b:
        return amount
    return amount * case.assumed(_UNKNOWN_ACTIVE)


def bytes_of_copy(case: Case, size_b: float) -> float:
    """Memory that a copy and its requests take."""
    bits, constants = case.workload.weight_bits, case.constants

    def found() -> float:
        params = size_b * PARAMS_PER_BILLION
        cached = constant(constants, CACHED_TOKENS)
        return inference_bytes(params, shape_of(case, params), bits, cached, constants)

    return case.by_physics(("bytes", size_b, bits), found)


def units_of(case: Case, accelerator: Accelerator, size_b: float, times: int = 1) -> float:
    """Accelerators of a copy that spans so many times the fewest that hold it."""
    bits = case.workload.weight_bits

    def found() -> float:
        params = size_b * PARAMS_PER_BILLION
        shape = shape_of(case, params)
        return accelerators_to_serve(params, shape, bits, accelerator, case.constants)

    return times * case.by_physics(("units", accelerator.id, size_b, bits), found)


def stream_of(
    case: Case,
    accelerator: Accelerator,
    times: int,
    read: float,
    written: float,
    size_b: float,
    cached: float,
) -> Stream:
    """One request on a copy; of its prompt the cached share was read for an earlier one."""
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(case, params)
    return Stream(
        params=params,
        active_params=shape.active_params or params,
        shape=shape,
        accelerator=accelerator,
        accelerators=units_of(case, accelerator, size_b, times),
        weight_bits=case.workload.weight_bits,
        engine="vllm",
        input_tokens=read,
        output_tokens=written,
        cached_share=min(cached, MOST_CACHED),
    )


def writes_down(case: Case) -> bool:
    """Whether the model hears, and writes down what it hears."""
    return case.workload.medium == "audio" and not occurs(case.workload.characters_spoken)


def seconds_of_request(
    case: Case,
    accelerator: Accelerator,
    times: int,
    read: float,
    written: float,
    size_b: float,
    cached: float,
) -> float:
    work, hears = case.workload, writes_down(case)

    def found() -> float:
        if hears:
            return _hearing_seconds(case, accelerator, read, size_b) / times
        stream = stream_of(case, accelerator, times, read, written, size_b, cached)
        return seconds_per_request(Load(stream=stream), case.constants)

    key = ("request", accelerator.id, times, read, written, size_b, cached, work.weight_bits, hears)
    return case.by_physics(key, found)


def speed_of_items(case: Case, accelerator: Accelerator) -> tuple[float, float]:
    """FLOP/s that a network reaches, and seconds of an item's share in starting a pass."""
    makes = occurs(case.workload.images_made)

    def found() -> tuple[float, float]:
        batch = constant(case.constants, USUAL_MADE if makes else USUAL_ITEMS)
        serving = ItemServing(forward_gflops=0, accelerator=accelerator, batch=batch)
        launch = launch_seconds(serving, case.constants) / batch
        return flops_reached(serving, case.constants), launch

    return case.by_physics(("items", accelerator.id, makes), found)


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
    units = units_of(case, accelerator, size_b)
    return positions / frames * seconds_per_recording(speech, case.constants) / units
