"""JSON values → the frozen records of `calculator.knowledge`, by their type hints alone.

A table of records keeps each as JSON text until somebody asks for it: an answer needs few of
them, and in the memory that a page starts from text packs far better than records do.
"""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge


class Table(Mapping[str, Any]):
    """Records of one kind by id, read when they are asked for."""

    __slots__ = ("_found", "_hint", "_unread")

    def __init__(self, hint: Any, values: Mapping[str, Any]) -> None:
        self._hint = hint
        self._found: dict[str, Any] = {key: _text(value) for key, value in values.items()}
        self._unread = len(self._found)

    def __getitem__(self, key: str) -> Any:
        found = self._found[key]
        if type(found) is bytes:
            found = self._found[key] = decode(self._hint, json.loads(found))
            self._unread -= 1
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def items(self) -> ItemsView[str, Any]:
        """All of it, with every record read."""
        return self._read().items()

    def values(self) -> ValuesView[Any]:
        """Every record."""
        return self._read().values()

    def _read(self) -> dict[str, Any]:
        if self._unread:
            for key in self._found:
                self[key]
        return self._found


def knowledge_from_json(data: Mapping[str, Any]) -> Knowledge:
    """The knowledge in a parsed `knowledge.json`; its writer is `builder.content.knowledge`."""
    hints = _field_hints(Knowledge)
    return Knowledge(**{name: _table(hints[name], value) for name, value in data.items()})


def _table(hint: Any, value: Any) -> Any:
    """A table of the knowledge; what holds no records is read at once."""
    record = typing.get_args(hint)[-1] if typing.get_origin(hint) is Mapping else None
    is_record = dataclasses.is_dataclass(record) or typing.get_origin(record) is Mapping
    return Table(record, value) if is_record else decode(hint, value)


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(hint: Any, value: Any) -> Any:
    """A JSON value as the type that the hint names.

    Records, tuples, mappings and dates are rebuilt; every other value passes unchanged.
    """
    read = _reader(hint)
    return value if read is None or value is None else read(value)


@functools.cache
def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """What rebuilds a value of this type; None where it passes unchanged."""
    if isinstance(hint, typing.TypeAliasType):
        return _reader(hint.__value__)
    if dataclasses.is_dataclass(hint):
        return _record_reader(typing.cast(type, hint))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:  # an optional: `decode` and records deal with None
        return _reader(next(each for each in arguments if each is not types.NoneType))
    if origin is tuple:
        return functools.partial(_tuple, _reader(arguments[0]))
    if origin is Mapping:
        return functools.partial(_mapping, _reader(arguments[1]))
    return date.fromisoformat if hint is date else None


def _record_reader(record: type) -> Callable[[Mapping[str, Any]], Any]:
    hints = _field_hints(record)
    readers = {name: way for name, hint in hints.items() if (way := _reader(hint)) is not None}

    def read(value: Mapping[str, Any]) -> Any:
        rebuilt = {
            key: readers[key](each)
            for key, each in value.items()
            if key in readers and each is not None
        }
        return record(**{**value, **rebuilt})

    return read


def _tuple(read: Callable[[Any], Any] | None, value: Any) -> tuple[Any, ...]:
    if read is None:
        return tuple(value)
    return tuple(None if each is None else read(each) for each in value)


def _mapping(read: Callable[[Any], Any] | None, value: Mapping[str, Any]) -> Mapping[str, Any]:
    if read is not None:
        value = {key: None if each is None else read(each) for key, each in value.items()}
    return types.MappingProxyType(dict(value))


@functools.cache
def _field_hints(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)
