"""The ladder: which approach, why that rung, why none of the others, and how to begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.decision.plan import Plan, Remark, make_plan, remark
from calculator.decision.rules import (
    Answers,
    Standing,
    fired_after,
    fires,
    in_order,
    recommended,
    stand,
)
from calculator.knowledge import Knowledge, Value
from calculator.scenario import Scenario
from calculator.suppositions import Supposed, suppose

_TELLING = {  # the effects that explain each verdict
    "recommended": ("supports", "insufficient", "rules_out"),
    "suitable": ("defers", "supports"),
    "insufficient": ("insufficient",),
    "ruled_out": ("rules_out", "insufficient"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says about an approach, and what that does to it."""

    rule: str
    effect: str  # rules_out, insufficient, supports or defers
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One approach with its verdict: recommended, suitable, insufficient or ruled_out."""

    approach: str
    verdict: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint that stands in the way where no approach qualifies."""

    approach: str  # the approach that it holds back
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """An unknown answer that some rule needed, and what it was taken to be."""

    input: str
    value: Value
    because: str
    rules: tuple[str, ...]  # the rules that rest on it


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole verdict on one scenario.

    `qualifies` is False where every approach falls short: `recommended` is then the one with the
    least against it, and `relax` names what stands in the way.
    """

    recommended: str
    qualifies: bool
    start_with: str
    ranking: tuple[Ranked, ...]
    plan: Plan
    warnings: tuple[Remark, ...]
    relax: tuple[Relaxation, ...]
    assumed: tuple[Assumed, ...]


def decide(scenario: Scenario, knowledge: Knowledge) -> Decision:
    """Apply every rule to a scenario; unknown answers are taken as their suppositions say."""
    supposed = suppose(scenario, knowledge)
    standings = stand(supposed.values, knowledge, scenario.outgrown)
    chosen = recommended(standings)
    later = in_order(fired_after(supposed.values, chosen.approach, knowledge))
    plan = make_plan(chosen, standings, later)
    return Decision(
        recommended=chosen.approach,
        qualifies=chosen.qualifies,
        start_with=plan.start_with,
        ranking=tuple(_ranking(chosen, standings)),
        plan=plan,
        warnings=tuple(remark(rule) for rule in later if rule.warns),
        relax=() if chosen.qualifies else tuple(_relaxations(standings)),
        assumed=tuple(_assumed(scenario.values, supposed, knowledge)),
    )


def chosen_rung(scenario: Scenario, knowledge: Knowledge) -> Standing:
    """The recommended approach alone, for searches over many scenarios."""
    values = suppose(scenario, knowledge).values
    return recommended(stand(values, knowledge, scenario.outgrown))


def _ranking(chosen: Standing, standings: Mapping[str, Standing]) -> list[Ranked]:
    best_first = sorted(standings.values(), key=lambda s: (s is not chosen, s.hardship))
    return [_ranked(standing, chosen) for standing in best_first]


def _ranked(standing: Standing, chosen: Standing) -> Ranked:
    verdict = "recommended" if standing is chosen else standing.verdict
    reasons = [
        Reason(rule.id, effect, rule.reason, rule.sources)
        for effect in _TELLING[verdict]
        for rule in in_order(getattr(standing, effect))
    ]
    return Ranked(standing.approach, verdict, tuple(reasons))


def _relaxations(standings: Mapping[str, Standing]) -> list[Relaxation]:
    """What would make approaches qualify, the one with least against it first.

    An approach is named only where every rule against it says what to relax.
    """
    found = []
    for standing in sorted(standings.values(), key=lambda standing: standing.hardship):
        blockers = in_order(standing.rules_out + standing.insufficient)
        if all(rule.relax for rule in blockers):
            found += [Relaxation(standing.approach, rule.id, rule.relax or "") for rule in blockers]
    return found


def _assumed(answers: Answers, supposed: Supposed, knowledge: Knowledge) -> list[Assumed]:
    """The suppositions on which a rule rests that the known answers alone do not settle."""
    resting: dict[str, list[str]] = {}
    for rule in knowledge.rules.values():
        if fires(rule, answers) is None:
            for input_id in {condition.input for condition in rule.when}:
                resting.setdefault(input_id, []).append(rule.id)
    return [
        Assumed(input_id, supposition.value, supposition.because, tuple(sorted(resting[input_id])))
        for input_id, supposition in sorted(
            supposed.suppositions.items(), key=lambda item: knowledge.inputs[item[0]].order
        )
        if input_id in resting
    ]
