"""Limits that no machine meets: the time of one answer, and the memory of a device.

What was not said counts as little as it may be, so that no supposition excludes anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.costs.case import Case
from calculator.costs.hard_share import HOSTED_CALL, may_be_hosted
from calculator.costs.machines import machines_for
from calculator.costs.model_work import ServedModel
from calculator.costs.own_models import served_model
from calculator.costs.quantity import likely
from calculator.costs.said import CHARACTERS, MINUTES
from calculator.costs.uncertainty import stable
from calculator.costs.workload import SIZE, TUNED_SIZE
from calculator.knowledge import Answer
from calculator.needs.need import Asked, Assumed
from calculator.units import BITS_PER_BYTE, BYTES_PER_GIB, MS_PER_SECOND, PARAMS_PER_BILLION

OWN_SIZE = "own_model_size_b"
ASKED = (
    Asked("latency_ms", "ms"),
    Asked("model_size_b", "billion parameters"),
    Asked(TUNED_SIZE, "billion parameters"),
    Asked(OWN_SIZE, "billion parameters"),
    Asked(MINUTES, "minutes per request"),
)
DEVICE_MEMORY = Assumed("device-memory", "GiB")
LATENCY, BITS = "latency_ms", "weight_bits"
_WRITTEN_IN_FULL = ("open_as_is", "fine_tune", "heavy_fine_tune")  # by a model of the stated size
_KINDS = ("modality", "output_kind")
_MUST_BE_SAID = (*_KINDS, "output_tokens_per_request")
_WRITES = ("text", "fields", "actions")
_SMALLEST_WRITER = 0.135  # billion parameters, of the smallest SmolLM2 (source: ev-smollm2)
_SMALLEST_IN_ONE_PASS = 0.0001  # billion parameters: the least that the questions take
_SMALLEST_RECOGNISER = 0.039  # billion parameters, of Whisper tiny (source: ev-whisper-readme)
_AT_LEAST: Mapping[str, Answer] = {
    "input_tokens_per_request": 1, "images_per_request": 0, "audio_minutes_per_request": 0,
    BITS: "4", "data_may_leave_org": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What an approach takes at least, beside what there is, in one unit."""

    kind: str  # "latency" in milliseconds or "device-memory" in GiB
    takes: float
    limit: float


def at_least(values: Answers) -> Answers | None:
    """The answers with the least that is possible where nothing was said.

    None where too little was said, or where something else than text is made.
    """
    heard, written = _is_written_down(values), values["output_kind"] in _WRITES
    asked = (MINUTES,) if heard else _MUST_BE_SAID if written else _KINDS
    if any(values[name] is None for name in asked) or values["output_kind"] == "media":
        return None
    least_size = _SMALLEST_RECOGNISER if heard else _SMALLEST_WRITER
    known = {**_AT_LEAST, OWN_SIZE: _SMALLEST_IN_ONE_PASS, SIZE: least_size}
    if not written:
        known |= dict.fromkeys((SIZE, TUNED_SIZE), _SMALLEST_IN_ONE_PASS)
    least = {name: value for name, value in known.items() if values[name] is None}
    return {**values, **least, LATENCY: 1}


def _is_written_down(values: Answers) -> bool:
    """Whether one model hears a recording and writes it down, with no other one behind it."""
    thought_about = values["answers_from_documents"] or values[CHARACTERS]
    return values["modality"] == "audio" and values["output_kind"] == "text" and not thought_about


def fastest_ms(case: Case) -> Mapping[str, float]:
    """The likely time of one answer on the fastest machine, with nothing beside it.

    Where data may leave, a tuned model and the large one of a combination may run at a provider;
    then a call is the least that they take.
    """
    work, found = case.workload, {}
    called = {"hybrid"} if may_be_hosted(case) else set()
    if work.data_may_leave and work.medium == "text" and work.tuning_place != "own":
        called.add("fine_tune")
    for name in (*_WRITTEN_IN_FULL, "from_scratch", "hybrid"):
        model = served_model(case, name)
        if model.writes or name != "hybrid":
            ms = _alone_ms(case, model)
            found[name] = min(ms, likely(case.assumed(HOSTED_CALL))) if name in called else ms
    return found


def _alone_ms(case: Case, model: ServedModel) -> float:
    size = likely(model.size_b)
    return stable(
        min(make(size).alone_seconds for make in machines_for(case, model)) * MS_PER_SECOND
    )


def too_slow(fastest: Mapping[str, float], limit_ms: float) -> dict[str, Shortfall]:
    """Approaches whose answer takes longer than the limit on every machine."""
    return {
        name: Shortfall("latency", ms, limit_ms) for name, ms in fastest.items() if ms > limit_ms
    }


def too_large(values: Answers, device_gib: float) -> dict[str, Shortfall]:
    """Approaches whose weights alone are larger than the memory of a device.

    The size of what is fine-tuned is supposed to be that of the open model only where it writes.
    """
    if values["runs_on"] != "device":
        return {}
    tuned = values[TUNED_SIZE]
    if tuned is None and values["output_kind"] in _WRITES:
        tuned = values[SIZE]
    sizes = {**dict.fromkeys(_WRITTEN_IN_FULL, values[SIZE]), "fine_tune": tuned}
    bits = float(values[BITS] or str(_AT_LEAST[BITS]))
    needed = {name: _gib(float(size), bits) for name, size in sizes.items() if size is not None}
    return {
        name: Shortfall("device-memory", gib, device_gib)
        for name, gib in needed.items()
        if gib > device_gib
    }


def _gib(size_b: float, bits: float) -> float:
    return stable(size_b * PARAMS_PER_BILLION * bits / BITS_PER_BYTE / BYTES_PER_GIB)
