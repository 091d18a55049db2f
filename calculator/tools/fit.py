"""Will it fit, how fast, how long: one model on some chips, by the physics of the predictors."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.arguments import check_day, check_knowledge
from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.memory import usable_bytes
from calculator.physics.predict import predict_with
from calculator.physics.prediction import Refusal
from calculator.tools.fields import ToolFields
from calculator.tools.fit_offers import cheapest, held_alone, largest, needed
from calculator.tools.fit_request import ASKED, Asked, memory_record, read_request, speed_records
from calculator.tools.memory_parts import parts_of
from calculator.tools.records import (
    FitAnswer,
    FitChip,
    FitMemory,
    FitModel,
    FitPart,
    FitSpeed,
    Refused,
)
from calculator.units import BYTES_PER_GIB

_PLACES = {"accelerator": "chip", "precision": "quantisation", "seq_len": "context"}


def answer_fit(
    request: Mapping[str, Any], knowledge: Knowledge, today: date
) -> FitAnswer | Refused:
    """Memory by part, speed or time, what fits, and the cheapest chip that does.

    Args:
        request: the fields of a `FitRequest`.
        knowledge: Brings models, chips, rents and constants.
        today: Day whose constants and rents count.

    Returns:
        The answer, or the problems of the request. Sizes in GiB per chip, speeds in tokens a
        second, times in hours.

    Raises:
        TypeError: an argument of another kind than named here.
    """
    check_knowledge(knowledge)
    check_day(today)
    fields = ToolFields(request)
    fields.check_names(ASKED)
    asked = read_request(request, fields)
    constants = physics_constants(knowledge, today)
    try:
        if not fields.problems:
            return _answered(asked, knowledge, constants, today)
    except PredictionError as problem:
        message = str(problem)
        if message.startswith("params "):
            named = asked.record["model"]
            lead = f"{named!r} is not listed" if named else "must be named"
            message = f"{lead}; give size_b where it is another"
        fields.refuse(_PLACES.get(message.split(" ")[0], "model"), message)
    return Refused(problems=tuple(fields.problems))


def _answered(asked: Asked, knowledge: Knowledge, constants: Constants, today: date) -> FitAnswer:
    fields = Fields({**asked.record, **memory_record(asked)}, knowledge, constants, "memory")
    params, chip = fields.needed("params"), fields.accelerator()
    known = fields.transformer(params)
    parts = list(parts_of(fields, params, known.shape, constants, tunes=asked.tunes))
    memory = _memory(asked, parts, chip, knowledge, constants)
    speed, notes, told = _told(asked, knowledge, constants)
    alone = held_alone(asked, chip, knowledge)
    warnings = [*_too_long(asked, known.shape.context), *told]
    warnings += [f"{chip.name} {alone}"] if alone else []
    return FitAnswer(
        model=FitModel(
            name=fields.text("model"), params=params, origin=known.origin,
            active_params=known.shape.active_params, context=known.shape.context,
        ),
        chip=FitChip(
            id=chip.id, name=chip.name, memory_gib=chip.memory_gib,
            count=asked.record["accelerator_count"],
        ),
        tunes=asked.tunes,
        memory=memory,
        speed=speed,
        largest=largest(asked, memory.room, knowledge, constants),
        cheapest=tuple(cheapest(asked, knowledge, constants, today)),
        notes=tuple(dict.fromkeys([*fields.notes, *notes])),
        warnings=tuple(dict.fromkeys(warnings)),
    )  # fmt: skip


def _memory(
    asked: Asked, parts: list[FitPart], chip: Accelerator, known: Knowledge, constants: Constants
) -> FitMemory:
    """Needed and usable memory of one chip, and in words whether it fits."""
    found = needed(asked, known, constants)
    room = usable_bytes(chip, constants) / BYTES_PER_GIB
    return FitMemory(parts=tuple(parts), needed=found, room=room, verdict=_verdict(found, room))


def _verdict(size: Estimate, room: float) -> str:
    if size.high <= room:
        return "fits"
    if size.value <= room:
        return "likely"
    return "unlikely" if size.low <= room else "no"


def _told(
    asked: Asked, knowledge: Knowledge, constants: Constants
) -> tuple[dict[str, FitSpeed], list[str], list[str]]:
    """Speed of serving, or time of tuning, with what was supposed and warned of."""
    speed: dict[str, FitSpeed] = {}
    notes: list[str] = []
    warnings: list[str] = []
    for name, (command, record) in speed_records(asked):
        found = predict_with(command, record, knowledge, constants, idle=False)
        if isinstance(found, Refusal):
            raise PredictionError(found.error)
        speed[name] = FitSpeed(unit=found.unit, low=found.low, likely=found.likely, high=found.high)
        notes += found.notes
        warnings += [each for each in found.warnings if "does not use it" not in each]
    return speed, notes, warnings


def _too_long(asked: Asked, context: float | None) -> Iterator[str]:
    """A warning where a sequence is longer than the model was made for."""
    record = asked.record
    length = record["seq_len"] if asked.tunes else record["input_len"] + record["output_len"]
    if context and length > context:
        yield f"{length:,} tokens are more than the {context:,.0f} that the model was made for"
