"""The one door: a request → a result and the problems of its fields, all plain JSON values."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.cost import costs
from calculator.cost_analysis import analyse
from calculator.cost_json import costs_json
from calculator.decision import Decision, decide
from calculator.explanation import explain
from calculator.knowledge import Knowledge
from calculator.request import Request, read_request
from calculator.sensitivity import POINTS

QUALIFIES = ("recommended", "suitable")


def evaluate(
    request: Mapping[str, Any],
    knowledge: Knowledge,
    today: date,
    *,
    text: bool = False,
    points: int = POINTS,
) -> dict[str, Any]:
    """Decide and price one scenario.

    Args:
        request: `inputs` by id, `assumptions` that the reader sets, `own_lines` of the bill;
            absent, null and "unknown" all mean unknown.
        knowledge: what content brings.
        today: the day whose prices and assumptions count.
        text: whether inputs are text, as from a form, and must be parsed.
        points: draws behind the ranges; 0 leaves the costs out.

    Returns:
        The result as `docs/result.schema.json` describes it. `problems` lists every field that
        could not be read; such a field counts as unknown and never blocks the rest.
    """
    read, problems = read_request(request, knowledge, text=text)
    decision = decide(read.scenario, knowledge)
    return {
        "problems": [dataclasses.asdict(problem) for problem in problems],
        "inputs": dict(read.scenario.values),
        **dataclasses.asdict(decision),
        **dataclasses.asdict(explain(read.scenario, knowledge)),
        **(_money(read, decision, knowledge, today, points) if points else {}),
        "data_version": knowledge.data_version,
        "as_of": today.isoformat(),
    }


def evaluate_json(request: str, knowledge: Knowledge, today: date, *, text: bool = False) -> str:
    """The same from JSON text to JSON text."""
    result = evaluate(json.loads(request), knowledge, today, text=text)
    return json.dumps(result, ensure_ascii=False, allow_nan=False)


def _money(
    read: Request, decision: Decision, knowledge: Knowledge, today: date, points: int
) -> dict[str, Any]:
    """Costs of all approaches, compared over those that qualify."""
    found = costs(read.scenario, knowledge, today, read.overrides, read.own_lines)
    qualifying = [each.approach for each in decision.ranking if each.verdict in QUALIFIES]
    money = costs_json(found, analyse(found, qualifying, points))
    return {"costs": money, "break_even": money.pop("break_even")}
