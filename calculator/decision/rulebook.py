"""The rules of a day, ready to be applied many times: thresholds resolved, rules numbered."""

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, cast

from calculator.conditions import Answers, all_hold
from calculator.decision.bits import Bits, places
from calculator.decision.moves import Moves
from calculator.decision.odds import hazards, power
from calculator.estimate import Estimate
from calculator.knowledge import Input, Knowledge, OpenShares, Rule, Value
from calculator.needs.need import Assumed

_ODDS = Assumed("odds-per-step", "ratio")
_NOTHING = Assumed("steps-of-nothing", "ratio")
_KNOWN_SHORT = Assumed("steps-of-a-known-shortfall", "ratio")
_TESTED = Assumed("chance-of-what-was-tested", "share")
_MOST_KEPT = 50_000  # findings of one book; then it begins anew

type Overrides = Mapping[str, Estimate]


class Rulebook:
    """The rules with the thresholds of a day, and what answers do to them."""

    def __init__(
        self, knowledge: Knowledge, today: date | None = None, overrides: Overrides | None = None
    ) -> None:
        self.knowledge = knowledge
        self.day, self._overrides = today or knowledge.as_of, overrides or {}
        self._numbers: dict[str, float] = {}
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
        self._moves = Moves(self.verdicts, self.names)
        self._bits = Bits(self.verdicts)
        self._closing = sum(
            1 << i for i, rule in enumerate(self.verdicts) if rule.rules_out or rule.insufficient
        )

    def number(self, need: Assumed) -> float:
        """The likely value of an assumption on the day, or what the reader set."""
        return self._value_of(need.id)

    def _value_of(self, assumption_id: str) -> float:
        if assumption_id not in self._numbers:
            kept = self._overrides.get(assumption_id)
            found = kept or self.knowledge.assumptions[assumption_id].at(self.day).estimate
            self._numbers[assumption_id] = found.value
        return self._numbers[assumption_id]

    def once[T](self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from the rules and some answers, made for the first who asks for it."""
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MOST_KEPT:
                self._memo.clear()
            found = self._memo[key] = make()
        return cast(T, found)

    def forget(self) -> None:
        """Drop what followed from answers; whoever asks again has it worked out again."""
        self._memo.clear()

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
        return self._bits.asked

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
    def _odds(self) -> tuple[float, float, float, float]:
        """The odds of a step, of nothing and of what is known to fall short; of what was tested."""
        step = self.number(_ODDS)
        nothing = power(step, self.number(_NOTHING))
        return step, nothing, self.number(_KNOWN_SHORT), self.number(_TESTED)

    def firing(self, values: Answers) -> list[Rule]:
        """The rules about approaches whose conditions all hold."""
        return self._of(self._bits.everything & ~self._bits.unmet(values))

    def waiting(self, values: Answers) -> list[Rule]:
        """The rules about approaches that an unknown answer leaves open."""
        return self._of(self._bits.waiting(values))

    def _of(self, mask: int) -> list[Rule]:
        return [self.verdicts[i] for i in places(mask)]

    def closed(self, unmet: int) -> frozenset[str]:
        """Approaches that a limit rules out or that are known to fall short."""
        return self.once(("closed", self._closing & ~unmet), lambda: self._closed(unmet))

    def _closed(self, unmet: int) -> frozenset[str]:
        rules = self._of(self._closing & ~unmet)
        return frozenset(name for rule in rules for name in (*rule.rules_out, *rule.insufficient))

    def unmet(self, values: Answers, names: Iterable[str] | None = None) -> int:
        """A bit for each rule that these answers do not meet; `names` are the inputs looked at."""
        return self._bits.unmet(values, names)

    def chances(self, unmet: int, over_budget: frozenset[str] = frozenset()) -> Sequence[float]:
        """That each approach suffices once all simpler ones have failed; simplest first.

        Args:
            unmet: the rules that do not fire, as `unmet` gives them.
            over_budget: approaches that cost more to build than there is.
        """
        key = "chances", unmet, over_budget
        return self.once(key, lambda: self._chances(unmet, over_budget))

    def _chances(self, unmet: int, over_budget: frozenset[str]) -> list[float]:
        step, nothing, shortfall, tested = self._odds
        weights, known, denied = [], [], 0.0
        for name, (by, short, proven, out) in zip(
            self.names, self._moves.of(self._bits.everything & ~unmet), strict=True
        ):
            falls_short = short or name in over_budget
            known.append(proven and not falls_short)
            odds = min(by, 0) - shortfall if falls_short else by
            weights.append(0.0 if out else power(step, odds))
            if name in over_budget and not (short or out):  # it would have done; that helps nobody
                denied += power(step, by) - weights[-1]
        return hazards(weights, known, nothing + denied, tested)

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


_kept: deque[Rulebook] = deque(maxlen=4)


def rulebook(
    knowledge: Knowledge, today: date | None = None, overrides: Overrides | None = None
) -> Rulebook:
    """The rules of a day. As they are published, they are made ready once for all who ask."""
    if overrides:
        return Rulebook(knowledge, today, overrides)
    day = today or knowledge.as_of
    for book in _kept:
        if book.knowledge is knowledge and book.day == day:
            return book
    _kept.append(Rulebook(knowledge, day))
    return _kept[-1]


def forget() -> None:
    """Keep the rules and drop what followed from answers, as for a memory snapshot."""
    for book in _kept:
        book.forget()


def let_go() -> None:
    """Drop the rules as well, and so the knowledge that they are of."""
    _kept.clear()


def _value(definition: Input, text: str) -> Value:
    if definition.kind == "boolean":
        return text == "true"
    return text if definition.kind == "choice" else float(text)


def is_verdict(rule: Rule) -> bool:
    """Whether a rule speaks about approaches; the others advise once one is chosen."""
    return bool(rule.rules_out or rule.insufficient or rule.proves or rule.supports or rule.doubts)
