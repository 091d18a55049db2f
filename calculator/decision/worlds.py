"""What an unsaid kind of data or of output may be: each possibility counts by its share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.rulebook import Rulebook

_LEAST = 0.02  # rarer possibilities change nothing and cost time
SHAPING = ("modality", "output_kind")  # so much hangs on them that no single guess would do


def worlds(values: Answers, book: Rulebook) -> Iterator[tuple[float, Answers]]:
    """Every way in which these two may be meant, with its share; the shares add up to 1."""
    found = list(_filled(1.0, values, SHAPING, book))
    kept = [(share, world) for share, world in found if share >= _LEAST] or found
    total = sum(share for share, _ in kept)
    for share, world in kept:
        yield share / total, world


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
    for value, part in book.shares(first, values).items():
        yield from _filled(share * part, {**values, first: value}, rest, book)


@dataclass(frozen=True, slots=True)
class Prospects:
    """Of each approach, simplest first: its chance in its turn, and that the plan ends there."""

    chances: tuple[float, ...]
    ends: tuple[float, ...]

    def likeliest(self, names: Sequence[str], barred: frozenset[str] = frozenset()) -> str:
        """Where the plan most likely ends; the simpler one where two are equal.

        What is known to fall short is passed over while something else is left.
        """
        rounded = [round(end, 9) for end in self.ends]
        left = [i for i, name in enumerate(names) if name not in barred] or range(len(names))
        return names[max(left, key=rounded.__getitem__)]


def prospects(
    values: Answers, book: Rulebook, over_budget: frozenset[str] = frozenset()
) -> Prospects:
    """Chances and ends over all that may be meant."""
    chances, ends = [0.0] * len(book.names), [0.0] * len(book.names)
    same_in_all = book.unmet(values, book.asked.difference(SHAPING))
    for share, unmet in _meant(values, book):
        left = 1.0
        for i, chance in enumerate(book.chances(same_in_all | unmet, over_budget)):
            chances[i] += share * chance
            ends[i] += share * (left * chance)
            left *= 1 - chance
    return Prospects(tuple(chances), tuple(ends))


def _meant(values: Answers, book: Rulebook) -> Sequence[tuple[float, int]]:
    """The share of each world, and the rules that what shapes it leaves unmet."""
    names = (*SHAPING, *(other for name in SHAPING for other in book.leans_on[name]))
    key = ("meant", *(values[name] for name in names))
    return book.once(
        key, lambda: [(share, book.unmet(world, SHAPING)) for share, world in worlds(values, book)]
    )
