"""JSON values → the frozen records of `calculator.knowledge`, by their type hints alone."""

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge


def knowledge_from_json(data: Mapping[str, Any]) -> Knowledge:
    """The knowledge in a parsed `knowledge.json`; its writer is `builder.content.knowledge`."""
    return typing.cast(Knowledge, decode(Knowledge, data))


def decode(hint: Any, value: Any) -> Any:
    """A JSON value as the type that the hint names.

    Records, tuples, mappings and dates are rebuilt; every other value passes unchanged.
    """
    if isinstance(hint, typing.TypeAliasType):
        return decode(hint.__value__, value)
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        hints = _field_hints(typing.cast(type, hint))
        return typing.cast(Any, hint)(**{k: decode(hints[k], v) for k, v in value.items()})
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:  # an optional: None was dealt with above
        return decode(next(each for each in arguments if each is not types.NoneType), value)
    if origin is tuple:
        return tuple(decode(arguments[0], item) for item in value)
    if origin is Mapping:
        return types.MappingProxyType({k: decode(arguments[1], v) for k, v in value.items()})
    return date.fromisoformat(value) if hint is date else value


@functools.cache
def _field_hints(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)
