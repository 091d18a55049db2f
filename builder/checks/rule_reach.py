"""Which values of each input a rule accepts, exactly."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.knowledge import Condition, Input, Knowledge, Rule, Value


@dataclass(frozen=True, slots=True)
class Reach:
    """The values of one input that pass all conditions of a rule on it."""

    values: frozenset[Value]  # of a choice or yes-no input
    start: float  # of a number: from here
    end: float  # up to, not including
    strangers: frozenset[Value]  # values that conditions name and the input does not have

    @property
    def empty(self) -> bool:
        """Whether nothing passes."""
        return not self.values and not self.start < self.end

    def within(self, other: "Reach") -> bool:
        """Whether all that passes here passes there."""
        if self.values or other.values:
            return self.values <= other.values
        return other.start <= self.start and self.end <= other.end


def reach_of(rule: Rule, knowledge: Knowledge) -> Mapping[str, Reach]:
    """The reach of a rule in every input that it asks about."""
    found: dict[str, Reach] = {}
    for condition in rule.when:
        definition = knowledge.inputs.get(condition.input)
        if definition is not None:
            before = found.get(condition.input, _all_of(definition))
            found[condition.input] = _narrowed(before, condition, definition)
    return found


def _all_of(definition: Input) -> Reach:
    if definition.kind in ("choice", "boolean"):
        return Reach(_choices(definition), 0, 0, frozenset())
    end = math.inf if definition.maximum is None else definition.maximum + 1
    start = -math.inf if definition.minimum is None else definition.minimum
    return Reach(frozenset(), start, end, frozenset())


def _choices(definition: Input) -> frozenset[Value]:
    if definition.kind == "boolean":
        return frozenset((True, False))
    return frozenset(choice.value for choice in definition.choices)


def _narrowed(before: Reach, condition: Condition, definition: Input) -> Reach:
    wanted = set(condition.any_of) | ({condition.equals} if condition.equals is not None else set())
    if definition.kind in ("choice", "boolean"):
        named = wanted | set(condition.none_of)
        values = before.values & wanted if wanted else before.values
        strangers = before.strangers | (named - _choices(definition))
        return Reach(frozenset(values - set(condition.none_of)), 0, 0, frozenset(strangers))
    exact = None if condition.equals is None else float(condition.equals)
    starts = [before.start, _number(condition.at_least), exact]
    ends = [before.end, _number(condition.below), None if exact is None else exact + 1]
    return Reach(
        frozenset(),
        max(start for start in starts if start is not None),
        min(end for end in ends if end is not None),
        before.strangers,
    )


def _number(bound: float | str | None) -> float | None:
    """A bound; thresholds that assumptions hold have been looked up by now."""
    return None if bound is None else float(bound)
