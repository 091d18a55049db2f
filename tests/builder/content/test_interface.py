"""The schemas of requests and results follow from the types, and say what is so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from builder.content.interface import record_schema, schema_texts
from calculator.encode import encode
from calculator.packed import load_knowledge
from calculator.physics.predict import predict
from calculator.request import Request
from tests.json_shape import faults

KNOWLEDGE = load_knowledge()


@dataclass(frozen=True)
class Inner:
    """What is inside."""

    share: float | None  # of the draws, 0 to 1


@dataclass(frozen=True)
class Outer:
    """What is outside.

    More about it.
    """

    names: tuple[str, ...]  # one or more
    inner: Mapping[str, Inner]
    pair: tuple[float, float]


def test_docstrings_and_comments_of_a_type_describe_it():
    assert record_schema(Outer) == {
        "description": "What is outside.",
        "type": "object",
        "properties": {
            "names": {"type": "array", "items": {"type": "string"}, "description": "one or more"},
            "inner": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Inner"}},
            "pair": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        },
        "required": ["names", "inner", "pair"],
        "additionalProperties": False,
        "$defs": {
            "Inner": {
                "description": "What is inside.",
                "type": "object",
                "properties": {
                    "share": {"type": ["number", "null"], "description": "of the draws, 0 to 1"}
                },
                "required": ["share"],
                "additionalProperties": False,
            }
        },
    }


def schema(name: str, site: str = "") -> dict[str, object]:
    return json.loads(schema_texts(KNOWLEDGE, site)[f"{name}.schema.json"])


def wrong(request: object) -> list[str]:
    return list(faults(request, schema("request"), schema("request")))


@pytest.mark.parametrize("example", KNOWLEDGE.examples)
def test_every_example_is_a_request(example):
    assert wrong({"inputs": dict(KNOWLEDGE.examples[example].inputs)}) == []


@pytest.mark.parametrize(
    "request_",
    [
        {"inputs": {"modality": "smell"}},
        {"inputs": {"modalty": "text"}},
        {"input": {}},
        {"own_lines": [{"label": "Audit"}]},
        {"weights": {"beauty": 3}},
        {"assumptions": {"ml-engineer-day": [1, 2]}},
    ],
)
def test_what_the_calculator_refuses_is_no_request(request_):
    assert wrong(request_) != []


def test_a_request_made_of_types_fits_and_may_leave_everything_out():
    request = Request(inputs={"modality": "text"}, assumptions={"ml-engineer-day": (1, 2, 3)})

    assert wrong({}) == wrong({"own_lines": [{"label": "Audit", "usd": 1, "paid": "once"}]}) == []
    assert wrong({key: value for key, value in encode(request).items() if value}) == []


@pytest.mark.parametrize("record", [{"params": 7e9, "tokens": 1e9}, {"params": 7e9}, {"id": 3}])
def test_predictions_and_refusals_fit_their_schema(record):
    found = predict("train", record, KNOWLEDGE, KNOWLEDGE.as_of)

    assert list(faults(found.to_dict(), schema("prediction"), schema("prediction"))) == []


def test_the_address_of_the_site_names_the_schemas_where_it_is_known():
    assert schema("result")["$id"] == "urn:borrow-tune-or-train:schema:result"
    there = "https://example.org/btt/schemas/result.schema.json"
    assert schema("result", "https://example.org/btt/")["$id"] == there
