"""Ranges of the reader's own answers: drawn, checked, carried by address, form and request."""

from typing import Any

import pytest

from calculator.address import from_address
from calculator.api import evaluate, evaluate_quickly
from calculator.costs.asked import RANGED
from calculator.costs.bills import costs_of
from calculator.costs.case import question_of
from calculator.packed import load_knowledge
from calculator.request import read_request
from calculator.result import Result
from calculator.scenario import Scenario
from view.entries import Entries
from view.own_numbers import numbers_html, own_numbers_html, published_texts

KNOWLEDGE = load_knowledge()
DAY = KNOWLEDGE.as_of
VOLUME = "requests_per_month"
TEXT = {"modality": "text", VOLUME: 20_000_000, "input_tokens_per_request": 1000}


def asked(inputs: dict[str, Any], **ranges: Any) -> Result:
    assumptions = {f"input:{key}": value for key, value in ranges.items()}
    request = {"inputs": inputs, "assumptions": assumptions}
    return evaluate(request, KNOWLEDGE, DAY, points=200, search=False)


def width(result: Result, approach: str = "api") -> float:
    total = result.priced.approaches[approach].total
    return total.high / total.low


def problems(result: Result) -> dict[str, str]:
    return {each.field: each.message for each in result.problems}


def test_a_wide_range_of_an_answer_widens_the_bill_and_a_point_leaves_it():
    exact = asked(TEXT)
    point = asked(TEXT, requests_per_month=[20_000_000] * 3)
    wide = asked(TEXT, requests_per_month=[4_000_000, 20_000_000, 100_000_000])

    assert point.priced.approaches["api"].total == exact.priced.approaches["api"].total
    assert width(wide) > 1.5 * width(exact)
    assert f"input:{VOLUME}" in {bar.ref for bar in wide.priced.approaches["api"].tornado}


@pytest.mark.parametrize("name", sorted(RANGED))
def test_every_answer_of_the_bills_takes_a_range(name):
    definition = KNOWLEDGE.inputs[name]
    likely = min(definition.maximum or 50, 50) if (definition.maximum or 50) > 1 else 0.4
    least, most = definition.minimum or 0.0, definition.maximum or 1e6
    given = [max(likely / 2, least), likely, min(likely * 2, most)]
    request = {"inputs": {**TEXT, name: likely}, "assumptions": {f"input:{name}": given}}

    read, problems = read_request(request, KNOWLEDGE)
    found = costs_of(question_of(read.scenario, KNOWLEDGE, DAY, read.overrides))
    drawn = found.case.draws.estimates[f"input:{name}"]
    assert problems == []
    assert [drawn.low, drawn.value, drawn.high] == given


def test_an_answer_that_is_open_is_the_likely_number_of_its_range():
    found = asked({"modality": "text"}, requests_per_month=[1000, 2000, 4000])

    assert found.inputs[VOLUME] == 2000


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([1000, 2000, 4000], "likely must be your answer, 20000000, got 2000"),
        ([30_000_000, 20_000_000, 40_000_000], "must rise from low over likely to high"),
        ([-5, 20_000_000, 40_000_000], "must be from 0 to"),
        (["many", 20_000_000, 40_000_000], "must be a number"),
    ],
)
def test_a_range_that_does_not_hold_the_answer_is_refused_with_the_reason(given, message):
    found = asked(TEXT, requests_per_month=given)

    assert message in problems(found)[f"assumptions.input:{VOLUME}"]
    assert found.priced.approaches["api"].total == asked(TEXT).priced.approaches["api"].total


@pytest.mark.parametrize("name", ["horizon_months", "modality", "nothing"])
def test_what_is_no_guess_takes_no_range(name):
    assert f"assumptions.input:{name}" in problems(asked(TEXT, **{name: [1, 2, 3]}))


def test_another_volume_that_is_tried_does_not_meet_the_range():
    request = {
        "inputs": TEXT,
        "assumptions": {f"input:{VOLUME}": [10_000_000, 20_000_000, 40_000_000]},
    }

    full = evaluate(request, KNOWLEDGE, DAY, points=200)
    plain = evaluate({"inputs": TEXT}, KNOWLEDGE, DAY, points=200)
    assert [each.at for each in full.break_even] == [each.at for each in plain.break_even]
    assert evaluate_quickly(request, KNOWLEDGE, DAY).recommended == full.recommended


def test_an_address_carries_the_range_and_the_answer_stands_in_its_middle():
    text = f"modality=text&{VOLUME}=50000&a.input:{VOLUME}=20000~~90000"
    entries = Entries.of_address(from_address(text), KNOWLEDGE)
    assert entries.request()["assumptions"] == {f"input:{VOLUME}": [20_000.0, 50_000.0, 90_000.0]}

    found = evaluate(entries.request(), KNOWLEDGE, DAY, text=True, points=100, search=False)
    again = entries.address(Scenario(found.inputs), KNOWLEDGE)
    assert f"a.input:{VOLUME}=20000~50000~90000" in again
    assert Entries.of_address(from_address(again), KNOWLEDGE).overrides == entries.overrides


def test_the_form_moves_the_middle_with_the_answer():
    fields = {VOLUME: "60000", f"a.input:{VOLUME}.low": "20000", f"a.input:{VOLUME}.high": "90000"}

    entries = Entries.of_form({**fields, f"a.input:{VOLUME}.likely": "50000"})
    assert entries.overrides[f"input:{VOLUME}"]["likely"] == "60000"


def test_the_page_offers_a_range_and_opens_it_around_the_answer():
    assert f'<option value="input:{VOLUME}">' in numbers_html(KNOWLEDGE)
    entries = Entries.of_form({VOLUME: "60000", "modality": "text"})
    texts = published_texts(f"input:{VOLUME}", entries, KNOWLEDGE, DAY)
    assert texts == {"low": "60000", "likely": "60000", "high": "60000"}

    shown = own_numbers_html(
        entries.with_override(f"input:{VOLUME}", texts), {}, KNOWLEDGE, DAY, "../"
    )
    assert f'name="a.input:{VOLUME}.likely" value="60000" readonly' in shown
