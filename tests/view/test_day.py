"""What would this have said on another day? One day for page, address, file and command line."""

import json
from datetime import date

import pytest

from calculator.__main__ import main
from calculator.address import from_address
from calculator.api import evaluate, evaluate_quickly
from calculator.costs.listed_prices import listed_on
from calculator.packed import load_knowledge
from calculator.scenario import Scenario
from view.entries import Entries
from view.opening import open_file
from view.page import packed_page

KNOWLEDGE = load_knowledge()
SPRING, TODAY = date(2026, 3, 1), KNOWLEDGE.as_of
REQUEST = {"inputs": {"modality": "text", "requests_per_month": 10_000}}


def asked_of_the_page(**more: object) -> dict:
    request = {"detail": "quick", "today": TODAY.isoformat(), "root": "../", "passed": [],
               "step": None, "billed": None, **more}  # fmt: skip
    return json.loads(packed_page().answer(json.dumps(request)))


def form(**fields: str) -> dict[str, str]:
    texts = Entries.of_address(from_address("modality=text"), KNOWLEDGE).inputs
    return {**texts, **fields}


def test_a_request_may_name_its_day_and_an_argument_goes_before_it():
    named = {**REQUEST, "as_of": "2026-03-01"}

    assert evaluate_quickly(REQUEST, KNOWLEDGE).as_of == TODAY
    assert evaluate_quickly(named, KNOWLEDGE).as_of == SPRING
    assert evaluate_quickly(named, KNOWLEDGE, date(2026, 6, 1)).as_of == date(2026, 6, 1)


@pytest.mark.parametrize("wrong", ["March", "2026-13-01", 20260301.5, "1826-03-01", ["2026"]])
def test_what_is_no_day_is_refused_and_the_usual_day_counts(wrong):
    found = evaluate_quickly({**REQUEST, "as_of": wrong}, KNOWLEDGE)

    assert [(each.field, each.message[:42]) for each in found.problems] == [
        ("as_of", "must be a date such as 2026-03-01, got '" + str(wrong)[:2])
    ]
    assert found.as_of == TODAY


def test_the_bill_of_an_earlier_day_has_the_prices_of_that_day():
    rate = {"inputs": {**REQUEST["inputs"], "currency": "eur"}}
    now = evaluate(rate, KNOWLEDGE, points=50, search=False).priced.currency
    then = evaluate({**rate, "as_of": "2025-12-01"}, KNOWLEDGE, points=50, search=False)

    entries = KNOWLEDGE.assumptions["usd-per-eur"].values
    assert len(entries) >= 2
    assert now.usd_per_unit == entries[0].value
    assert then.priced.currency.usd_per_unit == entries[-1].value


def test_what_had_no_value_yet_is_named():
    early = evaluate_quickly({**REQUEST, "as_of": "2024-01-01"}, KNOWLEDGE)
    said = [each.text for each in early.warnings if "older-than-the-history" in each.rule]

    assert "Known here only from a day after 1 January 2024" in said[0]
    assert not [
        each for each in evaluate_quickly(REQUEST, KNOWLEDGE).warnings
        if "older-than-the-history" in each.rule
    ]  # fmt: skip


def test_a_price_list_with_a_history_is_known_from_the_day_on_which_it_began():
    dated = [
        {"from": None, "input_usd_per_mtok": 2},
        {"from": "2026-02-01"},
        {"from": "2026-05-01"},
    ]
    model = {"as_of": "2026-11-03", "dated": dated}

    assert listed_on(model, date(2026, 12, 1)) == "2026-11-03"
    assert listed_on(model, date(2026, 3, 1)) == "2026-02-01"
    assert listed_on(model, date(2026, 1, 1)) == "2026-11-03"
    assert listed_on({"as_of": "2026-11-03"}, date(2026, 3, 1)) == "2026-11-03"


def test_the_page_answers_as_of_the_day_in_its_form_and_its_address_says_so():
    found = asked_of_the_page(do="answer", values=form(day="2026-03-01"))
    assert "day=2026-03-01" in found["address"]
    assert found["problems"] == {}

    opened = asked_of_the_page(do="open", address=found["address"])
    assert 'type="date" name="day" value="2026-03-01"' in opened["form"]
    assert opened["parts"]["headline"] == found["parts"]["headline"]


def test_a_wrong_day_stands_at_its_field():
    found = asked_of_the_page(do="answer", values=form(day="soon"))

    assert found["problems"] == {"as_of": "must be a date such as 2026-03-01, got 'soon'"}
    assert "day=" not in found["address"]


def test_a_saved_file_keeps_the_day_for_page_and_command_line(tmp_path, capsys):
    values = form(day="2026-03-01", requests_per_month="10000")
    file = asked_of_the_page(do="export", values=values, format="json", link="")["text"]
    assert json.loads(file)["as_of"] == "2026-03-01"
    assert open_file(file, KNOWLEDGE).entries.day == "2026-03-01"

    place = tmp_path / "scenario.json"
    place.write_text(file, encoding="utf-8")
    assert main(["decide", str(place), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2026-03-01"


def test_an_address_without_a_day_has_none():
    entries = Entries.of_address(from_address("modality=text"), KNOWLEDGE)
    found = evaluate_quickly(entries.request(), KNOWLEDGE, text=True)

    assert entries.day == ""
    assert "day" not in entries.address(Scenario(found.inputs), KNOWLEDGE)
