"""The rules of a day, ready to be applied many times: thresholds resolved, rules numbered.

Each rule is one bit. Which rules an answer leaves unmet, and which of them it fails, is a mask that
is worked out once, so that a scenario is a few ORs, and only rules that fire are looked at.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, cast

from calculator.conditions import Answers, all_hold, holds
from calculator.decision.odds import hazards, power
from calculator.estimate import Estimate
from calculator.knowledge import Answer, Condition, Input, Knowledge, OpenShares, Rule, Value
from calculator.needs.need import Assumed

KNOWN_STEPS = 9  # steps of odds against what is known to fall short
_ODDS = Assumed("odds-per-step", "ratio")
_NOTHING = Assumed("steps-of-nothing", "ratio")

type Overrides = Mapping[str, Estimate]
type _Places = tuple[int, ...]
type _Moves = tuple[tuple[tuple[int, int], ...], _Places, _Places, _Places]


class Rulebook:
    """The rules with the thresholds of a day, and what answers do to them."""

    def __init__(
        self, knowledge: Knowledge, today: date | None = None, overrides: Overrides | None = None
    ) -> None:
        self.knowledge = knowledge
        self._today, self._overrides = today or knowledge.as_of, overrides or {}
        self.rules = tuple(self._resolved(rule) for rule in knowledge.rules.values())
        self.verdicts = tuple(rule for rule in self.rules if is_verdict(rule))
        self.ladder = tuple(sorted(knowledge.approaches.values(), key=lambda each: each.order))
        self.names = tuple(each.id for each in self.ladder)
        self.open_shares = {
            each.id: tuple(self._resolved(shares) for shares in each.open_shares)
            for each in knowledge.inputs.values()
            if each.open_shares
        }
        self.guessed = tuple(
            each for each in knowledge.inputs.values() if any(s.weighs for s in each.if_unknown)
        )
        self._memo: dict[tuple[object, ...], Any] = {}
        self._moves = [_moves(rule, self.names) for rule in self.verdicts]
        self._everything = (1 << len(self.verdicts)) - 1
        self._by_input: dict[str, dict[Condition, int]] = {}
        for place, rule in enumerate(self.verdicts):
            for condition in rule.when:
                asking = self._by_input.setdefault(condition.input, {})
                asking[condition] = asking.get(condition, 0) | 1 << place
        self._seen: dict[tuple[str, Answer], tuple[int, int]] = {}

    def number(self, need: Assumed) -> float:
        """The likely value of an assumption on the day, or what the reader set."""
        return self._value_of(need.id)

    def _value_of(self, assumption_id: str) -> float:
        kept = self._overrides.get(assumption_id)
        return (kept or self.knowledge.assumptions[assumption_id].at(self._today).estimate).value

    def once[T](self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from the rules and some answers, made for the first who asks for it."""
        if key not in self._memo:
            self._memo[key] = make()
        return cast(T, self._memo[key])

    def shares(self, input_id: str, values: Answers) -> Mapping[Value, float]:
        """How often each value of an unknown input is meant beside these answers."""
        key = ("shares", input_id, *(values[other] for other in self.leans_on[input_id]))
        return self.once(key, lambda: self._found_shares(input_id, values))

    def _found_shares(self, input_id: str, values: Answers) -> Mapping[Value, float]:
        definition = self.knowledge.inputs[input_id]
        for each in self.open_shares.get(input_id, ()):
            if not each.when or all_hold(each.when, values):
                return {_value(definition, text): share for text, share in each.of.items()}
        return {}

    @cached_property
    def leans_on(self) -> Mapping[str, tuple[str, ...]]:
        """The inputs that the shares of each input ask about."""
        asked = {
            input_id: [c.input for each in self.open_shares.get(input_id, ()) for c in each.when]
            for input_id in self.knowledge.inputs
        }
        return {input_id: tuple(dict.fromkeys(others)) for input_id, others in asked.items()}

    @cached_property
    def asked(self) -> frozenset[str]:
        """Inputs that some rule about approaches asks."""
        return frozenset(self._by_input)

    @cached_property
    def thresholds(self) -> Mapping[str, list[float]]:
        """Where a number starts to be treated otherwise, ascending; none for a choice."""
        found: dict[str, set[float]] = {}
        for rule in self.verdicts:
            for condition in rule.when:
                bounds = (condition.below, condition.at_least)
                found.setdefault(condition.input, set()).update(
                    float(bound) for bound in bounds if bound is not None
                )
        return {input_id: sorted(bounds) for input_id, bounds in found.items()}

    @cached_property
    def _powers(self) -> dict[int, float]:
        odds = self.number(_ODDS)
        return {steps: power(odds, steps) for steps in range(-99, 100)}

    @cached_property
    def _nothing(self) -> float:
        return power(self.number(_ODDS), self.number(_NOTHING))

    def firing(self, values: Answers) -> list[Rule]:
        """The rules about approaches whose conditions all hold."""
        return [self.verdicts[i] for i in _places(self._everything & ~self.unmet(values))]

    def waiting(self, values: Answers) -> list[Rule]:
        """The rules about approaches that an unknown answer leaves open."""
        unmet = failed = 0
        for input_id in self._by_input:
            judged = self._judged(input_id, values[input_id])
            unmet |= judged[0]
            failed |= judged[1]
        return [self.verdicts[i] for i in _places(unmet & ~failed)]

    def closed(self, values: Answers) -> frozenset[str]:
        """Approaches that a limit rules out or that are known to fall short."""
        rules = self.firing(values)
        return frozenset(name for rule in rules for name in (*rule.rules_out, *rule.insufficient))

    def unmet(self, values: Answers, names: Iterable[str] | None = None) -> int:
        """A bit for each rule that these answers do not meet; `names` are the inputs looked at."""
        unmet = 0
        for input_id in self._by_input if names is None else names:
            unmet |= self._judged(input_id, values[input_id])[0]
        return unmet

    def chances(self, unmet: int, over_budget: frozenset[str] = frozenset()) -> Sequence[float]:
        """That each approach suffices once all simpler ones have failed; simplest first.

        Args:
            unmet: the rules that do not fire, as `unmet` gives them.
            over_budget: approaches that cost more to build than there is.
        """
        key = "chances", unmet, over_budget
        return self.once(key, lambda: self._chances(unmet, over_budget))

    def _chances(self, unmet: int, over_budget: frozenset[str]) -> list[float]:
        steps = [0] * len(self.names)
        short = [name in over_budget for name in self.names]
        proven = [False] * len(self.names)
        out = [False] * len(self.names)
        for rule in _places(self._everything & ~unmet):
            moved, closed, shown, barred = self._moves[rule]
            for place, by in moved:
                steps[place] += by
            for marks, places in ((short, closed), (proven, shown), (out, barred)):
                for place in places:
                    marks[place] = True
        weights = [
            0.0 if out[i] else self._powers[min(by, 0) - KNOWN_STEPS if short[i] else by]
            for i, by in enumerate(steps)
        ]
        return hazards(
            weights, [p and not s for p, s in zip(proven, short, strict=True)], self._nothing
        )

    def _judged(self, input_id: str, value: Answer) -> tuple[int, int]:
        """The rules that this answer leaves unmet, and those of them that it fails."""
        answer = input_id, value
        found = self._seen.get(answer)
        if found is None:
            unmet = failed = 0
            for condition, rules in self._by_input.get(input_id, {}).items():
                held = holds(condition, {input_id: value})
                unmet |= 0 if held else rules
                failed |= rules if held is False else 0
            found = self._seen[answer] = unmet, failed
        return found

    def _resolved[R: (Rule, OpenShares)](self, record: R) -> R:
        if not any(isinstance(b, str) for c in record.when for b in (c.below, c.at_least)):
            return record
        when = tuple(
            dataclasses.replace(c, below=self._bound(c.below), at_least=self._bound(c.at_least))
            for c in record.when
        )
        return dataclasses.replace(record, when=when)

    def _bound(self, bound: float | str | None) -> float | None:
        return self._value_of(bound) if isinstance(bound, str) else bound


def _value(definition: Input, text: str) -> Value:
    if definition.kind == "boolean":
        return text == "true"
    return text if definition.kind == "choice" else float(text)


def _places(mask: int) -> Iterator[int]:
    """Where the bits of a mask are set, from the first on."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def is_verdict(rule: Rule) -> bool:
    """Whether a rule speaks about approaches; the others advise once one is chosen."""
    return bool(rule.rules_out or rule.insufficient or rule.proves or rule.supports or rule.doubts)


def _moves(rule: Rule, names: tuple[str, ...]) -> _Moves:
    """What a rule does by the places of the approaches: steps; short, proven and ruled out."""
    return (
        tuple(
            (names.index(approach), sign * steps)
            for sign, effect in ((1, rule.supports), (-1, rule.doubts))
            for approach, steps in effect.items()
        ),
        tuple(names.index(approach) for approach in rule.insufficient),
        tuple(names.index(approach) for approach in rule.proves),
        tuple(names.index(approach) for approach in rule.rules_out),
    )
