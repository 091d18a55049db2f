"""The worst that a request may ask for: no input is slow, large, endless, negative or a crash."""

import json
import random
import time
from datetime import date
from functools import cache
from typing import Any

import pytest

from calculator.knowledge import Answer, Knowledge
from calculator.limits import LARGEST_AMOUNT, limits
from calculator.packed import load_knowledge
from calculator.request import read_request
from calculator.request_parts import LONGEST_LABEL, MOST_OWN_LINES, PAID
from tests.answers import answer
from tests.peak import peak_mb

TODAY = date(2026, 11, 21)
MOST_SECONDS = 2.0  # of one processor, for one request
MOST_MB = 200
TRIED = 40


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def numbers() -> list[str]:
    """Every number that may be set by hand, hosted prices apart."""
    known = knowledge()
    return [*known.assumptions, *(f"accelerator:{each}" for each in known.accelerators)]


def extreme_answer(key: str, rng: random.Random) -> Answer:
    """An end of what an input allows, or unknown."""
    definition = knowledge().inputs[key]
    if definition.kind == "choice":
        return rng.choice(definition.choices).value
    if definition.kind == "boolean":
        return rng.random() < 0.5
    low, high = definition.minimum or 0, definition.maximum or LARGEST_AMOUNT
    number = rng.choice([low, high, high, None])
    return int(number) if number is not None and definition.kind == "integer" else number


def extreme_number(name: str, rng: random.Random) -> list[float]:
    """Either end of what may be set, or all of the way between them."""
    least, most = limits(name, knowledge()) or pytest.fail(name)
    return rng.choice([[least] * 3, [most] * 3, [least, (least + most) / 2, most]])


def extreme_request(seed: int) -> dict[str, Any]:
    """Ends of all inputs; in two of three as many own lines, in one of three every number set."""
    rng = random.Random(seed)
    inputs = {key: extreme_answer(key, rng) for key in knowledge().inputs}
    # A named model has its own sizes, and no more of a model works on a token than all of it.
    for left_out in ("open_model",) if seed % 2 else ("model_size_b", "active_size_b"):
        inputs[left_out] = None
    if inputs["model_size_b"] is None or (inputs["active_size_b"] or 0) > inputs["model_size_b"]:
        inputs["active_size_b"] = None
    request: dict[str, Any] = {"inputs": inputs}
    if seed % 3:
        request["own_lines"] = [
            {"label": "x" * LONGEST_LABEL, "usd": LARGEST_AMOUNT, "paid": PAID[i % len(PAID)]}
            for i in range(MOST_OWN_LINES)
        ]
    if seed % 3 == 2:
        request["assumptions"] = {name: extreme_number(name, rng) for name in numbers()}
    return request


@pytest.mark.parametrize("count", [TRIED, pytest.param(20 * TRIED, marks=pytest.mark.slow)])
def test_no_extreme_is_slow_endless_or_negative(count):
    slow = []
    for seed in range(count):
        request = extreme_request(seed)
        assert read_request(request, knowledge())[1] == []
        started = time.process_time()
        found = answer(request, knowledge(), TODAY)
        if time.process_time() - started > MOST_SECONDS:
            slow.append(seed)
        json.dumps(found, allow_nan=False)
        for bill in found["costs"]["approaches"].values():
            assert 0 <= bill["total"]["low"] <= bill["total"]["value"] <= bill["total"]["high"]

    assert slow == []


def test_no_extreme_takes_more_memory_than_it_may():
    statements = (
        "from tests.calculator.test_extremes import *\n"
        "for seed in range(12): answer(extreme_request(seed), knowledge(), TODAY)"
    )

    assert 10 < peak_mb(statements) < MOST_MB


@pytest.mark.slow
def test_every_single_number_may_be_set_to_either_end():
    for name in numbers():
        for end in limits(name, knowledge()) or pytest.fail(name):
            request = {"inputs": {"requests_per_month": 10**6}, "assumptions": {name: end}}
            found = answer(request, knowledge(), TODAY, points=2)
            json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("serving-load", 0, "must be from 0.0004 to 1, got [0, 0, 0]"),
        ("serving-load", 1.5, "must be from 0.0004 to 1, got [1.5, 1.5, 1.5]"),
        ("hosted-price-decline", 1, "must be from 0 to 0.99, got [1, 1, 1]"),
        ("ml-engineer-day", 0, None),  # a price may be nothing
    ],
)
def test_a_number_with_which_no_formula_works_is_refused_with_its_limits(name, value, told):
    read, problems = read_request({"assumptions": {name: value}}, knowledge())

    assert [problem.message for problem in problems] == ([told] if told else [])
    assert (name in read.overrides) == (told is None)
