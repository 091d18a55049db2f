"""Rules → how each approach stands: what rules it out, where it falls short, what speaks for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from calculator.knowledge import Answer, Knowledge, Rule
from calculator.suppositions import holds

type Answers = Mapping[str, Answer]


@dataclass(slots=True)
class Standing:
    """The fired rules that touch one approach, by effect."""

    approach: str
    order: int  # place on the ladder, 1 is the cheapest
    rules_out: list[Rule] = field(default_factory=list)
    insufficient: list[Rule] = field(default_factory=list)
    supports: list[Rule] = field(default_factory=list)
    defers: list[Rule] = field(default_factory=list)

    @property
    def qualifies(self) -> bool:
        """Whether nothing stands against it."""
        return not self.rules_out and not self.insufficient

    @property
    def verdict(self) -> str:
        """Its verdict where another approach is recommended."""
        if self.rules_out:
            return "ruled_out"
        return "insufficient" if self.insufficient else "suitable"

    @property
    def strength(self) -> int:
        """How much speaks for it: the sum of what its supporting rules give."""
        return sum(rule.supports[self.approach] for rule in self.supports)

    @property
    def hardship(self) -> tuple[bool, int, int, int]:
        """Least for the best of a bad lot: possible at all, then fewest gaps, then support."""
        return bool(self.rules_out), len(self.insufficient), -self.strength, self.order


def fires(rule: Rule, values: Answers) -> bool | None:
    """Whether all conditions hold: a failed one settles it; else an unknown one leaves it open."""
    is_open = False
    for condition in rule.when:
        result = holds(condition, values)
        if result is False:
            return False
        is_open = is_open or result is None
    return None if is_open else True


def stand(
    values: Answers, knowledge: Knowledge, outgrown: frozenset[str] = frozenset()
) -> dict[str, Standing]:
    """How every approach stands, cheapest first.

    Args:
        values: an answer to every input, gaps filled; see `suppositions.suppose`.
        knowledge: brings rules and approaches.
        outgrown: approaches that cost too much beside an alternative.
    """
    return stand_after(
        (r for r in verdict_rules(knowledge) if fires(r, values)), knowledge, outgrown
    )


def stand_after(
    fired: Iterable[Rule], knowledge: Knowledge, outgrown: frozenset[str] = frozenset()
) -> dict[str, Standing]:
    """The same where it is known which of the `verdict_rules` fire."""
    ladder = sorted(knowledge.approaches.values(), key=lambda approach: approach.order)
    standings = {a.id: Standing(a.id, a.order) for a in ladder}
    for rule in fired:
        _apply(rule, standings)
    for rule in knowledge.rules.values() if outgrown else ():
        if rule.on_cost:
            for approach in outgrown.intersection(rule.insufficient):
                standings[approach].insufficient.append(rule)
    return standings


def verdict_rules(knowledge: Knowledge) -> list[Rule]:
    """The rules that answers alone make speak about approaches."""
    return [rule for rule in knowledge.rules.values() if is_verdict(rule) and not rule.on_cost]


def recommended(standings: Mapping[str, Standing]) -> Standing:
    """The lowest rung that qualifies; where none does, the one with the least against it."""
    for standing in standings.values():
        if standing.qualifies:
            return standing
    return min(standings.values(), key=lambda standing: standing.hardship)


def is_verdict(rule: Rule) -> bool:
    """Whether a rule speaks about approaches; the others warn or plan once one is chosen."""
    return bool(rule.rules_out or rule.insufficient or rule.supports or rule.defers)


def fired_after(values: Answers, chosen: str, knowledge: Knowledge) -> Iterator[Rule]:
    """The rules that hold for a scenario in which this approach is recommended."""
    for rule in knowledge.rules.values():
        if (not rule.recommended or chosen in rule.recommended) and fires(rule, values):
            yield rule


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The most specific first, then by id, so that the order of the rules does not matter."""
    return sorted(rules, key=lambda rule: (-len(rule.when), rule.id))


def _apply(rule: Rule, standings: Mapping[str, Standing]) -> None:
    for approach in rule.rules_out:
        standings[approach].rules_out.append(rule)
    for approach in rule.insufficient:
        standings[approach].insufficient.append(rule)
    for approach in rule.supports:
        standings[approach].supports.append(rule)
    for approach in rule.defers:
        standings[approach].defers.append(rule)
