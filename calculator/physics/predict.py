"""Published-format records → predictions with an 80 % range: what the command line calls."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.arguments import check_day, check_knowledge
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, estimate, physics_constants
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.formula import Formula, Predictor, doubt
from calculator.physics.idle import Told, idle_fields
from calculator.physics.predict_memory import predict_memory
from calculator.physics.predict_serving import predict_serving
from calculator.physics.predict_training import predict_throughput, predict_training
from calculator.physics.predict_tuning import predict_tuning
from calculator.physics.prediction import Answer, Prediction, Refusal
from calculator.physics.ranges import widened
from calculator.physics.record import unused

_PREDICTORS: dict[str, Predictor] = {
    "train": predict_training,
    "finetune": predict_tuning,
    "throughput": predict_throughput,
    "memory": predict_memory,
    "serve": predict_serving,
}
KINDS = tuple(_PREDICTORS)
_DIGITS = 6


def predict(kind: str, record: Mapping[str, Any], knowledge: Knowledge, today: date) -> Answer:
    """Predict one figure from what a planner knows beforehand.

    Args:
        kind: train, finetune, throughput, memory or serve.
        record: Fields as in the published files; any may be missing or null, unknown
            ones are passed over, results (hours, rates, peaks) are never read.
        knowledge: Constants and accelerators.
        today: Day whose constants are in force.

    Returns:
        A `Prediction`, or a `Refusal` with the reason.

    Raises:
        TypeError: `today` is no date, or `knowledge` none.
    """
    check_knowledge(knowledge)
    check_day(today)
    return predict_with(kind, record, knowledge, physics_constants(knowledge, today))


def predict_with(
    kind: str, record: Any, knowledge: Knowledge, constants: Constants, *, idle: bool = True
) -> Answer:
    """`predict` with constants that are already at hand.

    Fields that are read and change nothing are looked for unless `idle` is false: that takes
    longer than the prediction.
    """
    if kind not in _PREDICTORS:
        return Refusal(id=None, error=f"kind must be one of {', '.join(KINDS)}, got {kind!r}")
    if not isinstance(record, Mapping):
        found = type(record).__name__
        return Refusal(id=None, error=f"a record must be a JSON object, got {found}")
    try:
        fields = Fields(record, knowledge, constants, kind)
        quantity, unit, formula = read_record(kind, fields, constants)
        plain, answer = doubt(formula, constants)
        if idle:
            whole = _told((quantity, unit, plain), fields)
            fields.warnings += _idle(kind, fields, whole, constants)
    except PredictionError as problem:
        return Refusal(id=record.get("id"), error=str(problem))
    except (OverflowError, ZeroDivisionError):
        return Refusal(id=record.get("id"), error="the numbers are too extreme to calculate with")
    return _answer(record.get("id"), quantity, unit, answer, fields, constants)


def read_record(kind: str, fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """What a record asks for, its unit, and the formula that answers it.

    Raises:
        PredictionError: the record says too little or contradicts itself.
    """
    return _PREDICTORS[kind](fields, constants)


def _told(answer: tuple[str, str, Estimate], fields: Fields) -> Told:
    widenings, warnings = dict.fromkeys(fields.widenings), dict.fromkeys(fields.warnings)
    return (answer, list(widenings)), list(warnings)


def _idle(kind: str, fields: Fields, whole: Told, constants: Constants) -> list[str]:
    def told(name: str, value: Any) -> Told | None:
        try:
            other = fields.varied(name, value)
            if fields.reads_like(other):
                return whole
            quantity, unit, formula = read_record(kind, other, constants)
            return _told((quantity, unit, formula(constants)), other)
        except (PredictionError, OverflowError, ZeroDivisionError):
            return None

    return [unused(name) for name in idle_fields(fields, whole, told)]


def _answer(
    record_id: Any,
    quantity: str,
    unit: str,
    answer: Estimate,
    fields: Fields,
    constants: Constants,
) -> Answer:
    spreads = [estimate(constants, need) for need in dict.fromkeys(fields.widenings)]
    wide = widened(answer, spreads)
    if not all(math.isfinite(end) and end > 0 for end in (wide.low, wide.value, wide.high)):
        return Refusal(id=record_id, error="the numbers are too extreme to calculate with")
    return Prediction(
        id=record_id,
        quantity=quantity,
        unit=unit,
        low=_rounded(wide.low),
        likely=_rounded(wide.value),
        high=_rounded(wide.high),
        notes=tuple(fields.notes),
        warnings=(*fields.warnings, *fields.unused()),
    )


def _rounded(value: float) -> float:
    """Six significant digits, so that every Python gives the same text."""
    return float(f"{value:.{_DIGITS}g}")
