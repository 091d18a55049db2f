"""pydantic's findings as our messages: what must hold, and what was found."""

import difflib
from typing import Any

from pydantic import BaseModel, ValidationError
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


def validate[M: BaseModel](
    model: type[M], document: Document, value: Any, steps: Steps
) -> tuple[M | None, list[Problem]]:
    """A value of a document as a record, or all that is wrong with it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        problems = [_problem(model, document, details, steps) for details in error.errors()]
        return None, list(dict.fromkeys(problems))


def _problem(
    model: type[BaseModel], document: Document, details: ErrorDetails, steps: Steps
) -> Problem:
    place = _place(document, (*steps, *details["loc"]))
    kind, context, found = details["type"], details.get("ctx", {}), details["input"]
    name = str(details["loc"][-1]) if details["loc"] else "the record"
    if kind == "missing":
        return document.problem(place[:-1], f"key '{name}' is required")
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(name, _known_keys(model), n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
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


def _known_keys(model: type[BaseModel]) -> set[str]:
    """Key names of a model and of the models inside it."""
    names: set[str] = set()
    queue, seen = [model], set()
    while queue:
        current = queue.pop()
        seen.add(current)
        names |= set(current.model_fields)
        for info in current.model_fields.values():
            queue += [m for m in _models_in(info.annotation) if m not in seen]
    return names


def _models_in(hint: Any) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [m for argument in getattr(hint, "__args__", ()) for m in _models_in(argument)]


def shown(found: Any) -> str:
    """A value as its author would recognise it, cut to a line."""
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return str(found).lower()
    text = repr(found) if isinstance(found, str) else str(found)
    text = {"dict": "a mapping", "list": "a list"}.get(type(found).__name__, text)
    return text if len(text) <= 80 else text[:77] + "..."
