"""Will it fit, how fast, how long: one model on some chips, by the physics of the predictors."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from calculator.estimate import Estimate
from calculator.facts import Accelerator, DatedEstimate
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.memory import usable_bytes
from calculator.physics.predict import predict_with
from calculator.tools.fields import ToolFields
from calculator.tools.memory_parts import Part, parts_of
from calculator.units import BYTES_PER_GIB

ASKED = (
    "use", "model", "size_b", "quantisation", "chip", "chips", "engine", "context", "users",
    "answer", "method", "batch", "million_tokens",
)  # fmt: skip
_OPTIMISER = "adamw mixed precision"  # moments and a copy of the weights in 32 bits
_COUNTS = (1, 2, 4, 8)  # chips of one machine
_OFFERS = 5  # that are named
_LARGEST_BATCH, _LONGEST = 4096, 1 << 21
_PLACES = {"accelerator": "chip", "precision": "quantisation", "seq_len": "context"}
_FRESH = timedelta(days=365)  # rents that are older are no offers any more


class Asked(NamedTuple):
    """What is asked, as a record of the predictors, and what it is for."""

    record: Mapping[str, Any]
    tunes: bool
    million_tokens: float

    def on(self, chip: str, count: float) -> "Asked":
        """The same on other chips."""
        return self._replace(
            record={**self.record, "accelerator": chip, "accelerator_count": count}
        )


def answer_fit(request: Mapping[str, Any], knowledge: Knowledge, today: date) -> dict[str, Any]:
    """Memory by part, speed or time, what fits, and the cheapest chip that does.

    Args:
        request: `use` (serve or tune), `model` or `size_b`, `quantisation`, `chip`, `chips`;
            for serving `engine`, `context`, `users`, `answer`; for tuning `method`, `context`,
            `batch`, `million_tokens`.
        knowledge: Brings models, chips, rents and constants.
        today: Day whose constants and rents count.

    Returns:
        `problems`, and without any: `model`, `chip`, `memory`, `speed`, `largest`, `cheapest`,
        `notes`, `warnings`. Sizes in GiB per chip, speeds in tokens a second, times in hours.
    """
    fields = ToolFields(request)
    fields.check_names(ASKED)
    asked = _read(request, fields)
    constants = physics_constants(knowledge, today)
    try:
        found = {} if fields.problems else _answered(asked, knowledge, constants, today)
    except PredictionError as problem:
        message = str(problem)
        fields.refuse(_PLACES.get(message.split(" ")[0], "model"), message)
        found = {}
    return {"problems": [asdict(each) for each in fields.problems], **found}


def _read(request: Mapping[str, Any], fields: ToolFields) -> Asked:
    """The request as a record of the predictors."""
    tunes = request.get("use", "serve") == "tune"
    if request.get("use", "serve") not in ("serve", "tune"):
        fields.refuse("use", "must be serve or tune")
    size = fields.positive("size_b")
    length = fields.whole("context", 1) or (1024 if tunes else 4096)
    record: dict[str, Any] = {
        "model": fields.text("model") or None,
        "params": size * 1e9 if size else None,
        "precision": fields.text("quantisation") or "bf16",
        "accelerator": fields.text("chip") or None,
        "accelerator_count": fields.whole("chips", 1, 100_000) or 1,
    }
    if tunes:
        record |= {"method": fields.text("method") or "lora", "seq_len": length}
        record |= {"batch": fields.whole("batch", 1, 65_536) or 1, "optimizer": _OPTIMISER}
    else:
        answer = min(fields.whole("answer", 1) or 256, length)
        record |= {"engine": fields.text("engine") or None, "batch": fields.whole("users", 1) or 1}
        record |= {"input_len": max(1, length - answer), "output_len": answer}
    return Asked(record, tunes, fields.positive("million_tokens") or 10.0)


def _answered(
    asked: Asked, knowledge: Knowledge, constants: Constants, today: date
) -> dict[str, Any]:
    fields = Fields({**asked.record, **_memory_record(asked)}, knowledge, "memory")
    params, chip = fields.needed("params"), fields.accelerator()
    known = fields.transformer(params)
    parts = list(parts_of(fields, params, known.shape, constants, tunes=asked.tunes))
    memory = _memory(asked, parts, chip, knowledge, constants)
    told = _told(asked, knowledge, constants)
    warnings = [*_too_long(asked, known.shape.context), *told["warnings"]]
    return {
        "model": {"name": fields.text("model"), "params": params, "origin": known.origin,
                  "active_params": known.shape.active_params, "context": known.shape.context},
        "chip": {"id": chip.id, "name": chip.name, "memory_gib": chip.memory_gib,
                 "count": asked.record["accelerator_count"]},
        "tunes": asked.tunes,
        "memory": memory,
        "speed": told["speed"],
        "largest": _largest(asked, memory["room"], knowledge, constants),
        "cheapest": list(_cheapest(asked, knowledge, constants, today)),
        "notes": list(dict.fromkeys([*fields.notes, *told["notes"]])),
        "warnings": list(dict.fromkeys(warnings)),
    }  # fmt: skip


def _memory_record(asked: Asked) -> dict[str, Any]:
    """The record of the memory that is asked for."""
    if asked.tunes:
        return {"purpose": "training"}
    lengths = asked.record["input_len"] + asked.record["output_len"]
    return {"purpose": "inference", "seq_len": lengths}


def _memory(
    asked: Asked, parts: list[Part], chip: Accelerator, known: Knowledge, constants: Constants
) -> dict[str, Any]:
    """Needed and usable memory of one chip, and in words whether it fits."""
    found = _needed(asked, known, constants)
    room = usable_bytes(chip, constants) / BYTES_PER_GIB
    return {
        "parts": [part._asdict() for part in parts],
        "needed": {"low": found.low, "value": found.value, "high": found.high},
        "room": room,
        "verdict": _verdict(found, room),
    }


def _verdict(needed: Estimate, room: float) -> str:
    if needed.high <= room:
        return "fits"
    if needed.value <= room:
        return "likely"
    return "unlikely" if needed.low <= room else "no"


def _needed(asked: Asked, knowledge: Knowledge, constants: Constants) -> Estimate:
    """GiB of one chip."""
    record = {**asked.record, **_memory_record(asked)}
    found = predict_with("memory", record, knowledge, constants)
    if "error" in found:
        raise PredictionError(found["error"])
    return Estimate(found["low"], found["likely"], found["high"])


_METRICS = {
    "alone": ("decode tokens/s, one stream", "tokens a second of one answer alone"),
    "first": ("first-token latency ms, batch 1", "milliseconds to the first token"),
    "together": ("output tokens/s, all streams", "tokens a second of all answers together"),
}


def _told(asked: Asked, knowledge: Knowledge, constants: Constants) -> dict[str, Any]:
    """Speed of serving, or time of tuning, with what was supposed."""
    records = dict(_speed_records(asked))
    speed, notes, warnings = {}, [], []
    for name, (command, record) in records.items():
        found = predict_with(command, record, knowledge, constants)
        if "error" in found:
            raise PredictionError(found["error"])
        speed[name] = {key: found[key] for key in ("unit", "low", "likely", "high")}
        notes += found["notes"]
        warnings += [each for each in found["warnings"] if "does not use it" not in each]
    return {"speed": speed, "notes": notes, "warnings": warnings}


def _speed_records(asked: Asked) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    if asked.tunes:
        record = {**asked.record, "micro_batch": asked.record["batch"]}
        del record["batch"]
        yield "pace", ("finetune", record)
        yield "hours", ("finetune", {**record, "tokens": asked.million_tokens * 1e6})
        return
    for name, (metric, _) in _METRICS.items():
        alone = {"batch": 1} if name != "together" else {}
        yield name, ("serve", {**asked.record, **alone, "metric": metric})


def _largest(
    asked: Asked, room: float, knowledge: Knowledge, constants: Constants
) -> dict[str, int]:
    """The largest batch at this length, and the longest length at this batch, that fit."""

    def fits(**changed: Any) -> bool:
        tried = asked._replace(record={**asked.record, **changed})
        return _needed(tried, knowledge, constants).value <= room

    def longer(length: int) -> bool:
        if asked.tunes:
            return fits(seq_len=length)
        return fits(input_len=max(1, length - 1), output_len=1)

    return {
        "batch": _last(lambda batch: fits(batch=batch), _LARGEST_BATCH),
        "context": _last(longer, _LONGEST),
    }


def _last(holds: Any, most: int) -> int:
    """The largest whole number up to `most` for which it holds; 0 where it never does."""
    if not holds(1):
        return 0
    low, high = 1, 2
    while high < most and holds(high):
        low, high = high, high * 2
    high = min(high, most)
    if holds(high):
        return high
    while high - low > max(1, low // 64):
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _cheapest(
    asked: Asked, knowledge: Knowledge, constants: Constants, today: date
) -> Iterator[dict[str, Any]]:
    """The cheapest machines on which it is likely to fit, by their rent on a day.

    From the cheapest chip on, until one alone costs more than the machines that were found.
    """
    rents = [(chip, chip.rent_on(today)) for chip in knowledge.accelerators.values()]
    fresh = [(chip, rent) for chip, rent in rents if rent and today - rent.as_of <= _FRESH]
    offers: list[tuple[float, Accelerator, int, DatedEstimate]] = []
    for chip, rent in sorted(fresh, key=lambda each: (each[1].value, each[0].id)):
        if len(offers) >= _OFFERS and rent.value > offers[_OFFERS - 1][0]:
            break
        count = _fewest(asked, chip, knowledge, constants)
        if count:
            offers.append((rent.value * count, chip, count, rent))
            offers.sort(key=lambda offer: (offer[0], offer[1].id))
    for _, chip, count, rent in offers[:_OFFERS]:
        yield {
            "id": chip.id, "name": chip.name, "count": count, "as_of": rent.as_of.isoformat(),
            "low": rent.low * count, "value": rent.value * count, "high": rent.high * count,
        }  # fmt: skip


def _fewest(
    asked: Asked, chip: Accelerator, knowledge: Knowledge, constants: Constants
) -> int | None:
    """The fewest chips of one machine on which it is likely to fit; older chips lack 16 bits."""
    if "bf16" not in chip.peak_tflops and "fp16" not in chip.peak_tflops:
        return None
    room = usable_bytes(chip, constants) / BYTES_PER_GIB
    for count in _COUNTS:
        if _needed(asked.on(chip.id, count), knowledge, constants).value <= room:
            return count
    return None


def _too_long(asked: Asked, context: float | None) -> Iterator[str]:
    """A warning where a sequence is longer than the model was made for."""
    record = asked.record
    length = record["seq_len"] if asked.tunes else record["input_len"] + record["output_len"]
    if context and length > context:
        yield f"{length:,} tokens are more than the {context:,.0f} that the model was made for"
