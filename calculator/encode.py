"""Frozen records → JSON values; `calculator.decode` leads back."""

import dataclasses
import functools
from collections.abc import Mapping
from datetime import date
from typing import Any


def encode(value: Any) -> Any:
    """A record, or what it is made of, as plain JSON values.

    Records and mappings become objects, sequences become lists, dates become text; every other
    value passes unchanged.
    """
    if isinstance(value, str | int | float | None):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in _fields(value.__class__)}
    if isinstance(value, Mapping):
        return {key: encode(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [encode(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@functools.cache
def _fields(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))
