"""The schemas of requests and results follow from the types, and say what is so."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from builder.content.interface import NAMES, record_schema, schema_texts
from calculator.encode import encode
from calculator.measure.report import PLANNED, report_on
from calculator.packed import load_knowledge
from calculator.physics.predict import predict
from calculator.request import Request
from calculator.tools.commands import TOOLS
from calculator.tools.parser import SCHEMAS
from tests.calculator.measure.made import KNOWN
from tests.json_shape import faults
from tests.measure_page import SAMPLES

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


LABELS = {
    "pilots": [{"labels": 100, "accuracy": 0.8}, {"labels": 400, "error": 0.1}],
    "target_accuracy": 0.95,
}
SIZE = {"accuracy": 0.9, "test_examples": 200, "margin": 0.02, "other_accuracy": 0.92}
FIT = {"model": "Llama 3.1 8B", "chip": "h100-sxm-80gb", "users": 4}


@pytest.mark.parametrize(
    ("tool", "request_"), [("labels", LABELS), ("test-size", SIZE), ("fit", FIT)]
)
def test_what_a_small_calculator_takes_and_answers_fits_its_schemas(tool, request_):
    asked, answered = schema(f"{tool}-request"), schema(f"{tool}-answer")
    answer = TOOLS[tool].answer(request_, KNOWLEDGE, KNOWLEDGE.as_of)
    refusal = TOOLS[tool].answer({"nonsense": 1}, KNOWLEDGE, KNOWLEDGE.as_of)

    assert not answer.problems
    assert list(faults(request_, asked, asked)) == []
    assert list(faults({"nonsense": 1}, asked, asked)) != []
    assert list(faults(answer.to_dict(), answered, answered)) == []
    assert list(faults(refusal.to_dict(), answered, answered)) == []
    assert list(faults({}, answered, answered)) != []


def test_reports_on_files_fit_their_schema_and_nothing_else_does():
    wanted = schema("measure-report")
    samples = [each.read_bytes() for each in sorted(SAMPLES.glob("*.csv"))]
    reports = [report_on(each, dict.fromkeys(PLANNED), KNOWN, None).to_dict() for each in samples]

    assert [each["task"] for each in reports] == ["series", "table", "text"]
    assert [list(faults(each, wanted, wanted)) for each in reports] == [[], [], []]
    assert list(faults({**reports[0], "cells": ["x"]}, wanted, wanted)) != []
    assert list(faults({**reports[0], "best": None}, wanted, wanted)) != []


def test_every_schema_can_be_printed_and_every_name_in_it_is_there():
    assert set(SCHEMAS) == set(NAMES)
    for name in NAMES:
        text = json.dumps(schema(name))
        named = set(re.findall(r'"#/\$defs/(\w+)"', text))
        assert named == set(schema(name)["$defs"]), name
