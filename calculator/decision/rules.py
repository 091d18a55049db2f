"""How each approach stands: what rules it out, what is known, and its chance to suffice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from calculator.conditions import Answers, all_hold
from calculator.costs.physical_limits import Shortfall
from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Rule
from calculator.needs.need import Assumed

RECOMMENDED, SUITABLE, TEST_FIRST, INSUFFICIENT, RULED_OUT = (
    "recommended", "suitable", "test_first", "insufficient", "ruled_out",
)  # fmt: skip
OPEN = (RECOMMENDED, SUITABLE, TEST_FIRST)
_SHORT = Assumed("falls-short-below-chance", "share")
_WORKS = Assumed("works-from-chance", "share")


@dataclass(slots=True)
class Standing:
    """The fired rules that touch one approach, by effect, and what follows."""

    approach: str
    order: int  # place in the order of effort, 1 is the simplest
    rules_out: list[Rule] = field(default_factory=list)
    insufficient: list[Rule] = field(default_factory=list)
    proves: list[Rule] = field(default_factory=list)
    supports: list[Rule] = field(default_factory=list)
    doubts: list[Rule] = field(default_factory=list)
    over_budget: bool = False
    shortfall: Shortfall | None = None  # of time or memory, on every machine
    ends: float = 0.0  # how likely the plan ends here, 0–1
    chance: float = 0.0  # that it suffices once all simpler ones have failed, 0–1
    state: str = TEST_FIRST  # suitable, test_first, insufficient or ruled_out

    @property
    def is_open(self) -> bool:
        """Whether it can still be the answer."""
        return self.state in OPEN

    @property
    def strength(self) -> int:
        """Steps of odds for it, less those against it."""
        found = sum(rule.supports[self.approach] for rule in self.supports)
        return found - sum(rule.doubts[self.approach] for rule in self.doubts)


def stand(
    values: Answers,
    book: Rulebook,
    over_budget: frozenset[str] = frozenset(),
    shortfalls: Mapping[str, Shortfall] = MappingProxyType({}),
) -> dict[str, Standing]:
    """How every approach stands by the answers, simplest first.

    Args:
        values: answers, unknown ones None.
        book: the rules of the day.
        over_budget: approaches that cost more to build than there is.
        shortfalls: approaches that no machine or no device carries.
    """
    standings = {each.id: Standing(each.id, each.order) for each in book.ladder}
    for rule in book.firing(values):
        _apply(rule, standings)
    found = prospects(values, book, over_budget.union(shortfalls))
    for standing, chance, end in zip(standings.values(), found.chances, found.ends, strict=True):
        standing.over_budget = standing.approach in over_budget
        standing.shortfall = shortfalls.get(standing.approach)
        standing.chance, standing.ends = chance, end
        standing.state = _state(standing, book)
    return standings


def fired_after(values: Answers, chosen: str, rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that advise in a scenario in which this approach is recommended."""
    for rule in rules:
        if (not rule.recommended or chosen in rule.recommended) and all_hold(rule.when, values):
            yield rule


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The most specific first, then by id, so that the order of the rules does not matter."""
    return sorted(rules, key=lambda rule: (-len(rule.when), rule.id))


def _state(standing: Standing, book: Rulebook) -> str:
    if standing.rules_out:
        return RULED_OUT
    short = standing.chance < book.number(_SHORT)
    if (
        standing.insufficient
        or standing.over_budget
        or standing.shortfall
        or (short and not standing.proves)
    ):
        return INSUFFICIENT
    works = standing.chance >= book.number(_WORKS)  # what a test has shown has the chance of one
    return SUITABLE if works else TEST_FIRST


def _apply(rule: Rule, standings: Mapping[str, Standing]) -> None:
    for effect in ("rules_out", "insufficient", "proves", "supports", "doubts"):
        for approach in getattr(rule, effect):
            getattr(standings[approach], effect).append(rule)
