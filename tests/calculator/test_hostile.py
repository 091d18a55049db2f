"""Hostile addresses, requests and files: never a crash, never markup, never slow or large."""

import html
import html.parser
import json
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.address import from_address
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.request import read_request
from tests.answers import answer
from tests.hostile.corpus import PAYLOADS, addresses
from tests.peak import peak_mb
from view.page import Page
from view.stages import FIRST_REQUEST

TODAY = date(2026, 11, 21)
LEAST_ADDRESSES = 300
MOST_SECONDS = 2.0  # of one processor, for one address
MOST_MB = 200
KEPT = "data_may_leave_org=false"
RUNNING_TAGS = {"script", "iframe", "object", "embed", "base", "meta", "link", "style", "math"}


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def page() -> Page:
    return Page(knowledge())


def ask(**request: Any) -> dict[str, Any]:
    """What the page's Python answers."""
    asked = {
        **FIRST_REQUEST,
        "built": False,
        "detail": "quick",
        "today": TODAY.isoformat(),
        **request,
    }
    answer: dict[str, Any] = json.loads(
        page().answer(json.dumps(asked)), parse_constant=pytest.fail
    )
    return answer


class Running(html.parser.HTMLParser):
    """Finds what a browser would run, load or obey in a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in RUNNING_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            loads = name in ("src", "href", "action", "data", "xlink:href")
            if name.startswith("on") or (name == "style") or (loads and is_foreign(target)):
                self.found.append(f"{tag} {name}={value}")


def is_foreign(target: str) -> bool:
    return target.startswith(("javascript:", "data:", "//", "vbscript:"))


def texts(value: Any) -> Iterator[str]:
    """Every text in an answer, as the page would put it in; charts are drawn from data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner) if key != "charts" else ()


def running(answer: dict[str, Any]) -> list[str]:
    """What would run in any part of an answer."""
    assert {"answer", "errors"} <= answer["parts"].keys()
    markup = [answer["parts"], answer["guide"], answer.get("form", "")]
    return [found for part in markup for text in texts(part) for found in Running(text).found]


def test_the_search_for_what_runs_finds_it():
    assert Running("<p><img src=x onerror=a>").found == ["img onerror=a"]
    assert Running('<a href=" javascript:a">x</a><script>').found[0].startswith("a href=")
    assert len(Running("<script></script><b>").found) == 1


def test_the_corpus_is_large():
    assert len(addresses()) >= LEAST_ADDRESSES


@pytest.mark.parametrize("detail", ["quick", "full"])
def test_a_hostile_address_is_answered_in_time_and_runs_nothing(detail):
    hostile = addresses() if detail == "quick" else addresses()[::6]
    slow, runs, lost = [], [], []
    for address in hostile:
        started = time.process_time()  # of this process alone, whatever else runs
        answer = ask(address=f"{KEPT}&{address}", detail=detail)
        if time.process_time() - started > MOST_SECONDS:
            slow.append(address[:80])
        runs += [f"{address[:80]}: {found}" for found in running(answer)]
        lost += [] if KEPT in answer["address"] or len(address) > 19_000 else [address[:80]]

    assert (slow, runs, lost) == ([], [], [])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("modality=%3Cb%3E", "must be one of text"),
        (
            "requests_per_month=NaN",
            "must be a number such as 20000, 20k or 1.5 million, got 'NaN'",
        ),
        ("requests_per_month=1e308", "must be at most"),
        ("__proto__=1", "is not an input"),
        ("modality=text&modality=image", "is given twice; the first one counts"),
        ("a.ml-engineer-day=3~2~1", "ml-engineer-day"),
        ("x" * 30_000, "must be at most 20,000 characters, got 30,"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_in_words(address, message):
    answer = ask(address=f"{KEPT}&{address}")

    shown = html.unescape(answer["parts"]["errors"] + answer["parts"]["notes"])
    assert message in shown + str(answer["problems"])
    assert answer["parts"]["errors"].strip()


@pytest.mark.parametrize("payload", PAYLOADS[::3])
def test_a_hostile_file_is_answered_and_runs_nothing(payload):
    wrong = {"inputs": {"modality": payload, "latency_ms": payload, payload: 1}, payload: payload}
    for text in (payload, json.dumps(wrong), json.dumps([payload]), json.dumps(payload)):
        assert running(ask(do="load", text=text, values={})) == []


def test_a_file_that_cannot_be_read_changes_nothing():
    answer = ask(do="load", text="{", values={"data_may_leave_org": "false"})

    assert KEPT in answer["address"]
    why = "Expecting property name enclosed in double quotes"
    assert answer["problems"] == {"file": f"must be JSON: {why}"}


def test_what_the_form_no_longer_shows_is_said_again():
    told = {"modality": "must be a modality, got '<b>'"}
    answer = ask(do="answer", values={"modality": "text"}, told=told, detail="full")

    assert answer["problems"]["modality"] == told["modality"]


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_no_input_uses_more_memory_than_it_may(every):
    statements = (
        "from tests.hostile.corpus import RAW\n"
        "from tests.calculator.test_hostile import ask\n"
        f"for address in RAW[::{every}]: ask(address=address, detail='full')"
    )

    assert 10 < peak_mb(statements) < MOST_MB


ids = st.sampled_from(sorted(load_knowledge().inputs))
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(PAYLOADS)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
requests = st.dictionaries(
    st.sampled_from(["inputs", "assumptions", "own_lines"]) | st.text(), values
)
often = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@often
@given(requests)
def test_no_request_makes_reading_fail(request):
    read, problems = read_request(request, knowledge())

    assert set(read.scenario.values) == set(knowledge().inputs)
    assert all(problem.message and problem.field is not None for problem in problems)


@often
@given(st.dictionaries(ids, values), st.booleans())
def test_no_answers_make_evaluating_fail(inputs, text):
    found = answer({"inputs": inputs}, knowledge(), TODAY, text=text, points=0)

    json.dumps(found, allow_nan=False)
    assert set(found["inputs"]) == set(knowledge().inputs)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(ids, st.integers() | st.floats(0, 1e12), min_size=5))
def test_no_numbers_make_the_costs_infinite_or_negative(inputs):
    found = answer({"inputs": inputs}, knowledge(), TODAY)

    json.dumps(found, allow_nan=False)
    for approach in found["costs"]["approaches"].values():
        total = approach["total"]
        assert 0 <= total["low"] <= total["value"] <= total["high"]


def test_an_amount_that_rounds_to_nothing_at_some_draws_keeps_its_line():
    smallest = 5e-324  # half of it is nothing
    asked = [
        {"audio_minutes_per_request": smallest},
        {"images_per_request": smallest},
        {"modality": "audio", "output_kind": "actions", "audio_minutes_per_request": smallest,
         "output_tokens_per_request": smallest},
    ]  # fmt: skip
    for inputs in asked:
        found = answer({"inputs": inputs}, knowledge(), TODAY)
        assert found["costs"]["approaches"]["hybrid"]["total"]["value"] > 0


@often
@given(st.text(), st.sampled_from(["modality", "requests_per_month", "a.ml-engineer-day", "o.1"]))
def test_no_address_makes_the_page_fail(text, key):
    assert from_address(f"{key}={text}").problems is not None
    assert running(ask(address=f"{key}={text}")) == []
