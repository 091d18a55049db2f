"""The one door: what a request brings, what the result holds, and bills that bear on the ladder."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import evaluate
from calculator.costs.case import OwnLine
from calculator.packed import load_knowledge, packed_text
from calculator.request import Request
from calculator.result import Result
from tests.answers import answer, answer_json, quick_answer
from tests.json_shape import faults

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load_knowledge()
SOLVED_TEXT = {
    "task_novelty": "solved",
    "modality": "text",
    "labelled_examples": 0,
    "domain_specialisation": "general",
    "team_ml_expertise": "some",
    "data_may_leave_org": True,
    "compute": "none",
    "quality_target": "good_enough",
    "knowledge_changes_often": False,
    "answers_from_documents": False,
}


def answer_to(points: int = 0, **inputs):
    return answer({"inputs": inputs}, KNOWLEDGE, KNOWLEDGE.as_of, points=points)


def as_json(result):
    return json.loads(json.dumps(result))


def verdict(result, approach):
    return next(each for each in result["ranking"] if each["approach"] == approach)


def test_few_long_requests_leave_the_hosted_model_where_it_is():
    result = answer_to(**SOLVED_TEXT, requests_per_month=1000, input_tokens_per_request=20_000)

    assert result["recommended"] == "api"
    assert not any(each["too_dear"] for each in result["unit_economics"])


def test_many_long_requests_make_the_hosted_model_too_dear_and_name_the_volume():
    large = {"hosted_model": "anthropic/claude-opus-5-5", "model_size_b": 8}
    result = answer_to(**SOLVED_TEXT, **large, requests_per_month=4_000_000)

    compared = result["unit_economics"][0]
    assert compared["usd"] > compared["margin"] * compared["alternative_usd"]
    assert compared["too_dear_from"] <= 4_000_000
    assert result["recommended"] == "open_as_is"
    passed = result["cheaper"]
    assert (passed["approach"], passed["alternative"]) == ("api", "open_as_is")
    assert verdict(result, "api")["verdict"] == "suitable"


def test_a_volume_that_nobody_named_makes_nothing_too_dear():
    result = answer_to(**SOLVED_TEXT, input_tokens_per_request=20_000)

    assert (result["recommended"], result["unit_economics"]) == ("api", [])


def test_a_price_set_by_hand_changes_the_bill_and_nothing_else_must_be_said():
    request = {"inputs": {"modality": "text"}, "assumptions": {"ml-engineer-day": [1, 1, 1]}}
    cheap = answer(request, KNOWLEDGE, KNOWLEDGE.as_of)
    usual = answer_to(points=512, modality="text")

    assert cheap["problems"] == []
    ours, theirs = (r["costs"]["approaches"]["from_scratch"]["total"] for r in (cheap, usual))
    assert ours["value"] < theirs["value"]


@pytest.mark.parametrize(
    ("request_part", "field"),
    [
        ({"assumptions": {"no-such-price": 1}}, "assumptions.no-such-price"),
        ({"assumptions": {"ml-engineer-day": [3, 2, 1]}}, "assumptions.ml-engineer-day"),
        ({"assumptions": {"ml-engineer-day": -1}}, "assumptions.ml-engineer-day"),
        ({"assumptions": {"ml-engineer-day": float("nan")}}, "assumptions.ml-engineer-day"),
        ({"assumptions": [1]}, "assumptions"),
        ({"own_lines": [{"label": "x", "usd": "much", "paid": "once"}]}, "own_lines.1"),
        ({"own_lines": [{"label": "x", "usd": 1, "paid": "daily"}]}, "own_lines.1"),
        ({"own_lines": [{"label": "x", "usd": 1, "paid": "once", "to": 1}]}, "own_lines.1"),
        ({"own_lines": [3]}, "own_lines.1"),
        ({"own_lines": {}}, "own_lines"),
    ],
)
def test_a_bad_part_of_a_request_is_named_and_blocks_nothing(request_part, field):
    request = {"inputs": SOLVED_TEXT, **request_part}
    result = answer(request, KNOWLEDGE, KNOWLEDGE.as_of, points=0)

    assert [problem["field"] for problem in result["problems"]] == [field]
    assert result["recommended"] == "api"


def test_an_own_line_stands_in_the_bill_of_the_approaches_that_it_names():
    line = {"label": "Audit", "usd": 1000, "paid": "once", "approaches": ["api"]}
    request = {"inputs": SOLVED_TEXT, "own_lines": [line]}
    bills = answer(request, KNOWLEDGE, KNOWLEDGE.as_of, points=16)["costs"]["approaches"]

    own = [entry for entry in bills["api"]["lines"] if entry["group"] == "own"]
    assert [(entry["label"], entry["total"]) for entry in own] == [("Audit", 1000)]
    assert not any(entry["group"] == "own" for entry in bills["baseline"]["lines"])


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=9), children)
    ),
    max_leaves=8,
)


@given(inputs=st.dictionaries(st.sampled_from(sorted(KNOWLEDGE.inputs)), json_values, max_size=5))
def test_no_answer_whatever_ends_in_an_error_and_the_result_is_json(inputs):
    result = answer({"inputs": inputs}, KNOWLEDGE, KNOWLEDGE.as_of, points=0)

    json.dumps(result, allow_nan=False)
    assert result["recommended"] in KNOWLEDGE.approaches


def test_the_same_request_gives_the_same_bytes_twice():
    request = json.dumps({"inputs": SOLVED_TEXT})

    first = answer_json(request, KNOWLEDGE, KNOWLEDGE.as_of)
    assert first == answer_json(request, KNOWLEDGE, KNOWLEDGE.as_of)


def test_the_whole_result_has_the_shape_of_its_schema():
    schema = json.loads(packed_text("schemas/result.schema.json"))
    request = json.dumps({"inputs": {**SOLVED_TEXT, "requests_per_month": 2_000_000}})
    result = json.loads(answer_json(request, KNOWLEDGE, KNOWLEDGE.as_of))
    bills = result["costs"]["approaches"]

    assert list(faults(result, schema, schema)) == []
    for bill in bills.values():
        assert list(faults(bill, schema["$defs"]["ApproachCost"], schema)) == []
    assert {"costs", "break_even", "unit_economics"} <= set(result)


def test_without_a_search_the_bills_are_the_same_and_what_would_change_them_is_empty():
    near = {"hosted_model": "openai/gpt-6.1-terra", "model_size_b": 8}  # close to one card's rent
    request = {"inputs": {**SOLVED_TEXT, **near, "requests_per_month": 1_000_000}}
    whole = as_json(answer(request, KNOWLEDGE, KNOWLEDGE.as_of, points=16))
    found = as_json(answer(request, KNOWLEDGE, KNOWLEDGE.as_of, points=16, search=False))
    schema = json.loads(packed_text("schemas/result.schema.json"))

    assert whole["break_even"] != []
    assert whole["costs"]["flips"] != []
    assert list(faults(found, schema, schema)) == []
    assert found["break_even"] == found["costs"]["flips"] == []
    assert found["costs"]["curves"] == {"requests_per_month": [], "usd": {}}
    assert {**found, "break_even": 0, "costs": 0} == {**whole, "break_even": 0, "costs": 0}
    for part in ("approaches", "payback", "numbers", "currency"):
        assert found["costs"][part] == whole["costs"][part]


@pytest.mark.parametrize("example", KNOWLEDGE.examples)
def test_the_quick_answer_decides_and_prices_as_the_whole_one_does(example):
    request = {"inputs": dict(KNOWLEDGE.examples[example].inputs)}
    quick = quick_answer(request, KNOWLEDGE)
    whole = answer(request, KNOWLEDGE, KNOWLEDGE.as_of, search=False)

    for name, bill in whole["costs"]["approaches"].items():
        assert quick["quick_costs"]["likely"][name] == bill["likely"]
    named = quick["quick_costs"]["headlines"]
    assert quick["recommended"] in named
    for name, headline in named.items():
        bill = whole["costs"]["approaches"][name]
        assert headline["total"] == bill["total"]
        assert headline["once"] == bill["once"]["value"]
        assert headline["per_month"] == bill["per_month"]["value"]
    shared = set(quick) - {"quick_costs"}
    assert {key: quick[key] for key in shared} == {key: whole[key] for key in shared}


@pytest.mark.parametrize(
    ("arguments", "options", "error", "message"),
    [
        (
            ([], KNOWLEDGE),
            {},
            TypeError,
            r"request must be a Request or a mapping, got \[\] ",
        ),
        ((None, KNOWLEDGE), {}, TypeError, "request must be a Request or a mapping, got None"),
        (({}, {}), {}, TypeError, r"knowledge must come from load_knowledge\(\), got {}"),
        (({}, KNOWLEDGE, "2026-11-27"), {}, TypeError, "today must be a date without a time"),
        (
            ({}, KNOWLEDGE, datetime(2026, 11, 27, tzinfo=UTC)),
            {},
            TypeError,
            "today must be a date",
        ),
        (({}, KNOWLEDGE), {"points": -1}, ValueError, "points must be at least 0, got -1"),
        (({}, KNOWLEDGE), {"points": 2.5}, TypeError, "points must be a whole number, got 2.5"),
        (({}, KNOWLEDGE), {"points": True}, TypeError, "points must be a whole number, got True"),
    ],
)
def test_a_wrong_argument_is_told_in_one_sentence(arguments, options, error, message):
    with pytest.raises(error, match=message):
        evaluate(*arguments, **options)


def test_a_typed_request_gets_the_answer_of_a_mapping_and_comes_back_from_json():
    typed = Request(
        inputs=SOLVED_TEXT,
        assumptions={"ml-engineer-day": 500.0, "vcpu-hour": (0.01, 0.02, 0.05)},
        own_lines=(OwnLine(label="Audit", usd=1000, paid="once", approaches=("api",)),),
        weights={"cost": 2},
    )
    plain = {
        "inputs": SOLVED_TEXT,
        "assumptions": {"ml-engineer-day": 500.0, "vcpu-hour": [0.01, 0.02, 0.05]},
        "own_lines": [{"label": "Audit", "usd": 1000, "paid": "once", "approaches": ["api"]}],
        "weights": {"cost": 2},
    }
    found = evaluate(typed, KNOWLEDGE, points=8)

    assert found.problems == ()
    assert found == evaluate(plain, KNOWLEDGE, KNOWLEDGE.as_of, points=8)
    assert Result.from_dict(json.loads(found.to_json())) == found


def test_bills_that_were_not_asked_for_are_missed_in_a_sentence():
    found = evaluate({}, KNOWLEDGE, points=0)

    assert "costs" not in found.to_dict()
    with pytest.raises(ValueError, match="the result was evaluated without bills"):
        _ = found.priced
