"""A question that was read, priced and decided: what every door to an answer begins with."""

import dataclasses
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from typing import Any

from calculator.arguments import check_day, check_knowledge, check_request
from calculator.costs.analysis import analysing
from calculator.costs.bills import Costs, costs, costs_of
from calculator.costs.case import case_of
from calculator.costs.criteria import criteria
from calculator.costs.plain import cost_report
from calculator.costs.quantity import likely
from calculator.costs.quick import quick_costs
from calculator.costs.records import QuickCosts
from calculator.costs.time_to_ship import build_days
from calculator.costs.uncertainty import LIKELY, NAMED, Sample
from calculator.costs.unit_economics import BY_MACHINE, BY_USE, unit_economics
from calculator.costs.what_if import VOLUME
from calculator.decision.explanation import Explanation, Stake, explaining, unexplained
from calculator.decision.ladder import Decision, decide
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import Rulebook, rulebook
from calculator.decision.rules import OPEN
from calculator.decision.weighing import weigh
from calculator.encode import encode
from calculator.knowledge import Answer, Knowledge
from calculator.measured import Measured
from calculator.notices import market_notices
from calculator.request import Request, read_request
from calculator.result import Result
from calculator.scenario import Problem, Scenario
from calculator.units import WORKING_DAYS_PER_WEEK


@dataclasses.dataclass(frozen=True, slots=True)
class Decided:
    """A question that was read, priced and decided; nothing around the decision is known yet."""

    scenario: Scenario
    problems: Sequence[Problem]
    found: Costs
    decision: Decision
    weights: Mapping[str, float]
    measured: Measured | None
    knowledge: Knowledge
    book: Rulebook
    money: Money

    @property
    def inputs(self) -> dict[str, Answer]:
        """Every answer by input id."""
        return dict(self.scenario.values)

    @property
    def as_of(self) -> date:
        """The day whose prices count."""
        return self.found.case.today

    def asked(self) -> "Asked":
        """The same with how sure the recommendation is; no other answer is tried yet."""
        recommended = self.decision.recommended
        unsaid = unexplained(self.scenario, recommended, self.book, self.money)
        return Asked(**_fields(self), explanation=unsaid)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked(Decided):
    """The same with what surrounds the decision."""

    explanation: Explanation

    def explained(self) -> Generator[None, None, "Asked"]:
        """The same with other answers tried, which takes most of a decision's time; in steps."""
        stake = _stake(self.found, self.decision.recommended)
        sure = self.explanation.certainty
        tried = yield from explaining(self.scenario, self.book, sure, self.money, stake)
        return dataclasses.replace(self, explanation=tried)

    def traced(self) -> "Asked":
        """The same decision, with bills whose amounts remember how they were made."""
        return dataclasses.replace(self, found=costs_of(self.found.question, NAMED))

    def quick_costs(self) -> QuickCosts:
        """The headlines of the approaches whose cost is said in words."""
        cheaper = self.decision.cheaper
        named = [self.decision.recommended, *([cheaper.approach] if cheaper else [])]
        return quick_costs(self.found, named)

    def whole(self, points: int, *, search: bool) -> Generator[None, None, Result]:
        """The result with bills, ranges and comparisons, in steps; without points, no bills."""
        economics = tuple(unit_economics(self.found, self._pairs()))
        money = (yield from self._costs(points, search=search)) if points else {}
        return self.result(unit_economics=economics, **money)

    def result(self, **more: Any) -> Result:
        """The result, with the parts that not every one has."""
        decision = _fields(self.decision)
        market = market_notices(self.found, self.decision.recommended)
        decision["warnings"] = (*market, *self.decision.warnings)
        return Result(
            **decision,
            **_fields(self.explanation),
            problems=tuple(self.problems),
            inputs=self.inputs,
            data_version=self.knowledge.data_version,
            as_of=self.as_of,
            measured=self.measured,
            **more,
        )

    def _pairs(self) -> list[tuple[str, str]]:
        """Hosted approaches that may do beside those on machines, where the volume is known."""
        if self.found.question.scenario[VOLUME] is None:
            return []
        able = set(self._able())
        return [(one, other) for one in BY_USE for other in BY_MACHINE if {one, other} <= able]

    def _able(self) -> list[str]:
        """Nobody is compared with others where everything falls short."""
        ranking = self.decision.ranking if self.decision.qualifies else ()
        return [each.approach for each in ranking if each.verdict in OPEN]

    def _costs(self, points: int, *, search: bool) -> Generator[None, None, dict[str, Any]]:
        """Costs of all approaches, compared over those that are open."""
        qualifying = self._able()
        analysis = yield from analysing(self.found, qualifying, points, search=search)
        yield
        known = criteria(self.found, analysis)
        return {
            "costs": cost_report(self.found, analysis),
            "break_even": analysis.searched.by_volume,
            "weighing": weigh({k: v for k, v in known.items() if k in qualifying}, self.weights),
        }


def _fields(record: Any) -> dict[str, Any]:
    """The fields of a record, as they are."""
    return {each.name: getattr(record, each.name) for each in dataclasses.fields(record)}


def ask(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None,
    *,
    text: bool,
    sample: Sample = LIKELY,
) -> Asked:
    """Read, price and decide a question, and say how sure that is; arguments as for `decided`."""
    return decided(request, knowledge, today, text=text, sample=sample).asked()


def decided(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None,
    *,
    text: bool,
    sample: Sample = LIKELY,
) -> Decided:
    """Read, price and decide a question.

    Args:
        request, knowledge, today, text: as for `evaluate`.
        sample: `NAMED` traces the amounts of the bills to their numbers; `LIKELY` is faster.
    """
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
    return Decided(
        read.scenario, problems, found, decision, read.weights, read.measured,
        knowledge, book, money,
    )  # fmt: skip


def _stake(found: Costs, recommended: str) -> Stake:
    """What building the recommended approach takes, which is lost if it was the wrong one."""
    usd = likely(found.bills[recommended].once())
    days = likely(build_days(case_of(found.question, LIKELY), recommended))
    return Stake(usd, days / WORKING_DAYS_PER_WEEK)
