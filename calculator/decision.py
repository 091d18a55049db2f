"""The ladder: which approach, why that rung, why none of the others, and how to begin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculator.knowledge import Knowledge, Rule, Value
from calculator.rules import Answers, Standing, fired_after, fires, recommended, stand
from calculator.scenario import Scenario
from calculator.suppositions import Supposed, suppose


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
class Remark:
    """What one rule says about the chosen way: a warning, or something to measure."""

    rule: str
    text: str
    sources: tuple[str, ...]
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Climb:
    """The trigger at which to move to another approach."""

    to: str
    rule: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to begin with, what to measure meanwhile, and when to climb."""

    start_with: str
    because: str
    measure: tuple[Remark, ...]
    climb: tuple[Climb, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint that stands in the way where no approach qualifies."""

    rule: str
    approach: str  # the approach that it holds back
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
    standings = stand(supposed.values, knowledge)
    chosen = recommended(standings)
    later = _in_order(fired_after(supposed.values, chosen.approach, knowledge))
    plan = _plan(chosen, standings, later)
    return Decision(
        recommended=chosen.approach,
        qualifies=chosen.qualifies,
        start_with=plan.start_with,
        ranking=tuple(_ranking(chosen, standings)),
        plan=plan,
        warnings=tuple(_remark(rule) for rule in later if rule.warns),
        relax=() if chosen.qualifies else tuple(_relaxations(standings)),
        assumed=tuple(_assumed(scenario.values, supposed, knowledge)),
    )


def recommendation(scenario: Scenario, knowledge: Knowledge) -> str:
    """The recommended approach alone, for searches over many scenarios."""
    return recommended(stand(suppose(scenario, knowledge).values, knowledge)).approach


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The most specific first, then by id, so that the order of the rules does not matter."""
    return sorted(rules, key=lambda rule: (-len(rule.when), rule.id))


def _ranking(chosen: Standing, standings: Mapping[str, Standing]) -> list[Ranked]:
    best_first = sorted(standings.values(), key=lambda s: (s is not chosen, s.hardship))
    return [_ranked(standing, chosen) for standing in best_first]


def _ranked(standing: Standing, chosen: Standing) -> Ranked:
    if standing is chosen:
        verdict, effects = "recommended", ("supports", "insufficient", "rules_out")
    elif standing.rules_out:
        verdict, effects = "ruled_out", ("rules_out", "insufficient")
    elif standing.insufficient:
        verdict, effects = "insufficient", ("insufficient",)
    else:
        verdict, effects = "suitable", ("defers", "supports")
    reasons = [
        Reason(rule.id, effect, rule.reason, rule.sources)
        for effect in effects
        for rule in _in_order(getattr(standing, effect))
    ]
    return Ranked(standing.approach, verdict, tuple(reasons))


def _plan(chosen: Standing, standings: Mapping[str, Standing], later: list[Rule]) -> Plan:
    starts = [
        rule
        for rule in later
        if rule.start_with is not None
        and not standings[rule.start_with].rules_out
        and standings[rule.start_with].order < chosen.order
    ]
    climbs = [
        Climb(rule.climb_to, rule.id, rule.reason, rule.sources)
        for rule in later
        if rule.climb_to is not None
        and rule.climb_to != chosen.approach
        and not standings[rule.climb_to].rules_out
    ]
    start_with = starts[0].start_with if starts else None
    return Plan(
        start_with=start_with or chosen.approach,
        because=starts[0].reason if starts else "",
        measure=tuple(_remark(rule) for rule in later if rule.measures),
        climb=tuple(sorted(climbs, key=lambda climb: standings[climb.to].order)),
    )


def _remark(rule: Rule) -> Remark:
    return Remark(rule.id, rule.reason, rule.sources, rule.mistake)


def _relaxations(standings: Mapping[str, Standing]) -> list[Relaxation]:
    """What would help each approach, best first, where one constraint alone holds it back."""
    found = []
    for standing in sorted(standings.values(), key=lambda standing: standing.hardship):
        blockers = standing.rules_out + standing.insufficient
        for rule in _in_order(blockers) if len(blockers) == 1 else ():
            if rule.relax:
                found.append(Relaxation(rule.id, standing.approach, rule.relax))
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
