"""Two scenarios side by side, and why they differ."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.address import from_address
from calculator.compare import walk
from calculator.costs.records import Currency
from tests.answers import answer
from view.compare import compare_html
from view.entries import Entries
from view.money import Money
from view.page import packed_page
from view.waterfall import Waterfall

DAY = date(2026, 11, 21)
KNOWLEDGE = packed_page().knowledge
EXAMPLES = sorted(KNOWLEDGE.examples)


def request(state: str) -> dict[str, object]:
    return Entries.of_address(from_address(state), KNOWLEDGE).request()


def total(asked: dict[str, object], *, text: bool) -> float:
    result = answer(asked, KNOWLEDGE, DAY, text=text, search=False)
    cost = result["costs"]["approaches"][result["recommended"]]
    return float(cost["total"]["value"])


def test_one_changed_answer_is_one_step_that_explains_the_whole_difference():
    first, second = request(""), request("labelled_examples=100&v=1")
    found = walk(first, second, KNOWLEDGE, DAY, text=True)

    assert [(step.kind, step.name) for step in found.steps] == [("input", "labelled_examples")]
    assert found.first.usd == pytest.approx(total(first, text=True))
    assert found.last.usd == pytest.approx(total(second, text=True))
    assert found.steps[0].usd == found.last.usd - found.first.usd


def test_answers_come_first_then_numbers_set_by_hand_then_lines():
    state = "o.1=900~once~~Audit&a.ml-engineer-day=500~600~700&requests_per_month=90000&v=1"
    found = walk(request(""), request(state), KNOWLEDGE, DAY, text=True)

    assert [(step.kind, step.name) for step in found.steps] == [
        ("input", "requests_per_month"),
        ("number", "ml-engineer-day"),
        ("own_lines", ""),
    ]
    assert found.steps[-1].usd == pytest.approx(900)


def test_the_way_back_undoes_numbers_and_lines():
    state = "o.1=900~once~~Audit&a.ml-engineer-day=500~600~700"
    there = walk(request(""), request(state), KNOWLEDGE, DAY, text=True)
    back = walk(request(state), request(""), KNOWLEDGE, DAY, text=True)

    assert back.last.usd == pytest.approx(there.first.usd)
    assert [step.name for step in back.steps] == ["ml-engineer-day", ""]


def test_equal_scenarios_need_no_step():
    assert walk(request("v=1"), request(""), KNOWLEDGE, DAY, text=True).steps == ()


pairs = st.tuples(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES))


@settings(deadline=None, max_examples=8)
@given(pairs)
def test_the_steps_add_up_to_the_difference_and_so_does_what_is_shown(pair):
    first, second = ({"inputs": KNOWLEDGE.examples[key].inputs} for key in pair)
    found = walk(first, second, KNOWLEDGE, DAY)
    names = {step.name: step.name for step in found.steps}
    shown = Waterfall.of(found, pair, names, names, Money(Currency("usd", 1.0, None)))

    difference = found.last.usd - found.first.usd
    assert sum(step.usd for step in found.steps) == pytest.approx(difference, abs=1e-6)
    assert found.last.usd == pytest.approx(total(second, text=False))
    changes = sum(number(bar.change) for bar in shown.bars if bar.change != "no change")
    assert number(shown.first.total) + changes == pytest.approx(number(shown.last.total))
    assert all(0 <= bar.start <= bar.start + bar.length <= 100.01 for bar in shown.bars)


def number(words: str) -> float:
    return float(words.replace("$", "").replace(",", "").replace("\u2212", "-"))


def test_scenarios_side_by_side_mark_what_differs_and_walk_from_the_first_to_each_other():
    scenarios = [
        {"name": "now", "address": ""},
        {"name": "inside", "address": "data_may_leave_org=false&labelled_examples=100&v=1"},
        {"name": "dear", "address": "a.ml-engineer-day=900~1000~1100&o.1=5~once~~Audit"},
    ]
    html = compare_html(scenarios, KNOWLEDGE, DAY)

    assert html.count("btt-compare__other") == 4  # two answers, a number, a line
    assert re.findall(r"From “(.+?)” to “(.+?)”", html) == [("now", "inside"), ("now", "dear")]
    assert "1,000 (900 to 1,100)" in html
    assert "Audit: 5 USD once, before launch" in html


def test_equal_scenarios_differ_in_nothing():
    html = compare_html([{"name": n, "address": ""} for n in "ab"], KNOWLEDGE, DAY)

    assert "All answers are the same" in html
    assert "one answer at a time" not in html


def test_more_than_four_are_left_out_and_hostile_names_are_text():
    scenarios = [{"name": f"<script>{n}", "address": "labelled_examples=<b>"} for n in "abcde"]
    html = compare_html(scenarios, KNOWLEDGE, DAY)

    assert "<script>" not in html
    assert '<b>"' not in html
    assert "&lt;script&gt;d" in html
    assert "&lt;script&gt;e" not in html


def test_amounts_are_shown_in_the_currency_of_the_first():
    scenarios = [
        {"name": "euro", "address": "currency=eur&v=1"},
        {"name": "dollar", "address": "labelled_examples=10&v=1"},
    ]
    html = compare_html(scenarios, KNOWLEDGE, DAY)
    waterfall = html[html.index("From “euro”") :]

    assert "€" in waterfall
    assert "$" not in waterfall
