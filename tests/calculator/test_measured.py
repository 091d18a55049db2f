"""A measurement that a decision cites: through address, file and result, and what is refused."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.address import from_address
from calculator.api import evaluate
from calculator.encode import encode
from calculator.measured import (
    FIGURES,
    MODELS,
    Filled,
    Measured,
    Score,
    measured_parts,
    measured_text,
    read_measured,
)
from calculator.packed import load_knowledge
from calculator.result import Result
from view.entries import Entries
from view.opening import open_address, open_file

KNOWLEDGE = load_knowledge()
MEASURED = Measured(
    task="text", model="words", score=Score(low=0.87, value=0.908, high=0.935), trivial=0.359,
    rows=405, on=date(2026, 11, 27), target=0.9,
    filled=(Filled(input="labelled_examples", answer="405", before="2000"),),
)  # fmt: skip
ADDRESS = f"labelled_examples=405&measured={measured_text(MEASURED)}&v=2026-11-28"


def entries(address: str) -> Entries:
    return open_address(address, KNOWLEDGE).entries


figures = st.floats(0, 1).map(lambda x: round(x, 10))


@given(
    task=st.sampled_from(list(FIGURES)),
    model=st.sampled_from(MODELS),
    ends=st.lists(figures, min_size=3, max_size=3).map(sorted),
    trivial=figures,
    rows=st.integers(1, 10**9),
    on=st.dates(),
    target=st.none() | st.floats(0.01, 0.99).map(lambda x: round(x, 4)),
)
def test_an_address_holds_a_measurement_without_loss(task, model, ends, trivial, rows, on, target):
    low, value, high = ends
    found = replace(
        MEASURED, task=task, model=model, score=Score(low=low, value=value, high=high),
        trivial=trivial, rows=rows, on=on, target=target,
    )  # fmt: skip

    assert read_measured(measured_parts(measured_text(found)), KNOWLEDGE) == found


@settings(max_examples=15)
@given(st.text(max_size=200))
def test_no_text_of_an_address_makes_the_calculator_fail(text):
    result = evaluate(entries_of(text).request(), KNOWLEDGE, text=True, points=0)

    assert result.measured is None or isinstance(result.measured, Measured)


def entries_of(text: str) -> Entries:
    return replace(entries(""), measured=text)


def test_the_result_cites_the_measurement_and_comes_back_with_it():
    result = evaluate(entries(ADDRESS).request(), KNOWLEDGE, text=True, points=0)

    assert result.measured == MEASURED
    assert Result.from_dict(json.loads(result.to_json())).measured == MEASURED
    assert "measured" not in evaluate({}, KNOWLEDGE, points=0).to_dict()


def test_a_measurement_changes_no_verdict_beyond_the_answers_it_gave():
    cited = evaluate(entries(ADDRESS).request(), KNOWLEDGE, text=True, points=0)
    plain = evaluate(
        entries("labelled_examples=405&v=2026-11-28").request(), KNOWLEDGE, text=True, points=0
    )

    assert replace(cited, measured=None) == plain


def test_taking_it_back_brings_back_what_stood_there_before():
    taken = entries(ADDRESS).without("measured")

    assert taken == entries("")
    assert taken.inputs["labelled_examples"] == "2000"


def test_taking_it_back_leaves_what_was_changed_by_hand_since():
    changed = entries(ADDRESS)
    changed = replace(changed, inputs={**changed.inputs, "labelled_examples": "9,000"})

    assert changed.without("measured").inputs["labelled_examples"] == "9,000"


def test_an_answer_that_the_form_has_written_with_a_comma_is_still_that_of_the_measurement():
    many = replace(MEASURED, filled=(Filled(input="labelled_examples", answer="4050", before="7"),))
    shown = replace(entries(""), measured=measured_text(many))
    shown = replace(shown, inputs={**shown.inputs, "labelled_examples": "4,050"}, decimal=".")

    assert shown.without("measured").inputs["labelled_examples"] == "7"


def test_a_target_is_reached_where_the_whole_interval_is_above_it():
    assert [replace(MEASURED, target=t).reached for t in (0.87, 0.9, 0.936, None)] == [
        True, None, False, None,
    ]  # fmt: skip


def test_the_target_of_a_number_is_the_share_of_the_trivial_error_that_is_gone():
    # 10 in place of 40 leaves a quarter of the error, so three quarters are gone: 70 to 80 %.
    found = replace(
        MEASURED, task="number", model="trees", score=Score(low=8, value=10, high=12), trivial=40
    )

    assert [replace(found, target=t).reached for t in (0.7, 0.75, 0.81)] == [True, None, False]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"task": "poem"}, "task"),
        ({"model": "<script>"}, "known model"),
        ({"score": {"low": 0.9, "value": 0.8, "high": 0.95}}, "rises"),
        ({"score": {"low": 0.9, "value": 0.95, "high": 1.5}}, "at most 1"),
        ({"score": {"low": True, "value": 1, "high": 1}}, "rises"),
        ({"rows": 0}, "rows"),
        ({"on": "2026-13-01"}, "day"),
        ({"on": "yesterday"}, "day"),
        ({"target": 90}, "target"),
        ({"trivial": float("nan")}, "trivial"),
    ],
)
def test_what_is_no_measurement_is_refused_and_said(change, message):
    wrong = read_measured({**encode(MEASURED), **change}, KNOWLEDGE)
    result = evaluate({"measured": {**encode(MEASURED), **change}}, KNOWLEDGE, points=0)

    assert message in str(wrong)
    assert [problem.field for problem in result.problems] == ["measured"]


def test_answers_to_questions_that_are_unknown_are_left_out():
    raw = encode(MEASURED)
    raw["filled"] = [{"input": "shoe_size", "answer": "44", "before": "unknown"}, "no mapping"]

    found = read_measured(raw, KNOWLEDGE)
    assert isinstance(found, Measured)
    assert found.filled == ()


def test_a_saved_scenario_brings_the_measurement_back():
    text = json.dumps({"inputs": {"labelled_examples": 405}, "measured": encode(MEASURED)})
    opened = open_file(text, KNOWLEDGE)

    assert opened.entries.measured == measured_text(MEASURED)


def test_a_file_with_a_wrong_measurement_is_told():
    opened = open_file('{"inputs": {}, "measured": {"task": "poem"}}', KNOWLEDGE)
    result = evaluate(opened.entries.request(), KNOWLEDGE, text=True, points=0)

    assert [problem.field for problem in result.problems] == ["measured"]


def test_the_address_is_read_apart_from_the_inputs():
    read = from_address(ADDRESS)

    assert (read.measured, list(read.values)) == (measured_text(MEASURED), ["labelled_examples"])
