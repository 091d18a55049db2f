"""Checks on the rules as a whole; each yields (id of a rule or `kind:id`, what is wrong)."""

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from builder.checks.rule_reach import Reach, reach_of
from calculator.decision.explanation import distinct_values, thresholds_by_input
from calculator.decision.ladder import chosen_rung
from calculator.decision.rules import Standing, fired_after, is_verdict, recommended, stand
from calculator.knowledge import Answer, Knowledge, Rule, Value
from calculator.scenario import Scenario
from calculator.suppositions import suppose

SAMPLES = 3000  # random scenarios, the same in every build
SILENT = 3  # scenarios in which nothing qualifies: one mistake makes many of them
TRIES = 300  # scenarios in which a warning or a step of a plan may show up

type Finding = tuple[str, str]


def check_rules(knowledge: Knowledge) -> Iterator[Finding]:
    """Everything that is wrong with the rules taken together."""
    yield from check_effects(knowledge)
    yield from check_suppositions(knowledge)
    never = list(check_reach(knowledge))
    yield from never
    if not never:
        yield from check_contradictions(knowledge)
        yield from check_later_rules(knowledge)
        yield from check_outcomes(knowledge)


def check_effects(knowledge: Knowledge) -> Iterator[Finding]:
    """A rule does something, names known ids, and judges by answers rather than by their lack."""
    for rule in knowledge.rules.values():
        later = rule.warns or rule.measures or rule.start_with or rule.climb_to
        if not is_verdict(rule) and not later:
            yield rule.id, "has no effect"
        if is_verdict(rule) and (later or rule.recommended):
            yield rule.id, "must either judge approaches or advise on the chosen one, not both"
        if is_verdict(rule) and any(condition.unknown is not None for condition in rule.when):
            yield rule.id, "judges by an unknown answer; use a supposition of the input instead"
        for approach in sorted(_named(rule) - set(knowledge.approaches)):
            yield rule.id, f"unknown approach '{approach}'"
        for condition in rule.when:
            if condition.input not in knowledge.inputs:
                yield rule.id, f"unknown input '{condition.input}'"


def _named(rule: Rule) -> set[str]:
    listed = (*rule.rules_out, *rule.insufficient, *rule.defers, *rule.recommended, *rule.supports)
    return {*listed, *(a for a in (rule.start_with, rule.climb_to) if a is not None)}


def check_suppositions(knowledge: Knowledge) -> Iterator[Finding]:
    """Every input that a rule asks about has a supposition that always holds; none in a circle."""
    asked = {c.input for rule in knowledge.rules.values() for c in rule.when}
    for input_id in sorted(asked & set(knowledge.inputs)):
        options = knowledge.inputs[input_id].if_unknown
        if not options or options[-1].when:
            yield f"input:{input_id}", "if_unknown needs a last entry without conditions (`when`)"
        if input_id in _leans_on(input_id, knowledge, set()):
            yield f"input:{input_id}", "if_unknown leads back to this input itself"


def _leans_on(input_id: str, knowledge: Knowledge, seen: set[str]) -> set[str]:
    for supposition in knowledge.inputs[input_id].if_unknown:
        for condition in supposition.when:
            if condition.input not in seen:
                seen.add(condition.input)
                _leans_on(condition.input, knowledge, seen)
    return seen


def check_reach(knowledge: Knowledge) -> Iterator[Finding]:
    """Some answers make every condition of a rule hold, and every value it names exists."""
    for rule in knowledge.rules.values():
        reach = reach_of(rule, knowledge)
        for input_id, allowed in reach.items():
            if allowed.empty:
                yield rule.id, f"can never fire: no value of '{input_id}' passes its conditions"
            for value in sorted(map(str, allowed.strangers)):
                yield rule.id, f"unknown value '{value}' of '{input_id}'"


def check_contradictions(knowledge: Knowledge) -> Iterator[Finding]:
    """No rule speaks strongly for an approach that another one always turns down beside it."""
    reaches = {rule.id: reach_of(rule, knowledge) for rule in knowledge.rules.values()}
    speaking = [
        rule for rule in knowledge.rules.values() if max(rule.supports.values(), default=0) > 1
    ]
    for rule in speaking:
        for other in (each for each in knowledge.rules.values() if not each.on_cost):
            against = {*other.rules_out, *other.insufficient}
            clash = sorted(
                a for a, strength in rule.supports.items() if strength > 1 and a in against
            )
            if clash and _implies(reaches[rule.id], reaches[other.id]):
                yield rule.id, f"supports '{clash[0]}', which rule '{other.id}' then turns down"


def _implies(narrow: Mapping[str, Reach], wide: Mapping[str, Reach]) -> bool:
    """Whether the second fires wherever the first does."""
    return all(key in narrow and narrow[key].within(reach) for key, reach in wide.items())


def check_later_rules(knowledge: Knowledge) -> Iterator[Finding]:
    """Every warning and every step of a plan shows up in some scenario."""
    waiting = {rule.id for rule in knowledge.rules.values() if not is_verdict(rule)}
    for values in _scenarios(knowledge, TRIES * 10):
        if not waiting:
            return
        chosen = chosen_rung(Scenario(values), knowledge).approach
        supposed = suppose(Scenario(values), knowledge).values
        waiting -= {rule.id for rule in fired_after(supposed, chosen, knowledge)}
    for rule_id in sorted(waiting):
        yield rule_id, f"showed up in none of {TRIES * 10} scenarios"


def check_outcomes(knowledge: Knowledge) -> Iterator[Finding]:
    """Each approach can be the answer; where nothing qualifies, something to relax is named."""
    reached: set[str] = set()
    silent: dict[tuple[str, str], str] = {}
    for values in _scenarios(knowledge, SAMPLES):
        standings = stand(suppose(Scenario(values), knowledge).values, knowledge)
        chosen = recommended(standings)
        if chosen.qualifies:
            reached.add(chosen.approach)
        elif not any(_relaxable(standing) for standing in standings.values()):
            first = min(rule.id for rule in _against(chosen) if not rule.relax)
            silent.setdefault((first, _blockers(chosen)), _said(values))
    for approach in sorted(set(knowledge.approaches) - reached):
        yield f"approach:{approach}", "is recommended in no scenario that was tried"
    for (rule_id, blockers), scenario in sorted(silent.items())[:SILENT]:
        yield (
            rule_id,
            f"nothing qualifies and nothing to relax is named ({blockers}) for {scenario}",
        )


def _relaxable(standing: Standing) -> bool:
    return all(rule.relax for rule in _against(standing))


def _against(standing: Standing) -> tuple[Rule, ...]:
    return (*standing.rules_out, *standing.insufficient)


def _blockers(standing: Standing) -> str:
    rules = sorted(rule.id for rule in _against(standing))
    return f"{standing.approach} held back by {', '.join(rules)}"


def _said(values: Mapping[str, Answer]) -> str:
    return ", ".join(f"{key}={value}" for key, value in values.items() if value is not None)


def _scenarios(knowledge: Knowledge, samples: int) -> Iterator[dict[str, Answer]]:
    """The worked examples, every pair of answers alone, then random ones from a fixed seed."""
    thresholds = thresholds_by_input(knowledge)
    answers = {
        key: distinct_values(knowledge.inputs[key], bounds) for key, bounds in thresholds.items()
    }
    nothing: dict[str, Answer] = dict.fromkeys(knowledge.inputs)
    for example in knowledge.examples.values():
        yield nothing | dict(example.inputs)
    for first, second in combinations(answers, 2):
        for one in answers[first]:
            for two in answers[second]:
                yield nothing | {first: one, second: two}
    yield from _random_scenarios(nothing, answers, samples)


def _random_scenarios(
    nothing: Mapping[str, Answer], answers: Mapping[str, Iterable[Value]], samples: int
) -> Iterator[dict[str, Answer]]:
    dice = random.Random(0)
    for _ in range(samples):
        yield {
            **nothing,
            **{key: dice.choice([None, *values]) for key, values in answers.items()},
        }
