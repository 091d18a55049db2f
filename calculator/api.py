"""The one door: a request → a result and the problems of its fields, all typed records."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.arguments import check_day, check_knowledge, check_request, kind_of
from calculator.costs.analysis import analyse
from calculator.costs.bills import Costs, costs
from calculator.costs.case import case_of
from calculator.costs.criteria import criteria
from calculator.costs.plain import cost_report
from calculator.costs.quantity import likely
from calculator.costs.quick import quick_costs
from calculator.costs.sensitivity import POINTS
from calculator.costs.time_to_ship import build_days
from calculator.costs.uncertainty import LIKELY, NAMED, Sample
from calculator.costs.unit_economics import BY_MACHINE, BY_USE, unit_economics
from calculator.costs.what_if import VOLUME
from calculator.decision.explanation import Explanation, Stake, explain, unexplained
from calculator.decision.ladder import Decision, decide
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import rulebook
from calculator.decision.rules import OPEN
from calculator.decision.weighing import weigh
from calculator.encode import encode
from calculator.knowledge import Knowledge
from calculator.measured import Measured
from calculator.notices import market_notices
from calculator.request import Request, read_request
from calculator.result import Result
from calculator.scenario import Problem, Scenario
from calculator.units import WORKING_DAYS_PER_WEEK


def evaluate(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None = None,
    *,
    text: bool = False,
    points: int = POINTS,
    search: bool = True,
) -> Result:
    """Decide and price one scenario.

    Args:
        request: a `Request`, or a mapping with its fields: `inputs` by id, `assumptions` that the
            reader sets, `own_lines` of the bill, `weights` of criteria, what was `measured`;
            absent, null and
            "unknown" all mean unknown.
        knowledge: what content brings, from `load_knowledge`.
        today: the day whose prices and assumptions count; if left out, the one that the request
            names, else that of the knowledge.
        text: whether inputs are text, as from a form, and must be parsed.
        points: draws behind the ranges; 0 leaves the bills and ranges out of the result.
        search: whether to look for break-even volumes and for answers that change the cheapest,
            which takes half of the time; without it those lists and the curves are empty.

    Returns:
        The result. `problems` lists every field that could not be read; such a field counts as
        unknown and never blocks the rest.

    Raises:
        TypeError: an argument of another kind than named here.
        ValueError: `points` below 0.
    """
    if isinstance(points, bool) or not isinstance(points, int):
        raise TypeError(f"points must be a whole number, got {kind_of(points)}")
    if points < 0:
        raise ValueError(f"points must be at least 0, got {points}")
    asked = _ask(request, knowledge, today, text=text, sample=NAMED if points else LIKELY)
    economics = tuple(unit_economics(asked.found, _pairs(asked.decision, asked.found)))
    money = _money(asked, points, search=search) if points else {}
    return asked.result(unit_economics=economics, **money)


def evaluate_quickly(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None = None,
    *,
    text: bool = False,
    explained: bool = True,
) -> Result:
    """What can be said within a keystroke: the same decision, and its headline.

    Args, returns and raises as for `evaluate`, with `quick_costs` in place of bills, ranges and
    comparisons.

    Args:
        explained: whether other answers are tried, which takes most of the time; without it there
            are no questions and flips, and nothing is said to be settled.
    """
    asked = _ask(request, knowledge, today, text=text, sample=LIKELY, explained=explained)
    return asked.result(quick_costs=quick_costs(asked.found, _named(asked.decision)))


def _named(decision: Decision) -> list[str]:
    """The approaches whose cost is said in words."""
    cheaper = decision.cheaper
    named = [decision.recommended]
    return [*named, cheaper.approach] if cheaper else named


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was read, priced and decided."""

    scenario: Scenario
    problems: Sequence[Problem]
    found: Costs
    decision: Decision
    explanation: Explanation
    weights: Mapping[str, float]
    measured: Measured | None
    knowledge: Knowledge

    def result(self, **more: Any) -> Result:
        """The result, with the parts that not every one has."""
        decision = _fields(self.decision)
        decision["warnings"] = (*market_notices(self.found), *self.decision.warnings)
        return Result(
            **decision,
            **_fields(self.explanation),
            problems=tuple(self.problems),
            inputs=dict(self.scenario.values),
            data_version=self.knowledge.data_version,
            as_of=self.found.case.today,
            measured=self.measured,
            **more,
        )


def _fields(record: Any) -> dict[str, Any]:
    """The fields of a record, as they are."""
    return {each.name: getattr(record, each.name) for each in dataclasses.fields(record)}


def _ask(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None,
    *,
    text: bool,
    sample: Sample = NAMED,
    explained: bool = True,
) -> _Asked:
    check_request(request, Request)
    check_knowledge(knowledge)
    if today is not None:
        check_day(today)
    raw = encode(request) if isinstance(request, Request) else request
    read, problems = read_request(raw, knowledge, text=text)
    day = today or read.as_of or knowledge.as_of
    purse = Purse(knowledge, day, read.overrides, read.own_lines)
    found = costs(read.scenario, knowledge, day, read.overrides, read.own_lines, sample)
    money = Money(purse, found, read.scenario.values)
    book = rulebook(knowledge, day, read.overrides)
    decision = decide(read.scenario, knowledge, day, book=book, money=money)
    if explained:
        explanation = explain(read.scenario, book, money, _stake(found, decision.recommended))
    else:
        explanation = unexplained(read.scenario, decision.recommended, book, money)
    return _Asked(
        read.scenario, problems, found, decision, explanation, read.weights, read.measured,
        knowledge,
    )  # fmt: skip


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
    known = criteria(asked.found, analysis)
    return {
        "costs": cost_report(asked.found, analysis),
        "break_even": analysis.searched.by_volume,
        "weighing": weigh({k: v for k, v in known.items() if k in qualifying}, asked.weights),
    }
