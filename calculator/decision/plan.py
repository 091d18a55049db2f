"""A plan that follows the ranking: what to begin with, what to measure, when to move on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.rulebook import Rulebook
from calculator.decision.rules import Standing, in_order
from calculator.decision.tested import Tested, tested
from calculator.knowledge import Rule
from calculator.needs.need import Assumed

_MOST_STEPS = 2
_START = Assumed("start-from-chance", "share")
_RARE = Assumed("climb-from-end", "share")


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule says about the chosen way: a warning, or something to measure."""

    rule: str
    text: str
    sources: tuple[str, ...]
    mistake: str | None = None
    conditions: tuple[Tested, ...] = ()  # of the rule, all of which hold


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands against an approach today, and what would lift it."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Climb:
    """The trigger at which to move to another approach, and what it removes."""

    to: str
    rule: str
    text: str
    sources: tuple[str, ...]
    removes: tuple[Blocker, ...] = ()
    chance: float = 0.0  # that it suffices then, as far as today's answers say


@dataclass(frozen=True, slots=True)
class Plan:
    """What to begin with, what to measure meanwhile, and when to move on."""

    start_with: str
    because: str
    measure: tuple[Remark, ...]
    climb: tuple[Climb, ...]


def make_plan(
    chosen: Standing,
    standings: Mapping[str, Standing],
    simpler: Sequence[Standing],
    later: Sequence[Rule],
    told: "Teller",
    may_pay: Callable[[str], bool] | None,
) -> Plan:
    """The plan for the chosen approach.

    Args:
        chosen: the recommended approach.
        standings: how every approach stands, simplest first.
        simpler: those that are simpler than the chosen one and open.
        later: the rules that advise once it is chosen, the most telling first.
        told: says what a rule found; knows the rules of the day.
        may_pay: whether another approach is ever cheaper than the chosen one; None: not known.
    """
    start = _start(chosen, simpler, told.book)
    because = _text_for(later, "start_with", start.approach) if start is not chosen else ""
    return Plan(
        start_with=start.approach,
        because=because,
        measure=tuple(told.remark(rule) for rule in later if rule.measures),
        climb=tuple(_climbs(chosen, standings, later, told.book, may_pay)),
    )


def _start(chosen: Standing, simpler: Sequence[Standing], book: Rulebook) -> Standing:
    """The simplest that is worth a test before the chosen one is built, else the chosen one."""
    least = book.number(_START)
    return next((each for each in simpler if each.chance >= least), chosen)


def _climbs(
    chosen: Standing,
    standings: Mapping[str, Standing],
    later: Sequence[Rule],
    book: Rulebook,
    may_pay: Callable[[str], bool] | None,
) -> Iterable[Climb]:
    """The next open approaches in order, as far as one of them is likely enough to be the end."""
    least, rare = book.number(_START), book.number(_RARE)
    after = [s for s in standings.values() if s.order > chosen.order and s.is_open]
    steps = 0
    for standing in after:
        rules = [rule for rule in later if rule.climb_to == standing.approach]
        if not rules or standing.chance < least or standing.ends < rare:
            continue
        rule = rules[0]
        if rule.for_money and may_pay and not may_pay(standing.approach):
            continue
        removes = tuple(
            Blocker(each.id, each.relax)
            for each in in_order(standing.doubts)
            if each.relax is not None
        )
        yield Climb(standing.approach, rule.id, rule.reason, rule.sources, removes, standing.chance)
        steps += 1
        if steps == _MOST_STEPS:
            return


class Teller:
    """Says what rules found in one scenario."""

    def __init__(self, values: Answers, book: Rulebook) -> None:
        self._values, self.book = values, book

    def conditions(self, rule: Rule) -> tuple[Tested, ...]:
        """Each condition of a rule with the answer beside it."""
        return tested(rule, self._values, self.book)

    def remark(self, rule: Rule) -> Remark:
        """A rule as something to say about the chosen way."""
        return Remark(rule.id, rule.reason, rule.sources, rule.mistake, self.conditions(rule))


def _text_for(later: Sequence[Rule], attribute: str, approach: str) -> str:
    return next((rule.reason for rule in later if getattr(rule, attribute) == approach), "")
