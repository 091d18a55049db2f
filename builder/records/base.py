"""What the models share: strictness, ids, prose, dates and references to other records."""

from collections.abc import Iterator
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


def marked(record: BaseModel, mark: type, steps: Steps = ()) -> Iterator[tuple[Steps, Any, Any]]:
    """Every value in a record whose annotation carries a mark: (steps, mark, value)."""
    for name, info in type(record).model_fields.items():
        marks = [m for m in info.metadata if isinstance(m, mark)]
        yield from _marked(info.annotation, marks, getattr(record, name), mark, (*steps, name))


def _marked(
    hint: Any, marks: list[Any], value: Any, mark: type, steps: Steps
) -> Iterator[tuple[Steps, Any, Any]]:
    if hasattr(hint, "__metadata__"):
        marks = marks + _of_kind(hint, mark)
        hint = get_args(hint)[0]
    if isinstance(value, BaseModel):
        yield from marked(value, mark, steps)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _marked(_inner(hint, list, 0), marks, item, mark, (*steps, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _marked(_inner(hint, dict, 1), [], item, mark, (*steps, key))
            yield from ((((*steps, key), m, key)) for m in _of_kind(_inner(hint, dict, 0), mark))
    elif isinstance(value, str):
        members = [m for member in get_args(hint) for m in _of_kind(member, mark)]  # of an optional
        yield from ((steps, m, value) for m in marks or members)


def _of_kind(hint: Any, mark: type) -> list[Any]:
    return [m for m in getattr(hint, "__metadata__", ()) if isinstance(m, mark)]


def _inner(hint: Any, origin: type, position: int) -> Any:
    """The item type of a list or mapping hint, also inside an optional."""
    for candidate in (hint, *get_args(hint)):
        if get_origin(candidate) is origin:
            return get_args(candidate)[position]
    return None
