"""What an unsaid kind of data or of output may be: each possibility counts by its share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculator.conditions import Answers, all_hold
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Input, Value

_LEAST = 0.02  # rarer possibilities change nothing and cost time
SHAPING = ("modality", "output_kind")  # so much hangs on them that no single guess would do


def worlds(values: Answers, book: Rulebook) -> Iterator[tuple[float, Answers]]:
    """Every way in which these two may be meant, with its share; the shares add up to 1."""
    found = list(_filled(1.0, values, SHAPING, book))
    kept = [(share, world) for share, world in found if share >= _LEAST] or found
    total = sum(share for share, _ in kept)
    for share, world in kept:
        yield share / total, world


def shares(definition: Input, values: Answers, book: Rulebook) -> Mapping[Value, float]:
    """How often each value of an unknown input is meant beside these answers."""
    for each in book.open_shares.get(definition.id, ()):
        if not each.when or all_hold(each.when, values):
            return book.shares_by_value(definition, each)
    return {}


def _filled(
    share: float, values: Answers, names: tuple[str, ...], book: Rulebook
) -> Iterator[tuple[float, Answers]]:
    if not names:
        yield share, values
        return
    first, rest = names[0], names[1:]
    if values[first] is not None:
        yield from _filled(share, values, rest, book)
        return
    for value, part in shares(book.knowledge.inputs[first], values, book).items():
        yield from _filled(share * part, {**values, first: value}, rest, book)


@dataclass(frozen=True, slots=True)
class Prospects:
    """Of each approach, simplest first: its chance in its turn, and that the plan ends there."""

    chances: tuple[float, ...]
    ends: tuple[float, ...]

    def likeliest(self, names: Sequence[str]) -> str:
        """Where the plan most likely ends; the simpler one where two are equal."""
        rounded = [round(end, 9) for end in self.ends]
        return names[rounded.index(max(rounded))]


def prospects(
    values: Answers, book: Rulebook, over_budget: frozenset[str] = frozenset()
) -> Prospects:
    """Chances and ends over all that may be meant."""
    chances = ends = (0.0,) * len(book.names)
    for share, world in worlds(values, book):
        found = book.chances(world, over_budget)
        chances = tuple(a + share * b for a, b in zip(chances, found, strict=True))
        ends = tuple(a + share * b for a, b in zip(ends, _walk(found), strict=True))
    return Prospects(chances, ends)


def _walk(chances: Sequence[float]) -> Iterator[float]:
    """Where a plan ends that tries one after the other."""
    left = 1.0
    for chance in chances:
        yield left * chance
        left *= 1 - chance
