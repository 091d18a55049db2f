"""What follows from all that may be meant: chances, where the plan ends, and the choice."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import Meant, Way, meant
from calculator.needs.need import Assumed

_STEP = Assumed("regret-per-step", "ratio")


@dataclass(frozen=True, slots=True)
class Prospects:
    """Of each approach, simplest first: its chance in its turn, and that the plan ends there."""

    chances: tuple[float, ...]
    ends: tuple[float, ...]

    def recommended(self, book: Rulebook, barred: frozenset[str] = frozenset()) -> str:
        """The approach that is least regretted on average; the simpler one where two are equal.

        To be wrong costs 1, and more for each step between what was built and what was right.
        What is known to fall short is passed over while something else is left.
        """
        costs = _regrets(book)
        places = range(len(book.names))
        open_places = [i for i in places if book.names[i] not in barred] or places
        ends = self.ends
        return book.names[
            min(open_places, key=lambda i: round(sum(map(operator.mul, ends, costs[i])), 9))
        ]


def _regrets(book: Rulebook) -> Sequence[Sequence[float]]:
    """What it costs to have built each approach where each one was right."""
    step, places = book.number(_STEP), range(len(book.names))
    return book.once(
        ("regrets",),
        lambda: [
            [1 + step * abs(right - built) if right != built else 0.0 for right in places]
            for built in places
        ],
    )


def prospects(
    values: Answers, book: Rulebook, over_budget: frozenset[str] = frozenset()
) -> Prospects:
    """Chances and ends over all that may be meant.

    Where computed numbers exclude every approach, the best of them is still asked for.
    """
    found = meant(values, book)
    return follow(found, book.unmet(values, book.asked.difference(found.names)), book, over_budget)


def follow(
    found: Meant, same_in_all: int, book: Rulebook, over_budget: frozenset[str]
) -> Prospects:
    """The same, where it is known what may be meant and which rules are unmet in all of it."""
    if over_budget.issuperset(book.names):
        over_budget = frozenset()
    return book.once(
        ("prospects", same_in_all, over_budget, found.key),
        lambda: _prospects(found.ways, same_in_all, over_budget, book),
    )


def _prospects(
    ways: Sequence[Way], same_in_all: int, over_budget: frozenset[str], book: Rulebook
) -> Prospects:
    alike: dict[int, float] = {}  # worlds in which the same rules fire
    for share, _, failed in ways:
        unmet = same_in_all | failed
        alike[unmet] = alike.get(unmet, 0.0) + share
    reached, ends = [0.0] * len(book.names), [0.0] * len(book.names)
    for unmet, share in alike.items():
        left = share
        for i, chance in enumerate(book.chances(unmet, over_budget)):
            reached[i] += left
            ends[i] += left * chance
            left *= 1 - chance
    chances = [end / turn if turn > 0 else 0.0 for end, turn in zip(ends, reached, strict=True)]
    return Prospects(tuple(chances), tuple(ends))
