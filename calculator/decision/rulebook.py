"""The rules of a day, ready to be applied many times: thresholds resolved, conditions numbered.

Each distinct condition is one bit. What an answer makes true or false is a mask that is worked out
once, so that a scenario is a few ORs, and a rule one comparison.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from calculator.conditions import Answers, passes
from calculator.estimate import Estimate
from calculator.knowledge import Answer, Condition, Input, Knowledge, OpenShares, Rule, Value

type Overrides = Mapping[str, Estimate]

KNOWN_STEPS = 9  # steps of odds against what is known to fall short
_MOST_ODDS = 1e100
_BUT_FOR_A_SLIP = 0.99  # chance of what was tested and sufficed

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
        self._by_value: dict[int, Mapping[Value, float]] = {}  # by the record, which is kept above
        self._bits: dict[Condition, int] = {}
        self._wanted = [self._mask(rule) for rule in self.verdicts]
        self._moves = [_moves(rule, self.names) for rule in self.verdicts]
        self._by_input: dict[str, list[tuple[Condition, int]]] = {}
        for condition, bit in self._bits.items():
            self._by_input.setdefault(condition.input, []).append((condition, bit))
        self._seen: dict[tuple[str, Answer], tuple[int, int]] = {}

    def number(self, assumption_id: str) -> float:
        """The likely value of an assumption on the day, or what the reader set."""
        kept = self._overrides.get(assumption_id)
        return (kept or self.knowledge.assumptions[assumption_id].at(self._today).estimate).value

    def shares_by_value(self, definition: Input, shares: OpenShares) -> Mapping[Value, float]:
        """Shares of an open answer by the value that each text means."""
        found = self._by_value.get(id(shares))
        if found is None:
            found = {_value(definition, text): share for text, share in shares.of.items()}
            self._by_value[id(shares)] = found
        return found

    @cached_property
    def asked(self) -> frozenset[str]:
        """Inputs that some rule about approaches asks."""
        return frozenset(condition.input for condition in self._bits)

    @cached_property
    def _powers(self) -> dict[int, float]:
        odds = self.number("odds-per-step")
        return {steps: _power(odds, steps) for steps in range(-99, 100)}

    @cached_property
    def _nothing(self) -> float:
        return _power(self.number("odds-per-step"), self.number("steps-of-nothing"))

    def firing(self, values: Answers) -> list[Rule]:
        """The rules about approaches whose conditions all hold."""
        held = self._held(values)[0]
        return [self.verdicts[i] for i, mask in enumerate(self._wanted) if mask & held == mask]

    def waiting(self, values: Answers) -> list[Rule]:
        """The rules about approaches that an unknown answer leaves open."""
        held, failed = self._held(values)
        return [
            self.verdicts[i]
            for i, mask in enumerate(self._wanted)
            if not mask & failed and mask & held != mask
        ]

    def closed(self, values: Answers) -> frozenset[str]:
        """Approaches that a limit rules out or that are known to fall short."""
        rules = self.firing(values)
        return frozenset(name for rule in rules for name in (*rule.rules_out, *rule.insufficient))

    def chances(self, values: Answers, over_budget: frozenset[str] = frozenset()) -> list[float]:
        """That each approach suffices once all simpler ones have failed; simplest first."""
        held = self._held(values)[0]
        steps = [0] * len(self.names)
        short = [name in over_budget for name in self.names]
        proven = [False] * len(self.names)
        out = [False] * len(self.names)
        for mask, (moved, closed, shown, barred) in zip(self._wanted, self._moves, strict=True):
            if mask & held == mask:
                for place, by in moved:
                    steps[place] += by
                for place in closed:
                    short[place] = True
                for place in shown:
                    proven[place] = True
                for place in barred:
                    out[place] = True
        weights = [
            0.0 if out[i] else self._powers[min(by, 0) - KNOWN_STEPS if short[i] else by]
            for i, by in enumerate(steps)
        ]
        return _hazards(
            weights, [p and not s for p, s in zip(proven, short, strict=True)], self._nothing
        )

    def _held(self, values: Answers) -> tuple[int, int]:
        held = failed = 0
        seen = self._seen
        for input_id in self._by_input:
            answer = input_id, values[input_id]
            found = seen.get(answer)
            if found is None:
                found = seen[answer] = self._judged(*answer)
            held |= found[0]
            failed |= found[1]
        return held, failed

    def _judged(self, input_id: str, value: Answer) -> tuple[int, int]:
        true = false = 0
        for condition, bit in self._by_input[input_id]:
            if condition.unknown is not None:
                holds: bool | None = (value is None) == condition.unknown
            else:
                holds = None if value is None else passes(condition, value)
            true |= bit if holds else 0
            false |= bit if holds is False else 0
        return true, false

    def _mask(self, rule: Rule) -> int:
        mask = 0
        for condition in rule.when:
            mask |= self._bits.setdefault(condition, 1 << len(self._bits))
        return mask

    def _resolved[R: (Rule, OpenShares)](self, record: R) -> R:
        if not any(isinstance(b, str) for c in record.when for b in (c.below, c.at_least)):
            return record
        when = tuple(
            dataclasses.replace(c, below=self._bound(c.below), at_least=self._bound(c.at_least))
            for c in record.when
        )
        return dataclasses.replace(record, when=when)

    def _bound(self, bound: float | str | None) -> float | None:
        return self.number(bound) if isinstance(bound, str) else bound


def _power(odds: float, steps: float) -> float:
    """Odds of some steps; those that a reader has set to an extreme stay numbers."""
    try:
        return float(min(odds**steps, _MOST_ODDS))
    except (OverflowError, ZeroDivisionError):
        return _MOST_ODDS


def _value(definition: Input, text: str) -> Value:
    if definition.kind == "boolean":
        return text == "true"
    return text if definition.kind == "choice" else float(text)


def is_verdict(rule: Rule) -> bool:
    """Whether a rule speaks about approaches; the others advise once one is chosen."""
    return bool(rule.rules_out or rule.insufficient or rule.proves or rule.supports or rule.doubts)


def _hazards(weights: list[float], proven: list[bool], nothing: float) -> list[float]:
    """Each weight over those that are left; what is known to suffice does, but for a slip."""
    left = sum(weights) + nothing
    found = []
    for weight, known in zip(weights, proven, strict=True):
        share = weight / left if left > 0 else 1.0  # odds set to an extreme leave nothing over
        found.append(_BUT_FOR_A_SLIP if known and weight else min(share, 1.0))
        left -= weight
    return found


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
