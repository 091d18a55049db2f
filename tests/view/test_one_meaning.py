"""A request file means the same in the page, in an address and on the command line."""

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from calculator.__main__ import main
from calculator.address import from_address
from calculator.packed import load_knowledge
from calculator.request import ReadRequest, read_request
from calculator.request_parts import PAID
from calculator.request_text import InputError, Place, as_object, parsed
from calculator.scenario import Problem, Scenario
from tests.random_scenarios import random_inputs
from view.entries import Entries
from view.opening import open_address, open_file

KNOWLEDGE = load_knowledge()
FILE = Place("file")
WAYS = [*KNOWLEDGE.approaches]


def on_the_command_line(text: str) -> tuple[ReadRequest, list[Problem]]:
    return read_request(as_object(parsed(text, FILE), FILE), KNOWLEDGE, text=True)


def in_the_page(text: str) -> tuple[ReadRequest, list[Problem], Entries]:
    opened = open_file(text, KNOWLEDGE)
    read, problems = read_request(opened.entries.request(), KNOWLEDGE, text=True)
    return read, [*opened.problems, *problems], opened.entries


def in_an_address(entries: Entries, scenario: Scenario) -> ReadRequest:
    address = entries.address(scenario, KNOWLEDGE)
    again = Entries.of_address(from_address(address), KNOWLEDGE)
    assert open_address(address, KNOWLEDGE).entries == again
    return read_request(again.request(), KNOWLEDGE, text=True)[0]


def meaning(read: ReadRequest) -> tuple[Any, ...]:
    """What a request asks; a line for several ways is a line for each."""
    lines = [
        (line.label, line.usd, line.paid, way)
        for line in read.own_lines
        for way in line.approaches or [""]
    ]
    return read.scenario, dict(read.overrides), lines, read.weights, read.measured, read.as_of


def random_request(rng: random.Random) -> Mapping[str, Any]:
    numbers = rng.sample([*KNOWLEDGE.assumptions], 3)
    found: dict[str, Any] = {
        "inputs": random_inputs(KNOWLEDGE, rng),
        "assumptions": {
            name: [entry.low, entry.value, entry.high]
            for name in numbers
            for entry in [KNOWLEDGE.assumptions[name].values[0]]
        },
        "own_lines": [
            {
                "label": rng.choice(["Audit", "Prüfung; =1+1", "審査 & <b>", "a~b&c=d%20"]),
                "usd": rng.choice([0, 5, 1_234.5, 1.125, 2e6]),
                "paid": rng.choice(PAID),
                "approaches": rng.sample(WAYS, rng.randrange(4)),
            }
            for _ in range(rng.randrange(4))
        ],
        "weights": {"cost": rng.choice([1, 2.5, 10]), "time": 3},
        "as_of": rng.choice([None, "2026-03-01"]),
    }
    return {part: found[part] for part in rng.sample([*found], rng.randint(1, len(found)))}


def test_a_thousand_files_mean_the_same_in_page_address_and_command_line():
    rng = random.Random(20)
    for _ in range(1_000):
        text = json.dumps(random_request(rng))
        read, problems = on_the_command_line(text)
        shown, told, entries = in_the_page(text)

        assert {each.field for each in told} == {each.field for each in problems}
        assert meaning(shown) == meaning(read)
        assert meaning(in_an_address(entries, shown.scenario)) == meaning(read)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"weights": {"cost": 3}}',
        '// made by "new"\n{"inputs": {"modality": "text"}}',
        '{"inputs": {"requests_per_month": "2M", "easy_share": "50%", "data_may_leave_org": "no"}}',
        '{"assumptions": {"ml-engineer-day": ["500", "600", "1k"]}}',
        '{"own_lines": [{"label": "a", "usd": "10k", "paid": "once"}], "weights": {"cost": "5"}}',
    ],
)
def test_what_one_reads_the_other_reads_too(text):
    read, problems = on_the_command_line(text)
    shown, told, _ = in_the_page(text)

    assert (problems, told) == ([], [])
    assert meaning(shown) == meaning(read)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"inputs": {}, "wieghts": {"cost": 3}}', "wieghts"),
        ('{"inputs": []}', "inputs"),
        ('{"inputs": {}, "assumptions": [1]}', "assumptions"),
        ('{"inputs": {}, "own_lines": {}}', "own_lines"),
        ('{"own_lines": [{"label": "a", "usd": 5, "paid": "once", "for": "api"}]}', "own_lines.1"),
        ('{"inputs": {"easy_share": "1.500"}}', "easy_share"),
        ('{"assumptions": {"ml-engineer-day": "1.500"}}', "assumptions.ml-engineer-day"),
        ('{"inputs": {"compute": "none", "compute": "cluster"}}', "file"),
        ('{"inputs": {"easy_share": 1e999}}', "file"),
        ('{"inputs": {"easy_share": NaN}}', "file"),
    ],
)
def test_what_one_refuses_the_other_tells_at_the_same_place(text, field):
    try:
        _, problems = on_the_command_line(text)
    except InputError:
        problems = [Problem("file", "")]
    _, told, _ = in_the_page(text)

    assert [each.field for each in problems] == [field]
    assert [each.field for each in told] == [field]


def test_the_file_that_new_writes_opens_in_the_page(capsys):
    assert main(["new"]) == 0
    opened = open_file(capsys.readouterr().out, KNOWLEDGE)

    assert list(opened.problems) == []
    assert set(opened.entries.inputs.values()) == {"unknown"}


def test_a_line_for_two_ways_stays_on_the_bills_of_both():
    line = {"label": "Audit", "usd": 900, "paid": "once", "approaches": ["api", "baseline"]}
    opened = open_file(json.dumps({"own_lines": [line]}), KNOWLEDGE)

    assert [each["approach"] for each in opened.entries.own_lines.values()] == ["api", "baseline"]
