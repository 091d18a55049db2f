"""What a record gives, before anything is made of it: names of fields, numbers, bits."""

import re
from collections.abc import Mapping
from typing import Any

from calculator.knowledge import Knowledge
from calculator.names import Remembered

LARGEST = 1e30
_BITS_TOLD = re.compile(r"(?<![\d.])([1-9](?:\.\d+)?)\s*bpw")


class PredictionError(ValueError):
    """A record that cannot be answered; the message says why."""


def by_id(record: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The record with fields by their own ids, whichever of their names it uses.

    Raises:
        PredictionError: a field is given under two names.
    """
    ids = _ids_by_name(knowledge.predictor_fields)
    if ids.keys().isdisjoint(record):
        return dict(record)
    found: dict[str, Any] = {}
    for name, value in record.items():
        field = ids.get(name, name)
        if field in found:
            raise PredictionError(f"{field} is given twice, as {name} too")
        found[field] = value
    return found


_ids_by_name = Remembered[Mapping[str, str]](
    lambda fields: {name: field.id for field in fields.values() for name in field.also}
)


def number_of(name: str, value: object) -> float:
    """A value that must be a number above 0.

    Raises:
        PredictionError: it is none.
    """
    if type(value) is float and 0 < value < LARGEST:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PredictionError(f"{name} must be a number, got {shown(value)}")
    if not 0 < value < LARGEST:
        raise PredictionError(f"{name} must be above 0 and finite, got {shown(value)}")
    return float(value)


def bits_told(precision: str) -> float | None:
    """Bits per weight that a text gives as a number: "exl2 3.5bpw"; None where it gives none."""
    told = _BITS_TOLD.search(precision.lower())
    return float(told[1]) if told else None


def shown(value: object) -> str:
    """A value as messages show it."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
