"""The decision: which approach, how sure, why none of the others, and how to begin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from calculator.conditions import Answers
from calculator.costs.deadline import DEADLINE
from calculator.costs.physical_limits import Shortfall
from calculator.decision.choice import Choice, choose
from calculator.decision.money import BUDGET, Cheaper, Money
from calculator.decision.plan import Plan, Remark, Teller, make_plan
from calculator.decision.records import Assumed, Ranked, Reason, Relaxation
from calculator.decision.relaxing import relaxations, rounded
from calculator.decision.rulebook import Rulebook, rulebook
from calculator.decision.rules import (
    OPEN,
    RECOMMENDED,
    SUITABLE,
    TEST_FIRST,
    Standing,
    fired_after,
    in_order,
    stand,
)
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario
from calculator.suppositions import Supposed, weighing

_AGAINST = ("rules_out", "insufficient", "doubts")
_FOR = ("proves", "supports")
_TELLING = {  # the effects that explain each verdict, the weightiest first
    "recommended": (*_FOR, "doubts"),
    "suitable": (*_FOR, *_AGAINST),
    "test_first": (*_FOR, *_AGAINST),
    "insufficient": _AGAINST,
    "ruled_out": _AGAINST,
}


@dataclass(frozen=True)  # no slots: a result adds its fields to these
class Decision:
    """The whole verdict on one scenario.

    `qualifies` is False where every approach falls short: `recommended` is then the one with the
    least against it. `relax` names what stands in the way there, and where it hardly suffices.
    """

    recommended: str
    qualifies: bool
    start_with: str
    ranking: tuple[Ranked, ...]
    plan: Plan
    warnings: tuple[Remark, ...]
    ways: tuple[Remark, ...]  # ways inside the recommended approach that are worth taking
    relax: tuple[Relaxation, ...]
    assumed: tuple[Assumed, ...]
    test_first: tuple[str, ...]  # simpler approaches to be tested before the recommended one
    cheaper: Cheaper | None  # where money put it before another one that would do


def decide(
    scenario: Scenario,
    knowledge: Knowledge,
    today: date | None = None,
    *,
    book: Rulebook | None = None,
    money: Money | None = None,
) -> Decision:
    """Apply every rule to a scenario, and hold the bills against each other.

    Args:
        scenario: the answers.
        knowledge: what content brings.
        today: the day whose thresholds count.
        book: the rules of the day, where they are at hand.
        money: the bills; without them budget and cost decide nothing.
    """
    rules = book or rulebook(knowledge, today)
    supposed = weighing(scenario.values, rules.guessed)
    values = supposed.values
    choice = choose(scenario.values, rules, money)
    over = money.over_budget(choice.priced, rules) if money else frozenset()
    short = money.shortfalls(scenario.values, rules) if money else {}
    standings = stand(values, rules, over, short)
    chosen = standings[choice.approach]
    told_of = {*over, chosen.approach} if money and values[BUDGET] is not None else over
    outlays = {name: money.outlay_usd(choice.priced, name) for name in told_of} if money else {}
    later = in_order(fired_after(values, chosen.approach, rules.rules))
    simpler = [standings[name] for name in _to_test(choice, standings)]
    told = Teller(values, rules)
    may_pay = partial(money.may_pay, choice.priced, chosen.approach, rules) if money else None
    in_the_way = not (choice.qualifies and chosen.is_open)
    plan = make_plan(chosen, standings, simpler, later, told, may_pay)
    return Decision(
        recommended=chosen.approach,
        qualifies=choice.qualifies,
        start_with=plan.start_with,
        ranking=tuple(_ranking(chosen, standings, outlays, told)),
        plan=plan,
        warnings=(
            *_late(scenario.values, choice, money, knowledge),
            *(told.remark(rule) for rule in later if rule.warns),
        ),
        ways=tuple(told.remark(rule) for rule in later if rule.way),
        relax=tuple(relaxations(standings, outlays, told)) if in_the_way else (),
        assumed=tuple(_assumed(scenario.values, supposed, rules)),
        test_first=tuple(each.approach for each in simpler),
        cheaper=choice.cheaper,
    )


def _late(
    values: Answers, choice: Choice, money: Money | None, knowledge: Knowledge
) -> Iterator[Remark]:
    """What is said where the recommended approach can make the date and probably does not."""
    if money and choice.qualifies and money.comes_late(values, choice.approach):
        words = knowledge.notices["date-in-doubt"]
        text = words.says.format(limit=rounded(float(values[DEADLINE] or 0)))
        yield Remark("notice-date-in-doubt", text, words.sources)


def _to_test(choice: Choice, standings: Mapping[str, Standing]) -> Iterator[str]:
    """What is simpler than the recommended approach and still open; not what is only dearer."""
    chosen = standings[choice.approach]
    passed = choice.cheaper.approach if choice.cheaper else None
    for standing in standings.values():
        if standing.order < chosen.order and standing.is_open and standing.approach != passed:
            yield standing.approach


def _ranking(
    chosen: Standing,
    standings: Mapping[str, Standing],
    outlays: Mapping[str, float],
    told: Teller,
) -> list[Ranked]:
    """The recommended one, then the others by how likely the plan ends there."""
    best_first = sorted(
        standings.values(),
        key=lambda s: (s is not chosen, not s.is_open, -round(s.ends, 9), s.order),
    )
    return [_ranked(each, chosen, outlays.get(each.approach), told) for each in best_first]


def _ranked(standing: Standing, chosen: Standing, outlay_usd: float | None, told: Teller) -> Ranked:
    verdict = RECOMMENDED if standing is chosen else standing.state
    return Ranked(
        standing.approach,
        verdict,
        tuple(_reasons(standing, verdict, told)),
        standing.chance,
        standing.ends,
        standing.over_budget,
        outlay_usd,
        standing.state == SUITABLE,
    )


def _reasons(standing: Standing, verdict: str, told: Teller) -> Iterator[Reason]:
    """What the rules say; a recommendation for which none speaks says so."""
    found = [*_told(standing, verdict, told)]
    if verdict == RECOMMENDED and not any(each.effect in _FOR for each in found):
        words = told.book.knowledge.notices["least-regretted"]
        yield Reason("least-regretted", "supports", words.says, words.sources)
    yield from found


def _told(standing: Standing, verdict: str, told: Teller) -> Iterator[Reason]:
    """What is known first, then the weightiest and most specific of what moves the chance."""
    telling = _TELLING[verdict]
    if verdict == RECOMMENDED and not standing.is_open:  # it has the least against it
        telling = (*_FOR, *_AGAINST)
    if standing.shortfall and "insufficient" in telling:
        yield _told_shortfall(standing.shortfall, told.book.knowledge)
    doubtful = verdict == TEST_FIRST and standing.chance < 1 / 2  # more likely it fails
    for effect in (*_AGAINST, *_FOR) if doubtful else telling:
        moves = getattr(standing, effect)
        steps = {
            rule.id: getattr(rule, effect)[standing.approach] if effect in _WEIGHED else 0
            for rule in moves
        }
        for rule in sorted(in_order(moves), key=lambda rule: -steps[rule.id] * len(rule.when)):
            yield Reason(
                rule.id, effect, rule.reason, rule.sources, steps[rule.id], told.conditions(rule)
            )


_WEIGHED = ("supports", "doubts")


def _told_shortfall(found: Shortfall, knowledge: Knowledge) -> Reason:
    """What was computed against the limit, in the words of the content."""
    words = knowledge.notices[f"no-machine-for-{found.kind}"]
    text = words.says.format(takes=rounded(found.takes), limit=rounded(found.limit))
    return Reason(f"computed-{found.kind}", "insufficient", text, words.sources)


def _assumed(answers: Answers, supposed: Supposed, book: Rulebook) -> Iterator[Assumed]:
    """The suppositions on which a rule rests that the known answers alone do not settle."""
    resting: dict[str, list[str]] = {}
    for rule in book.waiting(answers):
        for input_id in {condition.input for condition in rule.when}:
            resting.setdefault(input_id, []).append(rule.id)
    for input_id, supposition in supposed.suppositions.items():
        if input_id in resting:
            rules = tuple(sorted(resting[input_id]))
            yield Assumed(input_id, supposition.value, supposition.because, rules)


__all__ = ["OPEN", "SUITABLE", "Decision", "decide"]
