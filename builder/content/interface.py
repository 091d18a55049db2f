"""JSON Schemas of what goes into the calculator and comes out, made from its record types.

A class's docstring describes its object; the comment beside a field describes the field. So a
field is described where it is defined, and nowhere else.
"""

import dataclasses
import inspect
import json
import re
import tokenize
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from calculator.choosing import values_of
from calculator.costs.case import OwnLine
from calculator.decision.weighing import CRITERIA, HEAVIEST
from calculator.knowledge import Input, Knowledge
from calculator.measure.record import MeasureReport, Sparse
from calculator.physics.prediction import Prediction, Refusal
from calculator.request import Request
from calculator.result import OPTIONAL, Result
from calculator.tools.records import FitAnswer, LabelsAnswer, Refused, SizeAnswer
from calculator.tools.requests import FitRequest, LabelsRequest, PilotMeasured, SizeRequest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES: Mapping[str, tuple[type, ...]] = {
    "request": (Request,),
    "result": (Result,),
    "prediction": (Prediction, Refusal),
    "labels-request": (LabelsRequest,),
    "labels-answer": (LabelsAnswer, Refused),
    "test-size-request": (SizeRequest,),
    "test-size-answer": (SizeAnswer, Refused),
    "fit-request": (FitRequest,),
    "fit-answer": (FitAnswer, Refused),
    "measure-report": (MeasureReport,),
}
_ASKED = {Request, OwnLine, LabelsRequest, PilotMeasured, SizeRequest, FitRequest}
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}
_KINDS = {"integer": "integer", "number": "number", "boolean": "boolean", "choice": "string"}
_FIELD = re.compile(r"^    (\w+): ")


def schema_texts(knowledge: Knowledge, site: str = "") -> dict[str, str]:
    """The text of each schema by its file name.

    Args:
        knowledge: brings the inputs that a request may answer.
        site: address of the site, which identifies the schemas; without one a URN does.
    """
    return {
        f"{name}.schema.json": json.dumps(_named(name, knowledge, site), indent=1) + "\n"
        for name in NAMES
    }


def write_interface(knowledge: Knowledge, folder: Path, site: str = "") -> None:
    """Write all schemas into a folder; unchanged ones keep their time stamp."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts(knowledge, site).items():
        target = folder / name
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8", newline="\n")


def _named(name: str, knowledge: Knowledge, site: str) -> dict[str, Any]:
    place = f"{site.rstrip('/')}/schemas/{name}.schema.json" if site else ""
    parts = [record_schema(each) for each in NAMES[name]]
    schema = parts[0] if len(parts) == 1 else _one_of(parts)
    if name == "request":
        _add_inputs(schema, knowledge)
    return {
        "$schema": DIALECT,
        "$id": place or f"urn:borrow-tune-or-train:schema:{name}",
        "title": f"{name.capitalize().replace('-', ' ')} of the calculator",
        **schema,
    }


def _one_of(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Either of several records; what is inside them stands at the root, where it is looked for."""
    inside = {name: each for part in parts for name, each in part.pop("$defs").items()}
    return {"anyOf": parts, "$defs": dict(sorted(inside.items()))}


def record_schema(record: type) -> dict[str, Any]:
    """The schema of one record type, with those of the records inside it under `$defs`."""
    found: dict[str, Any] = {}
    whole = _object(record, found)
    return {**whole, "$defs": dict(sorted(found.items()))}


def _required(record: type) -> list[str]:
    """What an answer always has, and what whoever asks cannot leave out."""
    fields = dataclasses.fields(typing.cast(Any, record))
    if record in _ASKED or issubclass(record, Sparse):
        kinds = (dataclasses.MISSING, dataclasses.MISSING)
        return [each.name for each in fields if (each.default, each.default_factory) == kinds]
    return [each.name for each in fields if record is not Result or each.name not in OPTIONAL]


def _object(record: type, found: dict[str, Any]) -> dict[str, Any]:
    hints, said = typing.get_type_hints(record), dict(_descriptions(record))
    properties = {}
    for field in dataclasses.fields(typing.cast(Any, record)):
        words = {"description": said[field.name]} if field.name in said else {}
        properties[field.name] = {**_schema(hints[field.name], found), **words}
    return {
        "description": " ".join((inspect.getdoc(record) or "").split("\n\n")[0].split()),
        "type": "object",
        "properties": properties,
        "required": _required(record),
        "additionalProperties": False,
    }


def _schema(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, typing.TypeAliasType):
        return _schema(hint.__value__, found)
    if dataclasses.is_dataclass(hint):
        name = typing.cast(type, hint).__name__
        if name not in found:
            found[name] = {}  # a record may hold others of its kind
            found[name] = _object(typing.cast(type, hint), found)
        return {"$ref": f"#/$defs/{name}"}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _either([_schema(each, found) for each in arguments])
    if origin in (tuple, Sequence, list):
        return _array(arguments, found)
    if origin in (Mapping, dict):
        return {"type": "object", "additionalProperties": _schema(arguments[1], found)}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": "null" if hint is types.NoneType else _PLAIN[hint]}


def _either(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Plain types side by side, anything else as alternatives."""
    if all(set(each) == {"type"} for each in parts):
        return {"type": [kind for each in parts for kind in _listed(each["type"])]}
    alternatives: list[dict[str, Any]] = []
    for each in parts:
        alternatives += each.get("anyOf", [each])
    return {"anyOf": alternatives}


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds


def _array(arguments: Sequence[Any], found: dict[str, Any]) -> dict[str, Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], found)}
    if len(arguments) == 1:
        return {"type": "array", "items": _schema(arguments[0], found)}
    count = {"minItems": len(arguments), "maxItems": len(arguments)}
    return {"type": "array", "items": _schema(arguments[0], found), **count}


def _descriptions(record: type) -> Iterator[tuple[str, str]]:
    """Each field and the comment beside it, those of the classes above it first."""
    for each in reversed(record.__mro__):
        if dataclasses.is_dataclass(each):
            yield from _comments(inspect.getsource(each))


def _comments(source: str) -> Iterator[tuple[str, str]]:
    lines = source.splitlines()
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            field = _FIELD.match(lines[token.start[0] - 1])
            if field:
                yield field[1], token.string.lstrip("# ").replace("None:", "null:")


def _add_inputs(schema: dict[str, Any], knowledge: Knowledge) -> None:
    """What the types leave open: which inputs there are, and which criteria have weights."""
    properties = schema["properties"]
    inputs = sorted(knowledge.inputs.values(), key=lambda each: each.order)
    properties["inputs"] |= {
        "properties": {each.id: _input(each, knowledge) for each in inputs},
        "additionalProperties": False,
    }
    weight = {"type": "number", "minimum": 0, "maximum": HEAVIEST}
    properties["weights"] |= {
        "properties": dict.fromkeys(CRITERIA, weight),
        "additionalProperties": False,
    }


def _input(definition: Input, knowledge: Knowledge) -> dict[str, Any]:
    unit = f" ({definition.unit})" if definition.unit else ""
    found: dict[str, Any] = {"description": f"{definition.label}{unit}"}
    if definition.choices:
        return {**found, "enum": [*values_of(definition, knowledge), "unknown", None]}
    bounds = {"minimum": definition.minimum, "maximum": definition.maximum}
    return {
        **found,
        "anyOf": [
            {
                "type": _KINDS[definition.kind],
                **{key: value for key, value in bounds.items() if value is not None},
            },
            {"enum": ["unknown", None]},
        ],
    }
