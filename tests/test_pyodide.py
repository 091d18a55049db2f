"""The calculator in Pyodide gives the same bytes as in CPython."""

import json
import subprocess
from pathlib import Path

import pytest

from calculator.__main__ import load_knowledge
from calculator.api import evaluate_json
from tests.built import runtime

ROOT = Path(__file__).resolve().parent.parent


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


def test_every_worked_example_gives_the_same_bytes_in_cpython_and_pyodide(in_pyodide):
    knowledge = load_knowledge()
    requests = [json.dumps({"inputs": dict(e.inputs)}) for e in knowledge.examples.values()]
    requests.append(json.dumps({"inputs": {}}))

    there = in_pyodide(requests)

    assert len(there) == len(requests) > 1
    for request, result in zip(requests, there, strict=True):
        assert result == evaluate_json(request, knowledge, knowledge.as_of)
