"""The one door: a request → a result and the problems of its fields, all plain JSON values."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.costs.analysis import analyse
from calculator.costs.bills import Costs, costs
from calculator.costs.criteria import criteria
from calculator.costs.plain import costs_json
from calculator.costs.quick import likely_json
from calculator.costs.sensitivity import POINTS
from calculator.costs.uncertainty import LIKELY, NAMED, Sample
from calculator.costs.unit_economics import BY_MACHINE, BY_USE, too_dear, unit_economics
from calculator.decision.explanation import explain
from calculator.decision.ladder import Decision, decide
from calculator.decision.weighing import weigh
from calculator.knowledge import Knowledge
from calculator.notices import market_notices
from calculator.request import read_request
from calculator.scenario import Problem, Scenario

VOLUME = "requests_per_month"
QUALIFIES = ("recommended", "suitable")


def evaluate(
    request: Mapping[str, Any],
    knowledge: Knowledge,
    today: date,
    *,
    text: bool = False,
    points: int = POINTS,
    search: bool = True,
) -> dict[str, Any]:
    """Decide and price one scenario.

    Args:
        request: `inputs` by id, `assumptions` that the reader sets, `own_lines` of the bill,
            `weights` of criteria; absent, null and "unknown" all mean unknown.
        knowledge: what content brings.
        today: the day whose prices and assumptions count.
        text: whether inputs are text, as from a form, and must be parsed.
        points: draws behind the ranges; 0 leaves the bills and ranges out of the result.
        search: whether to look for break-even volumes and for answers that change the cheapest,
            which takes half of the time; without it those lists and the curves are empty.

    Returns:
        The result as `docs/result.schema.json` describes it. `problems` lists every field that
        could not be read; such a field counts as unknown and never blocks the rest.
    """
    asked = _ask(request, knowledge, today, text=text)
    economics = unit_economics(asked.found, _pairs(asked.able))
    return {
        **asked.answer(),
        "unit_economics": [dataclasses.asdict(each) for each in economics],
        **(_money(asked, points, search=search) if points else {}),
    }


def evaluate_quickly(
    request: Mapping[str, Any], knowledge: Knowledge, today: date, *, text: bool = False
) -> dict[str, Any]:
    """What can be said within a keystroke: the same decision, and what it likely costs.

    Args and returns as for `evaluate`, with `likely_costs` (see `calculator.costs.quick`) in place
    of bills, ranges and comparisons.
    """
    asked = _ask(request, knowledge, today, text=text, sample=LIKELY)
    return {**asked.answer(), "likely_costs": likely_json(asked.found)}


def evaluate_json(request: str, knowledge: Knowledge, today: date, *, text: bool = False) -> str:
    """The same from JSON text to JSON text."""
    result = evaluate(json.loads(request), knowledge, today, text=text)
    return json.dumps(result, ensure_ascii=False, allow_nan=False)


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was read, priced and decided."""

    scenario: Scenario
    problems: Sequence[Problem]
    found: Costs
    able: Sequence[str]  # approaches that would do before their bills were looked at
    decision: Decision
    weights: Mapping[str, float]
    knowledge: Knowledge

    def answer(self) -> dict[str, Any]:
        """The parts of the result that do not depend on ranges."""
        return {
            "problems": [dataclasses.asdict(problem) for problem in self.problems],
            "inputs": dict(self.scenario.values),
            **dataclasses.asdict(self.decision),
            "warnings": [
                dataclasses.asdict(each)
                for each in (*market_notices(self.found), *self.decision.warnings)
            ],
            **dataclasses.asdict(explain(self.scenario, self.knowledge)),
            "data_version": self.knowledge.data_version,
            "as_of": self.found.case.today.isoformat(),
        }


def _ask(
    request: Mapping[str, Any],
    knowledge: Knowledge,
    today: date,
    *,
    text: bool,
    sample: Sample = NAMED,
) -> _Asked:
    read, problems = read_request(request, knowledge, text=text)
    found = costs(read.scenario, knowledge, today, read.overrides, read.own_lines, sample)
    able = _able(read.scenario, knowledge)
    outgrown = frozenset(one for one, other in _pairs(able) if too_dear(found, one, other))
    scenario = dataclasses.replace(read.scenario, outgrown=outgrown)
    return _Asked(
        scenario, problems, found, able, decide(scenario, knowledge), read.weights, knowledge
    )


def _able(scenario: Scenario, knowledge: Knowledge) -> list[str]:
    """Who would do before bills count; nobody where the volume, and so the bill, is not known."""
    return [] if scenario[VOLUME] is None else _qualifying(decide(scenario, knowledge))


def _pairs(able: Sequence[str]) -> list[tuple[str, str]]:
    """Hosted approaches that would do, each beside those on machines that would."""
    return [(one, other) for one in BY_USE for other in BY_MACHINE if {one, other} <= set(able)]


def _qualifying(decision: Decision) -> list[str]:
    return [each.approach for each in decision.ranking if each.verdict in QUALIFIES]


def _money(asked: _Asked, points: int, *, search: bool) -> dict[str, Any]:
    """Costs of all approaches, compared over those that qualify."""
    qualifying = _qualifying(asked.decision)
    analysis = analyse(asked.found, qualifying, points, search=search)
    money = costs_json(asked.found, analysis)
    known = criteria(asked.found, analysis)
    weighing = weigh({k: v for k, v in known.items() if k in qualifying}, asked.weights)
    return {
        "costs": money,
        "break_even": money.pop("break_even"),
        "weighing": weighing and dataclasses.asdict(weighing),
    }
