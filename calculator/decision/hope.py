"""Whether anything that the limits leave may suffice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from calculator.conditions import Answers
from calculator.costs.deadline import DEADLINE
from calculator.decision.money import LABELS
from calculator.decision.prospects import follow
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import Meant, meant
from calculator.knowledge import Answer, Input
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

_SHORT = Assumed("falls-short-below-chance", "share")
_MEANS = (LABELS, DEADLINE, "team_ml_expertise", "compute", "data_quality")


@dataclass(frozen=True, slots=True)
class _Way:
    """What rules say of one way to use what there is."""

    closed: frozenset[str]  # approaches that some rule closes
    meant: Meant
    unmet: int  # rules that fire in nothing that may be meant


class Hope:
    """Whether something that is left has a chance from which an approach does not fall short.

    Nobody has to use all the labels, people and machines that there are, so more of them never
    leave less: fewer of them are tried as well.
    """

    def __init__(self, given: Answers, book: Rulebook) -> None:
        self._given, self._book, self._least = given, book, book.number(_SHORT)

    def beside(self, over: frozenset[str]) -> bool:
        """Whether there is some, with approaches that a computed number excludes."""
        return self._enough(self._as_given, over) or any(
            self._enough(way, over) for way in self._with_fewer_means
        )

    def _enough(self, way: _Way, over: frozenset[str]) -> bool:
        return _best(way, self._book, over) >= self._least

    @cached_property
    def _as_given(self) -> _Way:
        return _ways(self._given, self._book, ())[0]

    @cached_property
    def _with_fewer_means(self) -> list[_Way]:
        told = [name for name in _MEANS if self._given.get(name) is not None]
        means = [self._book.knowledge.inputs[name] for name in told if name in self._book.asked]
        return _ways(self._given, self._book, means)


def _best(way: _Way, book: Rulebook, over: frozenset[str]) -> float:
    """The best chance among what neither a rule nor a number closes."""
    closed = way.closed | over
    if closed.issuperset(book.names):
        return 0.0
    chances = zip(book.names, follow(way.meant, way.unmet, book, over).chances, strict=True)
    return max(chance for name, chance in chances if name not in closed)


def _ways(given: Answers, book: Rulebook, means: Sequence[Input]) -> list[_Way]:
    """With all of these means and with fewer of them, those that rules tell apart.

    To use less of what there is tells nothing else about the case, so what is open stays as it is.
    """
    values = weighing(given, book.guessed).values
    found = meant(values, book)
    names = {each.id for each in means}
    told = book.unmet(values, book.asked.difference(names))
    in_all = book.unmet(values, book.asked.difference(names, found.names))
    unmet = {told: in_all}
    for each in means:
        judged = {
            book.unmet({each.id: value}, (each.id,))
            for value in _down_from(given[each.id], each, book)
        }
        unmet = {a | more: b | more for a, b in unmet.items() for more in judged}
    return [_Way(book.closed(each), found, in_all) for each, in_all in unmet.items()]


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
