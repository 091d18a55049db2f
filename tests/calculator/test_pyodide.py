"""The calculator in Pyodide gives the same bytes as in CPython."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from calculator.packed import load_knowledge
from tests.answers import answer_json
from tests.built import runtime
from tests.random_scenarios import random_inputs
from tests.same_bytes import EVERY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def in_pyodide():
    """Evaluates requests inside Pyodide on Node."""

    def evaluate(requests: list[str]) -> list[str]:
        command = [ROOT / ".venv/bin/node", ROOT / "tests/pyodide/evaluate.mjs", runtime()]
        done = subprocess.run(
            command, input="\n".join(requests) + "\n", capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    return evaluate


def differing(in_pyodide, requests: list[str]) -> list[str]:
    """The requests that Pyodide answers with other bytes."""
    knowledge = load_knowledge()
    there = in_pyodide(requests)
    assert len(there) == len(requests) > 1
    return [
        request
        for request, result in zip(requests, there, strict=True)
        if result != answer_json(request, knowledge, knowledge.as_of)
    ]


def test_every_worked_example_gives_the_same_bytes_in_cpython_and_pyodide(in_pyodide):
    examples = load_knowledge().examples.values()
    requests = [json.dumps({"inputs": dict(each.inputs)}) for each in examples]

    assert differing(in_pyodide, [*requests, json.dumps({"inputs": {}})]) == []


@pytest.mark.parametrize("count", [20, pytest.param(EVERY, marks=pytest.mark.slow)])
def test_scenarios_by_chance_give_the_same_bytes_in_pyodide_on_node(in_pyodide, count: int):
    knowledge, rng = load_knowledge(), random.Random(8)
    requests = [json.dumps({"inputs": random_inputs(knowledge, rng)}) for _ in range(count)]

    assert differing(in_pyodide, requests) == []
