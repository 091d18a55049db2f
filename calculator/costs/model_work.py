"""How long a request keeps a model busy: a workload put into the physics of serving."""

import math
from dataclasses import dataclass
from functools import partial

from calculator.costs.case import Case
from calculator.costs.hosted import CONTEXT
from calculator.costs.interpolated import interpolated
from calculator.costs.model_physics import (
    bytes_of_copy,
    of_unknown_active,
    seconds_of_request,
    shape_of,
    speed_of_items,
    stream_of,
    units_of,
    writes_down,
)
from calculator.costs.passing import (
    model_tokens,
    passed_tokens,
    passes_started,
    written_tokens,
)
from calculator.costs.quantity import Amount, Quantity, at_least, lift, likely, occurs, together
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics.memory import usable_bytes
from calculator.physics.prefill import request_seconds
from calculator.units import PARAMS_PER_BILLION, Conversion

FLOPS_PER_PARAMETER_AND_TOKEN = 2  # one multiplication, one addition
FLOPS_PER_BILLION_AND_TOKEN = Conversion(
    FLOPS_PER_PARAMETER_AND_TOKEN * PARAMS_PER_BILLION, "FLOPs per billion parameters and token"
)
_SPREAD = Assumed("spread-serving", "factor")
_SPREAD_ITEMS = Assumed("spread-items", "factor")
_SPANS = (1, 2, 4)  # times the fewest accelerators that hold a model
_OF_A_SERVER = 8.0  # accelerators; beyond them the links are slow
_WORTH = 0.95  # of the work for each accelerator; for less nobody takes more of them
_FEW = 40  # different lengths that are worked out one by one
TUNED = "tuned"  # key of a model that adapters were trained for


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that runs on machines of one's own."""

    key: str  # models with one key are one model
    label: str
    size_b: Amount  # billion parameters
    writes: bool  # writes its answer token by token; otherwise one forward pass
    looks_up: bool = False  # reads passages that were found beside what is asked


def copy_size(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Amount:
    """Accelerators that one copy spans: so many times the fewest that hold it, a power of two."""
    room, needed = usable_bytes(accelerator, case.constants), partial(bytes_of_copy, case)
    if at_size is not None:
        return times * _power_of_two(needed(at_size) / room)
    total = case.once(f"bytes {model.key}", lambda: interpolated(needed, model.size_b))
    if not isinstance(total, Quantity):
        return times * _power_of_two(total / room)
    if max(total.values) <= room:
        return float(times)
    return total.with_values([times * _power_of_two(value / room) for value in total.values])


def _power_of_two(amount: float) -> float:
    return 1.0 if amount <= 1 else float(2 ** math.ceil(math.log2(amount) - 1e-9))


def spans(case: Case, model: ServedModel, accelerator: Accelerator) -> tuple[int, ...]:
    """How many times the fewest accelerators a copy may well span: once, or more where that pays.

    A copy that leaves little room beside its weights holds few requests at once. On more
    accelerators it may serve more for each of them; alone, on few, it costs less.
    """
    if not model.writes:
        return (1,)
    size = likely(model.size_b)
    read = max(likely(_read_tokens(case, model)), 1.0)
    written = max(likely(written_tokens(case)), 1.0)
    cached = likely(case.workload.cached_share)
    fewest = units_of(case, accelerator, size)
    work = {
        times: times * seconds_of_request(case, accelerator, times, read, written, size, cached)
        for times in _SPANS
        if times == 1 or times * fewest <= _OF_A_SERVER
    }
    best = min(work, key=work.__getitem__)
    return (1,) if work[best] > _WORTH * work[1] else (1, best)


def busy_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Amount:
    seconds = _likely_active_seconds(case, model, accelerator, times, at_size)
    return seconds if at_size is not None else of_unknown_active(case, model.size_b, seconds)


def _likely_active_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Amount:
    if model.writes:
        return _writing_seconds(case, model, accelerator, times, at_size)
    return _passing_seconds(case, model, accelerator, times, at_size)


def _passing_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Amount:
    """Seconds of a copy for one request whose positions pass the model all at once.

    Weights that are stored in fewer bits are multiplied in 16 all the same.
    """
    size, tokens, passes, luck = at_size_or_all(
        model,
        at_size,
        passed_tokens(case) + passages(case, model),
        passes_started(case),
        case.assumed(_SPREAD_ITEMS),
    )
    reached: Amount
    launch: Amount
    reached, launch = speed_of_items(case, accelerator)
    if at_size is None:
        label = f"Arithmetic that networks reach on {accelerator.name}, by the physics"
        reached = case.worked_out(label, "FLOP/s", reached)
        each = "image" if occurs(case.workload.images_made) else "request"
        label = f"Start of a pass on {accelerator.name}, by the physics"
        launch = case.worked_out(label, f"seconds per {each}", launch)
    work = size * passed_share(case, size) * tokens * FLOPS_PER_BILLION_AND_TOKEN
    units = copy_size(case, model, accelerator, times, at_size)
    return (work / reached + passes * launch) / (units * luck)


def _read_tokens(case: Case, model: ServedModel) -> Amount:
    return model_tokens(case) + passages(case, model)


def passages(case: Case, model: ServedModel) -> Amount:
    """Tokens of the passages that a model reads beside what is asked."""
    return case.assumed(CONTEXT) if model.looks_up else 0.0


def passed_share(case: Case, size: Amount) -> float:
    """The share of a model's weights that one token passes; below 1 in a mixture of experts."""
    if case.workload.open_model is None and not case.workload.active_size_b:
        return 1.0
    params = likely(size) * PARAMS_PER_BILLION
    return (shape_of(case, params).active_params or params) / params


def _writing_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> Amount:
    """Seconds of a full copy for one request that is read and answered token by token.

    Few lengths, and those of other answers, are worked out one by one. The many of a sample of
    draws are in proportion: so many accelerator-seconds for a token read and for one written.
    What repeats from request to request is read once and kept, as for a hosted model.
    """
    size, read, written, cached, luck = at_size_or_all(
        model,
        at_size,
        at_least(_read_tokens(case, model), 1.0),
        at_least(written_tokens(case), 1.0),
        case.workload.cached_share,
        case.assumed(_SPREAD),
    )
    request = partial(seconds_of_request, case, accelerator, times)
    if case.best_at_each_point or _few(read, written, size, cached):
        seconds = lift(request, read, written, size, cached)
        if at_size is None:
            label = f"Seconds of a copy on {accelerator.name}, by the physics"
            said = (size, read, written, cached) if occurs(cached) else (size, read, written)
            seconds = case.worked_out(label, "seconds per request", seconds, *said)
        return seconds / luck
    units = copy_size(case, model, accelerator, times, at_size)
    usual, answer, known = likely(read), likely(written), likely(cached)
    span = partial(units_of, case, accelerator, times=times)
    reading = interpolated(lambda b: request(usual, 1.0, b, known) * span(b), size)
    both = interpolated(lambda b: request(usual, answer, b, known) * span(b), size)
    writing = (both - reading) / max(answer - 1.0, 1.0)
    passed = read / usual * _fresh(cached, known)
    return (reading * passed + writing * (written - 1.0)) / (units * luck)


def _fresh(cached: Amount, known: float) -> Amount:
    """What is read anew of each prompt, against the likely share."""
    if not isinstance(cached, Quantity) or known == 1:
        return 1.0
    return (1 - cached) / (1 - known)


def _few(*amounts: Amount) -> bool:
    """Whether the amounts take few different values together."""
    found, _, _ = together(*amounts)
    columns = [amount.values for amount in found if isinstance(amount, Quantity)]
    return not columns or len(set(zip(*columns, strict=True))) <= _FEW


def alone_seconds(
    case: Case, model: ServedModel, accelerator: Accelerator, times: int, at_size: float | None
) -> float:
    """Wait for one answer with no other request beside it; queueing not counted.

    A recording takes no less than its share of a copy that hears many at once.
    """
    if at_size is None or case.workload.latency_ms is None:
        return 0.0
    if not model.writes or writes_down(case):
        return likely(busy_seconds(case, model, accelerator, times, at_size))
    read, written = likely(_read_tokens(case, model)), likely(written_tokens(case))
    cached = likely(case.workload.cached_share)
    stream = stream_of(case, accelerator, times, max(read, 1.0), max(written, 1.0), at_size, cached)
    return request_seconds(stream, case.constants).value


def at_size_or_all(
    model: ServedModel, at_size: float | None, *amounts: Amount
) -> tuple[Amount, ...]:
    """The model's size and the amounts; at one size, that size and their likely values."""
    if at_size is None:
        return (model.size_b, *amounts)
    return (at_size, *map(likely, amounts))
