"""How long a request keeps a machine busy, and what a machine costs.

The physics is in `serving`, `tuning` and `vision`; this module puts a workload into it.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from calculator import chips
from calculator.architecture import transformer
from calculator.cost_case import Case
from calculator.cost_line import Given
from calculator.decoding import Stream
from calculator.knowledge import Accelerator, DatedEstimate, Knowledge, Shape
from calculator.memory import accelerators_to_serve, inference_bytes, usable_bytes
from calculator.quantity import Amount, Quantity, at_least, interpolated, lift, likely
from calculator.serving import Load, seconds_per_request

PARAMS_PER_BILLION = 1e9
_FLOPS_PER_PARAMETER_AND_TOKEN = 2  # one multiplication, one addition
_FLOPS_PER_GFLOP = 1e9
_LARGEST_ON_CPU_B = 1.0  # beyond a billion parameters a processor is too slow to be an option
_CACHED_TOKENS = 8192.0  # keys and values that a copy must hold beside its weights
_FEW = 40  # different lengths that are worked out one by one
_FAMILY = "llama-3"  # its sharing of keys and values stands for current open models


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that runs on machines of one's own."""

    key: str  # models with one key are one model
    label: str
    size_b: Amount  # billion parameters
    writes: bool  # writes its answer token by token; otherwise one forward pass


@dataclass(frozen=True, slots=True)
class Machine:
    """A copy of a model on rented hardware."""

    name: str
    units: Amount  # accelerators, or virtual processors, of one copy
    usd_per_unit_hour: Given
    busy_seconds: Amount  # of a copy, for one request
    watts_per_unit: float


def writes_text(case: Case) -> bool:
    """Whether an open model for this work writes an answer token by token."""
    return case.workload.medium in ("text", "audio") or case.workload.modality == "multimodal"


def model_tokens(case: Case) -> Amount:
    """Tokens, patches, frames or rows that one request makes a model of one's own read."""
    work, assumed = case.workload, case.draws.assumed
    if work.medium == "audio":
        return work.audio_minutes * assumed("tokens-per-audio-minute")
    if work.medium == "tabular":
        return assumed("tokens-per-row")
    if work.medium == "time_series":
        return assumed("tokens-per-window")
    pictures = work.images * assumed("tokens-per-image") if likely(work.images) else 0.0
    written = work.input_tokens if work.medium == "text" or writes_text(case) else 0.0
    return pictures + written


def accelerators_offered(case: Case) -> tuple[Accelerator, ...]:
    """The chosen accelerator, or all that the form offers."""
    if case.workload.accelerator:
        return (case.knowledge.accelerators[case.workload.accelerator],)
    choices = case.knowledge.inputs["accelerator"].choices
    return tuple(case.knowledge.accelerators[str(choice.value)] for choice in choices)


def rent(case: Case, accelerator: Accelerator) -> Given:
    """USD per accelerator-hour on the day."""
    name = f"accelerator:{accelerator.id}"
    return Given(name, case.draws.drawn(name, _price_on(case, accelerator).estimate))


def _price_on(case: Case, accelerator: Accelerator) -> DatedEstimate:
    in_force = [price for price in accelerator.prices if price.as_of <= case.today]
    return in_force[0] if in_force else accelerator.prices[-1]


type Maker = Callable[[float | None], Machine]


def machines_for(case: Case, model: ServedModel) -> list[Maker]:
    """One maker of each machine that can hold the model.

    A maker gives the machine with all its amounts, or, for a model size in billion parameters,
    with the likely values alone.
    """
    makers: list[Maker] = [
        partial(_on_accelerator, case, model, accelerator)
        for accelerator in accelerators_offered(case)
        if accelerator.prices
    ]
    if likely(model.size_b) <= _LARGEST_ON_CPU_B:
        makers.append(partial(_on_processors, case, model))
    return makers


def worth_a_look(makers: Sequence[Maker], model: ServedModel) -> list[Maker]:
    """Without machines that at every model size rent dearer and also work dearer than another."""
    sizes = {likely(model.size_b)}
    if isinstance(model.size_b, Quantity):
        sizes |= {min(model.size_b.points), max(model.size_b.points)}
    merits = [[merit for size in sorted(sizes) for merit in _merits(make(size))] for make in makers]
    return [
        make
        for i, make in enumerate(makers)
        if not any(_dominates(merits[j], merits[i], j < i) for j in range(len(makers)) if j != i)
    ]


def _merits(machine: Machine) -> tuple[float, float]:
    """USD per hour of a copy, and of the work of one request; less is better."""
    hour = likely(machine.units) * likely(machine.usd_per_unit_hour.amount)
    return hour, hour * likely(machine.busy_seconds)


def _dominates(one: Sequence[float], other: Sequence[float], earlier: bool) -> bool:
    pairs = list(zip(one, other, strict=True))
    return all(a <= b for a, b in pairs) and (earlier or any(a < b for a, b in pairs))


def _on_accelerator(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Machine:
    price = rent(case, accelerator)
    if at_size is not None:
        price = Given(price.ref, likely(price.amount))
    return Machine(
        name=accelerator.name,
        units=_copy_size(case, model, accelerator, at_size),
        usd_per_unit_hour=price,
        busy_seconds=_busy_seconds(case, model, accelerator, at_size),
        watts_per_unit=accelerator.tdp_watts or 0.0,
    )


def _copy_size(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    """Accelerators that one copy spans, a power of two."""
    bits, constants = case.workload.weight_bits, case.constants

    def needed(size_b: float) -> float:
        params = size_b * PARAMS_PER_BILLION
        shape = shape_of(params, case.knowledge)
        return inference_bytes(params, shape, bits, _CACHED_TOKENS, constants)

    room = usable_bytes(accelerator, constants)
    if at_size is not None:
        return _power_of_two(needed(at_size) / room)
    total = case.once(f"bytes {model.key}", lambda: interpolated(needed, model.size_b))
    if not isinstance(total, Quantity):
        return _power_of_two(total / room)
    if max(total.points) <= room:
        return 1.0
    return Quantity([_power_of_two(point / room) for point in total.points])


def _power_of_two(amount: float) -> float:
    return 1.0 if amount <= 1 else float(2 ** math.ceil(math.log2(amount) - 1e-9))


def _busy_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    if model.writes:
        return _writing_seconds(case, model, accelerator, at_size)
    tokens, size, share = _chosen(
        model, at_size, model_tokens(case), model.size_b, case.draws.assumed("forward-utilisation")
    )
    peak = chips.peak_flops(accelerator)
    work = size * tokens * (_FLOPS_PER_PARAMETER_AND_TOKEN * PARAMS_PER_BILLION)
    return work / (share * peak)


def _writing_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, at_size: float | None
) -> Amount:
    """Seconds of a full copy for one request that is read and answered token by token.

    Few different lengths are worked out one by one. Many are taken to be in proportion: so
    many accelerator-seconds for each token read and for each one written, by model size.
    """
    read, written, size, luck = _chosen(
        model,
        at_size,
        at_least(model_tokens(case), 1.0),
        at_least(case.workload.output_tokens, 1.0),
        model.size_b,
        case.draws.assumed("spread-serving"),
    )
    request = partial(_request_seconds, case, accelerator)
    if _few(read, written, size):
        return lift(request, read, written, size) / luck
    units = _copy_size(case, model, accelerator, at_size)
    usual, answer = likely(read), likely(written)
    reading = interpolated(lambda b: request(usual, 1.0, b) * _units(case, accelerator, b), size)
    both = interpolated(lambda b: request(usual, answer, b) * _units(case, accelerator, b), size)
    writing = (both - reading) / max(answer - 1.0, 1.0)
    return (reading * (read / usual) + writing * (written - 1.0)) / (units * luck)


def _few(*amounts: Amount) -> bool:
    """Whether the amounts take few different values together."""
    columns = [amount.points for amount in amounts if isinstance(amount, Quantity)]
    return not columns or len(set(zip(*columns, strict=True))) <= _FEW


def _units(case: Case, accelerator: Accelerator, size_b: float) -> float:
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(params, case.knowledge)
    return accelerators_to_serve(
        params, shape, case.workload.weight_bits, accelerator, case.constants,
        cached_tokens=_CACHED_TOKENS,
    )  # fmt: skip


def _request_seconds(
    case: Case, accelerator: Accelerator, read: float, written: float, size_b: float
) -> float:
    params = size_b * PARAMS_PER_BILLION
    stream = Stream(
        params=params,
        active_params=params,
        shape=shape_of(params, case.knowledge),
        accelerator=accelerator,
        accelerators=_units(case, accelerator, size_b),
        weight_bits=case.workload.weight_bits,
        engine="vllm",
        input_tokens=read,
        output_tokens=written,
    )
    return seconds_per_request(Load(stream=stream), case.constants)


def shape_of(params: float, knowledge: Knowledge) -> Shape:
    """A current open transformer of this size."""
    return transformer(params, _FAMILY, None, knowledge).shape


def _on_processors(case: Case, model: ServedModel, at_size: float | None) -> Machine:
    price = case.assumed("vcpu-hour")
    tokens, size, speed, usd = _chosen(
        model,
        at_size,
        model_tokens(case),
        model.size_b,
        case.draws.assumed("vcpu-gflops"),
        price.amount,
    )
    written = likely(case.workload.output_tokens) if model.writes else 0.0
    work = size * (tokens + written) * (_FLOPS_PER_PARAMETER_AND_TOKEN * PARAMS_PER_BILLION)
    return Machine(
        name="Virtual processors",
        units=1.0,
        usd_per_unit_hour=Given(price.ref, usd),
        busy_seconds=work / (speed * _FLOPS_PER_GFLOP),
        watts_per_unit=0.0,
    )


def _chosen(model: ServedModel, at_size: float | None, *amounts: Amount) -> tuple[Amount, ...]:
    """The amounts, or their likely values at a size of the model."""
    if at_size is None:
        return amounts
    return tuple(at_size if amount is model.size_b else likely(amount) for amount in amounts)
