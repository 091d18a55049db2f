"""Whether anything that the limits leave may suffice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from calculator.conditions import Answers
from calculator.costs.deadline import DEADLINE
from calculator.decision.money import LABELS
from calculator.decision.prospects import follow
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import Meant, meant
from calculator.knowledge import Input, Value
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

_SHORT = Assumed("falls-short-below-chance", "share")
_MEANS = (LABELS, DEADLINE, "team_ml_expertise", "compute", "data_quality")

type _Means = Mapping[str, Sequence[Value]]  # what there is of each, and less of it


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
        self._tried: list[_Way] = []
        self._rest = self._ways()

    def beside(self, over: frozenset[str]) -> bool:
        """Whether there is some, with approaches that a computed number excludes."""
        return any(self._enough(way, over) for way in self._each())

    def _each(self) -> Iterator[_Way]:
        yield from self._tried
        for way in self._rest:
            self._tried.append(way)
            yield way

    def _enough(self, way: _Way, over: frozenset[str]) -> bool:
        return _best(way, self._book, over) >= self._least

    def _ways(self) -> Iterator[_Way]:
        first = _way(self._given, self._book)
        yield first
        book, told = self._book, {name: self._given.get(name) for name in _MEANS}
        means = {
            name: _down_from(value, book.knowledge.inputs[name], book)
            for name, value in told.items()
            if value is not None and name in book.asked
        }
        fewer = _weighed if first.meant.names else _judged
        yield from fewer(self._given, book, means)


def _best(way: _Way, book: Rulebook, over: frozenset[str]) -> float:
    """The best chance among what neither a rule nor a number closes."""
    closed = way.closed | over
    if closed.issuperset(book.names):
        return 0.0
    chances = zip(book.names, follow(way.meant, way.unmet, book, over).chances, strict=True)
    return max(chance for name, chance in chances if name not in closed)


def _way(given: Answers, book: Rulebook) -> _Way:
    values = weighing(given, book.guessed).values
    found = meant(values, book)
    open_rules = book.unmet(values, book.asked.difference(found.names))
    return _Way(book.closed(book.unmet(values)), found, open_rules)


def _weighed(given: Answers, book: Rulebook, means: _Means) -> Iterator[_Way]:
    """Every way to use less; each points to something else of what is open."""
    for way in product(*means.values()):
        yield _way({**given, **dict(zip(means, way, strict=True))}, book)


def _judged(given: Answers, book: Rulebook, means: _Means) -> Iterator[_Way]:
    """The same where nothing is open: those that the rules tell apart."""
    said, unmet = meant(given, book), {book.unmet(given, book.asked.difference(means))}
    for name, values in means.items():
        judged = {book.unmet({name: value}, (name,)) for value in values}
        unmet = {one | more for one in unmet for more in judged}
    for each in sorted(unmet):
        yield _Way(book.closed(each), said, each)


def _down_from(value: Value, definition: Input, book: Rulebook) -> list[Value]:
    if isinstance(value, str):
        ranked = [choice.value for choice in definition.choices]  # the least comes first
        return [*reversed(ranked[: ranked.index(value) + 1])]
    bounds = book.thresholds.get(definition.id, [])
    least = definition.minimum or 0
    return [
        value,
        *(bound for bound in (*reversed(bounds), least) if least <= bound < float(value)),
    ]
