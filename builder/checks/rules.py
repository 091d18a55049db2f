"""Checks on the rules as a whole; each yields (id of a rule or `kind:id`, what is wrong)."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from builder.checks.rule_reach import Reach, reach_of
from calculator.decision.choice import Choice, choose
from calculator.decision.explanation import distinct_values
from calculator.decision.rulebook import Rulebook, is_verdict
from calculator.decision.rules import fired_after, stand
from calculator.decision.worlds import SHAPING
from calculator.knowledge import Answer, Knowledge, Rule, Value
from calculator.suppositions import leans_on, weighing

SAMPLES = 3000  # random scenarios, the same in every build
SILENT = 3  # scenarios in which nothing qualifies: one mistake makes many of them

_ROUNDING = 1e-6

type Finding = tuple[str, str]


def check_rules(knowledge: Knowledge) -> Iterator[Finding]:
    """Everything that is wrong with the rules taken together; what rests on a fault is left out."""
    single = [*check_effects(knowledge), *check_suppositions(knowledge)]
    yield from single
    if any("unknown" in message for _, message in single):
        return
    book = Rulebook(knowledge)
    reachable = [*check_shares(book), *check_reach(book)]
    yield from reachable
    if not single and not reachable:
        yield from check_contradictions(book)
        yield from check_later_rules(book)
        yield from check_outcomes(book)


def check_effects(knowledge: Knowledge) -> Iterator[Finding]:
    """A rule does something, names known ids, and judges by answers rather than by their lack."""
    for rule in knowledge.rules.values():
        later = rule.warns or rule.measures or rule.start_with or rule.climb_to or rule.way
        if not is_verdict(rule) and not later:
            yield rule.id, "has no effect"
        if is_verdict(rule) and (later or rule.recommended):
            yield rule.id, "must either judge approaches or advise on the chosen one, not both"
        if (rule.rules_out or rule.insufficient) and any(c.unknown for c in rule.when):
            yield rule.id, "closes an approach because of an answer that nobody gave"
        yield from _torn(rule)
        for approach in sorted(_named(rule) - set(knowledge.approaches)):
            yield rule.id, f"unknown approach '{approach}'"
        for condition in rule.when:
            if condition.input not in knowledge.inputs:
                yield rule.id, f"unknown input '{condition.input}'"
            for bound in (condition.below, condition.at_least):
                if isinstance(bound, str) and bound not in knowledge.assumptions:
                    yield rule.id, f"unknown assumption '{bound}'"


def _torn(rule: Rule) -> Iterator[Finding]:
    against = {*rule.rules_out, *rule.insufficient, *rule.doubts}
    for approach in sorted(against & {*rule.proves, *rule.supports}):
        yield rule.id, f"speaks for '{approach}' and against it"


def _named(rule: Rule) -> set[str]:
    listed = (*rule.rules_out, *rule.insufficient, *rule.proves, *rule.recommended)
    return {
        *listed,
        *rule.supports,
        *rule.doubts,
        *(a for a in (rule.start_with, rule.climb_to) if a is not None),
    }


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
        for needed in leans_on(supposition):
            if needed not in seen:
                seen.add(needed)
                _leans_on(needed, knowledge, seen)
    return seen


def check_shares(book: Rulebook) -> Iterator[Finding]:
    """Every input that a rule asks about says how often each answer is meant, left unsaid."""
    for input_id in sorted(book.asked):
        options = book.open_shares.get(input_id, ())
        if not options or options[-1].when:
            yield f"input:{input_id}", "open_shares needs a last entry without conditions (`when`)"
        for option in options:
            if abs(sum(option.of.values()) - 1) > _ROUNDING:
                yield f"input:{input_id}", "open_shares must add up to 1"
    yield from _backwards(book)


def _backwards(book: Rulebook) -> Iterator[Finding]:
    """Shares of what shapes the rest ask nothing that is inferred from it."""
    for place, input_id in enumerate(SHAPING):
        later = {*SHAPING[place:]}
        for other in sorted(book.leans_on.get(input_id, ())):
            if other in later or later & {*book.leans_on.get(other, ())}:
                message = f"open_shares can't ask '{other}', whose own shares are read backwards"
                yield f"input:{input_id}", message


def check_reach(book: Rulebook) -> Iterator[Finding]:
    """Some answers make every condition of a rule hold, and every value it names exists."""
    for rule in book.rules:
        reach = reach_of(rule, book.knowledge)
        for input_id, allowed in reach.items():
            asks_nothing = all(c.unknown for c in rule.when if c.input == input_id)
            if allowed.empty and not asks_nothing:
                yield rule.id, f"can never fire: no value of '{input_id}' passes its conditions"
            for value in sorted(map(str, allowed.strangers)):
                yield rule.id, f"unknown value '{value}' of '{input_id}'"


def check_contradictions(book: Rulebook) -> Iterator[Finding]:
    """No rule speaks strongly for an approach that another one always turns down beside it."""
    reaches = {rule.id: reach_of(rule, book.knowledge) for rule in book.rules}
    speaking = [rule for rule in book.rules if max(rule.supports.values(), default=0) > 1]
    for rule in speaking:
        for other in book.rules:
            against = {*other.rules_out, *other.insufficient}
            clash = sorted(
                a for a, strength in rule.supports.items() if strength > 1 and a in against
            )
            if clash and _implies(reaches[rule.id], reaches[other.id]):
                yield rule.id, f"supports '{clash[0]}', which rule '{other.id}' then turns down"


def _implies(narrow: Mapping[str, Reach], wide: Mapping[str, Reach]) -> bool:
    """Whether the second fires wherever the first does."""
    return all(key in narrow and narrow[key].within(reach) for key, reach in wide.items())


def check_later_rules(book: Rulebook) -> Iterator[Finding]:
    """Every warning and every step of a plan shows up in some scenario."""
    waiting = {rule.id for rule in book.rules if not is_verdict(rule)}
    for values, choice in _tried(book):
        if not waiting:
            return
        filled = weighing(values, book.guessed).values
        waiting -= {rule.id for rule in fired_after(filled, choice.approach, book.rules)}
    for rule_id in sorted(waiting):
        yield rule_id, f"showed up in none of {SAMPLES} scenarios"


def check_outcomes(book: Rulebook) -> Iterator[Finding]:
    """Each approach can be the answer; where nothing qualifies, something to relax is named."""
    reached: set[str] = set()
    silent: dict[tuple[str, str], str] = {}
    for values, choice in _tried(book):
        if choice.qualifies:
            reached.add(choice.approach)
            continue
        standings = stand(values, book).values()
        rules = [rule for each in standings for rule in (*each.rules_out, *each.insufficient)]
        if not any(rule.relax for rule in rules):
            ids = sorted({rule.id for rule in rules})
            silent.setdefault((ids[0] if ids else "", ", ".join(ids)), _said(values))
    for approach in sorted(set(book.names) - reached):
        yield f"approach:{approach}", "is recommended in no scenario that was tried"
    for (rule_id, blockers), scenario in sorted(silent.items())[:SILENT]:
        yield (
            rule_id,
            f"nothing qualifies and nothing to relax is named ({blockers}) for {scenario}",
        )


def _said(values: Mapping[str, Answer]) -> str:
    return ", ".join(f"{key}={value}" for key, value in values.items() if value is not None)


def _tried(book: Rulebook) -> Sequence[tuple[dict[str, Answer], Choice]]:
    """Scenarios with what is recommended in each; several checks look at the same ones."""
    return book.once(
        ("tried",), lambda: [(values, choose(values, book, None)) for values in _scenarios(book)]
    )


def _scenarios(book: Rulebook) -> Iterator[dict[str, Answer]]:
    """The worked examples, every pair of answers alone, then random ones from a fixed seed."""
    knowledge, thresholds = book.knowledge, book.thresholds
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
    yield from _random_scenarios(nothing, answers)


def _random_scenarios(
    nothing: Mapping[str, Answer], answers: Mapping[str, Iterable[Value]]
) -> Iterator[dict[str, Answer]]:
    dice = random.Random(0)
    for _ in range(SAMPLES):
        yield {
            **nothing,
            **{key: dice.choice([None, *values]) for key, values in answers.items()},
        }
