"""How long a request keeps a machine busy, and what a machine costs.

The physics is in `serving`, `tuning` and `vision`; this module puts a workload into it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from calculator import chips
from calculator.architecture import transformer
from calculator.cost_case import Case
from calculator.cost_line import Given
from calculator.decoding import Stream
from calculator.knowledge import Accelerator, DatedEstimate, Knowledge, Shape
from calculator.memory import accelerators_to_serve
from calculator.quantity import Amount, lift, likely
from calculator.serving import Load, seconds_per_request

PARAMS_PER_BILLION = 1e9
_FLOPS_PER_PARAMETER_AND_TOKEN = 2  # one multiplication, one addition
_FLOPS_PER_GFLOP = 1e9
_LARGEST_ON_CPU_B = 1.0  # beyond a billion parameters a processor is too slow to be an option
_FAMILY = "llama-3"  # its sharing of keys and values stands for current open models


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that runs on machines of one's own."""

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


def machines_for(case: Case, model: ServedModel) -> list[Callable[[bool], Machine]]:
    """One maker of each machine that can hold the model; True: its likely values alone."""
    makers: list[Callable[[bool], Machine]] = [
        partial(_on_accelerator, case, model, accelerator)
        for accelerator in accelerators_offered(case)
        if accelerator.prices
    ]
    if likely(model.size_b) <= _LARGEST_ON_CPU_B:
        makers.append(partial(_on_processors, case, model))
    return makers


def _on_accelerator(
    case: Case, model: ServedModel, accelerator: Accelerator, plain: bool
) -> Machine:
    price = rent(case, accelerator)
    if plain:
        price = Given(price.ref, likely(price.amount))
    return Machine(
        name=accelerator.name,
        units=_copy_size(case, model, accelerator, plain),
        usd_per_unit_hour=price,
        busy_seconds=_busy_seconds(case, model, accelerator, plain),
        watts_per_unit=accelerator.tdp_watts or 0.0,
    )


def _copy_size(case: Case, model: ServedModel, accelerator: Accelerator, plain: bool) -> Amount:
    """Accelerators that one copy spans, a power of two."""

    def count(size_b: float) -> float:
        params = size_b * PARAMS_PER_BILLION
        shape = shape_of(params, case.knowledge)
        bits = case.workload.weight_bits
        return float(accelerators_to_serve(params, shape, bits, accelerator, case.constants))

    return lift(count, *_chosen(plain, model.size_b))


def _busy_seconds(case: Case, model: ServedModel, accelerator: Accelerator, plain: bool) -> Amount:
    if not model.writes:
        tokens, size, share = _chosen(
            plain, model_tokens(case), model.size_b, case.draws.assumed("forward-utilisation")
        )
        peak = chips.peak_flops(accelerator)
        work = size * tokens * (_FLOPS_PER_PARAMETER_AND_TOKEN * PARAMS_PER_BILLION)
        return work / (share * peak)
    read, written, size, luck = _chosen(
        plain,
        model_tokens(case),
        case.workload.output_tokens,
        model.size_b,
        case.draws.assumed("spread-serving"),
    )
    seconds = lift(
        lambda i, o, b: _writing_seconds(case, accelerator, i, o, b), read, written, size
    )
    return seconds / luck


def _writing_seconds(
    case: Case, accelerator: Accelerator, read: float, written: float, size_b: float
) -> float:
    """Seconds of a full copy for one request; never zero, so that rates stay finite."""
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(params, case.knowledge)
    bits = case.workload.weight_bits
    stream = Stream(
        params=params,
        active_params=params,
        shape=shape,
        accelerator=accelerator,
        accelerators=accelerators_to_serve(params, shape, bits, accelerator, case.constants),
        weight_bits=bits,
        engine="vllm",
        input_tokens=max(read, 1.0),
        output_tokens=max(written, 1.0),
    )
    return seconds_per_request(Load(stream=stream), case.constants)


def shape_of(params: float, knowledge: Knowledge) -> Shape:
    """A current open transformer of this size."""
    return transformer(params, _FAMILY, None, knowledge).shape


def _on_processors(case: Case, model: ServedModel, plain: bool) -> Machine:
    price = case.assumed("vcpu-hour")
    tokens, size, speed, usd = _chosen(
        plain, model_tokens(case), model.size_b, case.draws.assumed("vcpu-gflops"), price.amount
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


def _chosen(plain: bool, *amounts: Amount) -> tuple[Amount, ...]:
    return tuple(likely(amount) for amount in amounts) if plain else amounts
