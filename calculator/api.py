"""The one door: a request → a result and the problems of its fields, all plain JSON values."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.decision import decide
from calculator.explanation import explain
from calculator.knowledge import Knowledge
from calculator.scenario import Problem, Scenario, read_scenario

REQUEST_KEYS = ("inputs",)


def evaluate(
    request: Mapping[str, Any], knowledge: Knowledge, today: date, *, text: bool = False
) -> dict[str, Any]:
    """Decide and price one scenario.

    Args:
        request: `{"inputs": {id: value}}`; absent, null and "unknown" all mean unknown.
        knowledge: what content brings.
        today: the day whose prices and assumptions count.
        text: whether values are text, as from a form, and must be parsed.

    Returns:
        The result as `docs/result.schema.json` describes it. `problems` lists every field that
        could not be read; such a field counts as unknown and never blocks the rest.
    """
    scenario, problems = read_request(request, knowledge, text=text)
    return {
        "problems": [dataclasses.asdict(problem) for problem in problems],
        "inputs": dict(scenario.values),
        **_decision(scenario, knowledge),
        "data_version": knowledge.data_version,
        "as_of": today.isoformat(),
    }


def evaluate_json(request: str, knowledge: Knowledge, today: date, *, text: bool = False) -> str:
    """The same from JSON text to JSON text."""
    return json.dumps(
        evaluate(json.loads(request), knowledge, today, text=text),
        ensure_ascii=False,
        allow_nan=False,
    )


def read_request(
    request: Mapping[str, Any], knowledge: Knowledge, *, text: bool = False
) -> tuple[Scenario, list[Problem]]:
    """The scenario of a request, and every problem found in it."""
    problems = [
        Problem(str(key), f"is not a part of a request; expected {', '.join(REQUEST_KEYS)}")
        for key in request
        if key not in REQUEST_KEYS
    ]
    inputs = request.get("inputs", {})
    if not isinstance(inputs, Mapping):
        problems.append(Problem("inputs", f"must be a mapping, got {type(inputs).__name__}"))
        inputs = {}
    scenario, wrong = read_scenario(inputs, knowledge, text=text)
    return scenario, problems + wrong


def _decision(scenario: Scenario, knowledge: Knowledge) -> dict[str, Any]:
    explanation = dataclasses.asdict(explain(scenario, knowledge))
    return {**dataclasses.asdict(decide(scenario, knowledge)), **explanation}
