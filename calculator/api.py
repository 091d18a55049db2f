"""The one door: a request → a result and the problems of its fields, all plain JSON values."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.costs.analysis import analyse
from calculator.costs.bills import Costs, costs
from calculator.costs.case import case_of
from calculator.costs.criteria import criteria
from calculator.costs.plain import costs_json
from calculator.costs.quantity import likely
from calculator.costs.quick import likely_json
from calculator.costs.sensitivity import POINTS
from calculator.costs.time_to_ship import build_days
from calculator.costs.uncertainty import LIKELY, NAMED, Sample
from calculator.costs.unit_economics import BY_MACHINE, BY_USE, unit_economics
from calculator.decision.explanation import Explanation, Stake, explain
from calculator.decision.ladder import Decision, decide
from calculator.decision.money import VOLUME, Money, Purse
from calculator.decision.rulebook import Rulebook
from calculator.decision.rules import OPEN
from calculator.decision.weighing import weigh
from calculator.knowledge import Knowledge
from calculator.notices import market_notices
from calculator.request import read_request
from calculator.scenario import Problem, Scenario
from calculator.units import WORKING_DAYS_PER_WEEK


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
    economics = unit_economics(asked.found, _pairs(asked.decision, asked.found))
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
    decision: Decision
    explanation: Explanation
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
            **dataclasses.asdict(self.explanation),
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
    purse = Purse(knowledge, today, read.overrides, read.own_lines)
    found = costs(read.scenario, knowledge, today, read.overrides, read.own_lines, sample)
    money = Money(purse, found, read.scenario.values)
    book = Rulebook(knowledge, today, read.overrides)
    decision = decide(read.scenario, knowledge, today, book=book, money=money)
    explanation = explain(read.scenario, book, money, _stake(found, decision.recommended))
    return _Asked(read.scenario, problems, found, decision, explanation, read.weights, knowledge)


def _stake(found: Costs, recommended: str) -> Stake:
    """What building the recommended approach takes, which is lost if it was the wrong one."""
    usd = likely(found.bills[recommended].once())
    days = likely(build_days(case_of(found.question, LIKELY), recommended))
    return Stake(usd, days / WORKING_DAYS_PER_WEEK)


def _pairs(decision: Decision, found: Costs) -> list[tuple[str, str]]:
    """Hosted approaches that may do beside those on machines, where the volume is known."""
    if found.question.scenario[VOLUME] is None:
        return []
    able = set(_able(decision))
    return [(one, other) for one in BY_USE for other in BY_MACHINE if {one, other} <= able]


def _able(decision: Decision) -> list[str]:
    return [each.approach for each in decision.ranking if each.verdict in OPEN]


def _money(asked: _Asked, points: int, *, search: bool) -> dict[str, Any]:
    """Costs of all approaches, compared over those that are open."""
    qualifying = _able(asked.decision)
    analysis = analyse(asked.found, qualifying, points, search=search)
    money = costs_json(asked.found, analysis)
    known = criteria(asked.found, analysis)
    weighing = weigh({k: v for k, v in known.items() if k in qualifying}, asked.weights)
    return {
        "costs": money,
        "break_even": money.pop("break_even"),
        "weighing": weighing and dataclasses.asdict(weighing),
    }
