"""pydantic's findings as our messages: what must hold, and what was found."""

import contextlib
import difflib
import functools
from collections.abc import Sequence
from typing import Annotated, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from builder.content.yaml_source import Document, Steps
from builder.problems import Problem

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "finite_number": "a finite number",
    "int_from_float": "a whole number",
}
_BOUNDS = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}


def checked_record[M: BaseModel](
    model: type[M], document: Document, value: Any, steps: Steps
) -> tuple[M | None, list[Problem]]:
    """A value of a document as a record, or all that is wrong with it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = error.errors()
        meant = {guess for each in found if (guess := _meant(model, each)) is not None}
        problems = [
            _problem(model, document, each, steps)
            for each in found
            if each["type"] != "missing" or each["loc"] not in meant  # told as a misspelt key
        ]
        return None, list(dict.fromkeys(problems))


def readable_part[M: BaseModel](model: type[M], value: Any) -> M | None:
    """Of a record with faults what is sound, without a check of the whole; to look into it."""
    if not isinstance(value, dict):
        return None
    sound = {}
    for name in model.model_fields:
        with contextlib.suppress(ValidationError, KeyError):
            sound[name] = _adapter(model, name).validate_python(value[name])
    return model.model_construct(**sound)


@functools.cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    hint: Any = Annotated[info.annotation, info]
    return TypeAdapter(hint)


def _problem(
    model: type[BaseModel], document: Document, details: ErrorDetails, steps: Steps
) -> Problem:
    place = _place(document, (*steps, *details["loc"]))
    kind, context, found = details["type"], details.get("ctx", {}), details["input"]
    name = str(details["loc"][-1]) if details["loc"] else "the record"
    if kind == "missing":
        return document.problem(place[:-1], f"key '{name}' is required")
    if kind == "extra_forbidden":
        meant = _meant(model, details)
        hint = f"; did you mean '{meant[-1]}'?" if meant else ""
        return document.problem(place, f"unknown key '{name}'{hint}", at_key=True)
    if kind == "value_error":
        message = str(context["error"])
        return document.problem(place, _with_found(message, found))
    return document.problem(
        place, f"{name} {_requirement(kind, context, details['msg'])}, got {shown(found)}"
    )


def _requirement(kind: str, context: dict[str, Any], message: str) -> str:
    if kind in _KINDS:
        return f"must be {_KINDS[kind]}"
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        return f"must be {words} {context[key]}"
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"must match {context['pattern']}"
    if kind.endswith(("too_long", "too_short")):
        bound = "at most" if kind.endswith("long") else "at least"
        length = context["max_length" if kind.endswith("long") else "min_length"]
        return f"must have {bound} {length} {'characters' if 'string' in kind else 'entries'}"
    return f"must hold: {message[0].lower()}{message[1:]}"


def _with_found(message: str, found: Any) -> str:
    return message if isinstance(found, dict) else f"{message}, got {shown(found)}"


def _place(document: Document, steps: Steps) -> Steps:
    """Drop the steps that pydantic adds for union members and mapping keys."""
    kept: Steps = ()
    for step in steps:
        if (*kept, step) in document.places or step == steps[-1]:
            kept = (*kept, step)
    return kept


def _meant(model: type[BaseModel], details: ErrorDetails) -> Steps | None:
    """Where the key stands that the author of an unknown one meant; None where none is close."""
    if details["type"] != "extra_forbidden":
        return None
    *above, name = details["loc"]
    close = difflib.get_close_matches(str(name), _keys_at(model, above), n=1)
    return (*above, close[0]) if close else None


def _keys_at(model: type[BaseModel], steps: Sequence[str | int]) -> set[str]:
    """The keys that a mapping may have at a place in a record."""
    models = [model]
    for step in steps:
        fields = [each for m in models for each in m.model_fields.items()]
        hints = [info.annotation for name, info in fields if name == step]
        models = [m for hint in hints for m in _models_in(hint)] or models  # a list's index
    return {name for m in models for name in m.model_fields}


def _models_in(hint: Any) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [m for argument in get_args(hint) for m in _models_in(argument)]


def shown(found: Any) -> str:
    """A value as its author would recognise it, cut to a line."""
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return str(found).lower()
    text = repr(found) if isinstance(found, str) else str(found)
    text = {"dict": "a mapping", "list": "a list"}.get(type(found).__name__, text)
    return text if len(text) <= 80 else text[:77] + "..."
