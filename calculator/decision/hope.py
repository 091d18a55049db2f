"""Whether anything that the limits leave may suffice."""

from collections.abc import Iterator
from itertools import product

from calculator.conditions import Answers
from calculator.costs.deadline import DEADLINE
from calculator.decision.money import LABELS
from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Answer, Input
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

_SHORT = Assumed("falls-short-below-chance", "share")
_MEANS = (LABELS, DEADLINE, "team_ml_expertise", "compute", "data_quality")


def is_hopeful(given: Answers, book: Rulebook, over: frozenset[str]) -> bool:
    """Whether something that is left has a chance from which an approach does not fall short.

    Nobody has to use all the labels, people and machines that there are, so more of them never
    leave less: fewer of them are tried as well.

    Args:
        given: answers, unknown ones None.
        book: the rules of the day.
        over: approaches that a computed number excludes.
    """
    least = book.number(_SHORT)
    return any(_best_chance(fewer, book, over) >= least for fewer in _with_fewer(given, book))


def _best_chance(given: Answers, book: Rulebook, over: frozenset[str]) -> float:
    values = weighing(given, book.guessed).values
    closed = over | book.closed(book.unmet(values))
    chances = zip(book.names, prospects(values, book, over).chances, strict=True)
    return max((chance for name, chance in chances if name not in closed), default=0.0)


def _with_fewer(given: Answers, book: Rulebook) -> Iterator[Answers]:
    """The answers as they are, then with fewer means, in every way that the rules tell apart."""
    asked = [book.knowledge.inputs[name] for name in _MEANS if name in book.asked]
    names = [each.id for each in asked]
    for means in product(*(_down_from(given[each.id], each, book) for each in asked)):
        yield {**given, **dict(zip(names, means, strict=True))}


def _down_from(value: Answer, definition: Input, book: Rulebook) -> list[Answer]:
    if value is None:
        return [None]
    if isinstance(value, str):
        ranked = [choice.value for choice in definition.choices]  # the least comes first
        return [*reversed(ranked[: ranked.index(value) + 1])]
    bounds = book.thresholds.get(definition.id, [])
    least = definition.minimum or 0
    return [
        value,
        *(bound for bound in (*reversed(bounds), least) if least <= bound < float(value)),
    ]
