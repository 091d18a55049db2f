"""A plan instead of a verdict alone: what to begin with, what to measure, when to climb."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculator.decision.rules import Standing
from calculator.knowledge import Rule


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


def make_plan(chosen: Standing, standings: Mapping[str, Standing], later: Iterable[Rule]) -> Plan:
    """The plan that the rules give for the chosen approach.

    Args:
        chosen: the recommended approach.
        standings: how every approach stands; none that is ruled out is proposed.
        later: the rules that hold once it is chosen, the most telling first.
    """
    later = list(later)
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
        measure=tuple(remark(rule) for rule in later if rule.measures),
        climb=tuple(sorted(climbs, key=lambda climb: standings[climb.to].order)),
    )


def remark(rule: Rule) -> Remark:
    """A rule as something to say about the chosen way."""
    return Remark(rule.id, rule.reason, rule.sources, rule.mistake)
