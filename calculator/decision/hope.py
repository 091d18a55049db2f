"""Whether anything that the limits leave may suffice."""

from itertools import product

from calculator.conditions import Answers
from calculator.costs.deadline import DEADLINE
from calculator.decision.money import LABELS
from calculator.decision.prospects import follow
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import meant
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
    asked = [book.knowledge.inputs[name] for name in _MEANS if name in book.asked]
    names = [each.id for each in asked]
    same = book.asked.difference(names, (each.id for each in book.guessed))
    chances = _Chances(given, same, book, over)
    ways = product(*(_down_from(given[each.id], each, book) for each in asked))
    return any(
        chances.best({**given, **dict(zip(names, way, strict=True))}) >= least for way in ways
    )


class _Chances:
    """Chances of answers that agree in some inputs, whose rules are judged once."""

    def __init__(
        self, given: Answers, same: frozenset[str], book: Rulebook, over: frozenset[str]
    ) -> None:
        self._book, self._over, self._same = book, over, same
        self._given, self._other = given, book.asked - same
        self._judged: dict[tuple[str, ...], int] = {}

    def best(self, given: Answers) -> float:
        """The best chance among what neither a rule nor a number closes."""
        book = self._book
        values = weighing(given, book.guessed).values
        found = meant(values, book)
        unmet = self._unmet(()) | book.unmet(values, self._other)
        open_rules = self._unmet(found.names) | book.unmet(
            values, self._other.difference(found.names)
        )
        closed = self._over | book.closed(unmet)
        chances = zip(book.names, follow(found, open_rules, book, self._over).chances, strict=True)
        return max((chance for name, chance in chances if name not in closed), default=0.0)

    def _unmet(self, left_out: tuple[str, ...]) -> int:
        if left_out not in self._judged:
            names = self._same.difference(left_out)
            self._judged[left_out] = self._book.unmet(self._given, names)
        return self._judged[left_out]


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
