"""What the models share: strictness, ids, prose, dates and references to other records."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

type Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Ref:
    """Marks text that must be the id of a record of another kind."""

    kind: str


@dataclass(frozen=True)
class Markdown:
    """Marks text that readers see: Markdown with `[[links]]`, `[@claims]` and `{{assumptions}}`."""


class Record(BaseModel):
    """A mapping in a content file; unknown keys and loose kinds are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def _date(value: Any) -> Any:
    """YAML dates stay text until here, so that a bad one is reported with its line."""
    if not isinstance(value, str):
        raise ValueError("must be a date such as 2026-10-01")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("must be a date such as 2026-10-01") from error


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", max_length=80)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=400, pattern=r"^\S[^\n]*$"), Markdown()
]
Plain = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^\S[^\n]*$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=8000), Markdown()]
Day = Annotated[date, BeforeValidator(_date)]
Covers = Annotated[list[str], Field(default_factory=list)]

SourceId = Annotated[str, Ref("source")]
ClaimId = Annotated[str, Ref("claim")]
ApproachId = Annotated[str, Ref("approach")]
TermId = Annotated[str, Ref("term")]
MistakeId = Annotated[str, Ref("mistake")]
ModelId = Annotated[str, Ref("model")]
InputId = Annotated[str, Ref("input")]
ScenarioId = Annotated[str, Ref("scenario")]
AssumptionId = Annotated[str, Ref("assumption")]
Answer = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an annotation says of a value: the marks of text, and the shapes of what it holds."""

    marks: tuple[Any, ...]
    of_items: "_Shape | None" = None  # where it is a list
    of_values: "_Shape | None" = None  # where it is a mapping
    of_keys: tuple[Any, ...] = ()


def marked(record: BaseModel, mark: type, steps: Steps = ()) -> Iterator[tuple[Steps, Any, Any]]:
    """Every value in a record whose annotation carries a mark: (steps, mark, value)."""
    held = vars(record)
    for name, shape in _shapes(type(record)):
        value = held.get(name)
        if isinstance(value, _MARKED):
            yield from _marked(shape, value, mark, (*steps, name))


def _marked(
    shape: _Shape, value: Any, mark: type, steps: Steps
) -> Iterator[tuple[Steps, Any, Any]]:
    if isinstance(value, str):
        yield from ((steps, m, value) for m in shape.marks if isinstance(m, mark))
    elif isinstance(value, BaseModel):
        yield from marked(value, mark, steps)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _marked(shape.of_items or _UNMARKED, item, mark, (*steps, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _marked(shape.of_values or _UNMARKED, item, mark, (*steps, key))
            yield from (((*steps, key), m, key) for m in shape.of_keys if isinstance(m, mark))


def strings(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every text inside a record, marked or not, and where it stands."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name), (*steps, name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from strings(item, (*steps, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*steps, key))


_UNMARKED = _Shape(())
_MARKED = (str, BaseModel, list, dict)  # what may carry a mark, or hold what does


@functools.cache
def _shapes(model: type[BaseModel]) -> list[tuple[str, _Shape]]:
    """The fields of a model; annotations are taken apart once, not for every record."""
    fields = model.model_fields.items()
    return [(name, _shape(info.annotation, _marks_in(info.metadata))) for name, info in fields]


def _shape(hint: Any, marks: tuple[Any, ...] = ()) -> _Shape:
    """The shape of an annotation; a list hands its own marks on to its items."""
    marks += _marks_of(hint)
    if hasattr(hint, "__metadata__"):
        hint = get_args(hint)[0]
    members = tuple(m for member in get_args(hint) for m in _marks_of(member))  # of an optional
    items, pair = _inside(hint, list), _inside(hint, dict)
    return _Shape(
        marks or members,
        _shape(items[0], marks) if items else None,
        _shape(pair[1]) if pair else None,
        _marks_of(pair[0]) if pair else (),
    )


def _marks_of(hint: Any) -> tuple[Any, ...]:
    return _marks_in(getattr(hint, "__metadata__", ()))


def _marks_in(metadata: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(each for each in metadata if isinstance(each, Ref | Markdown))


def _inside(hint: Any, origin: type) -> tuple[Any, ...]:
    """What a list or mapping holds by its annotation, also inside an optional."""
    for candidate in (hint, *get_args(hint)):
        if get_origin(candidate) is origin:
            return get_args(candidate)
    return ()
