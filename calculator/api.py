"""The one door: a request → a result and the problems of its fields, all plain JSON values."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.costs.analysis import analyse
from calculator.costs.bills import Costs, costs
from calculator.costs.plain import costs_json
from calculator.costs.sensitivity import POINTS
from calculator.costs.unit_economics import BY_MACHINE, BY_USE, UnitEconomics, unit_economics
from calculator.decision.explanation import explain
from calculator.decision.ladder import Decision, decide
from calculator.knowledge import Knowledge
from calculator.request import read_request
from calculator.scenario import Scenario

VOLUME = "requests_per_month"
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
        points: draws behind the ranges; 0 leaves the bills and ranges out of the result.

    Returns:
        The result as `docs/result.schema.json` describes it. `problems` lists every field that
        could not be read; such a field counts as unknown and never blocks the rest.
    """
    read, problems = read_request(request, knowledge, text=text)
    found = costs(read.scenario, knowledge, today, read.overrides, read.own_lines)
    scenario, economics = _with_bills(read.scenario, found, knowledge)
    decision = decide(scenario, knowledge)
    return {
        "problems": [dataclasses.asdict(problem) for problem in problems],
        "inputs": dict(scenario.values),
        **dataclasses.asdict(decision),
        **dataclasses.asdict(explain(scenario, knowledge)),
        "unit_economics": [dataclasses.asdict(each) for each in economics],
        **(_money(found, decision, points) if points else {}),
        "data_version": knowledge.data_version,
        "as_of": today.isoformat(),
    }


def evaluate_json(request: str, knowledge: Knowledge, today: date, *, text: bool = False) -> str:
    """The same from JSON text to JSON text."""
    result = evaluate(json.loads(request), knowledge, today, text=text)
    return json.dumps(result, ensure_ascii=False, allow_nan=False)


def _with_bills(
    scenario: Scenario, found: Costs, knowledge: Knowledge
) -> tuple[Scenario, list[UnitEconomics]]:
    """The scenario, and which approaches its bills speak against, where the volume is known."""
    if scenario[VOLUME] is None:
        return scenario, []
    able = _qualifying(decide(scenario, knowledge))
    hosted = [approach for approach in BY_USE if approach in able]
    others = [approach for approach in BY_MACHINE if approach in able]
    compared = [each for each in unit_economics(found, others) if each.approach in hosted]
    outgrown = frozenset(each.approach for each in compared if each.too_dear)
    return dataclasses.replace(scenario, outgrown=outgrown), compared


def _qualifying(decision: Decision) -> list[str]:
    return [each.approach for each in decision.ranking if each.verdict in QUALIFIES]


def _money(found: Costs, decision: Decision, points: int) -> dict[str, Any]:
    """Costs of all approaches, compared over those that qualify."""
    money = costs_json(found, analyse(found, _qualifying(decision), points))
    return {"costs": money, "break_even": money.pop("break_even")}
