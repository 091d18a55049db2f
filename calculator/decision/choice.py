"""Which approach is recommended: by chance, then by budget, then by what another one costs."""

from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision import worlds
from calculator.decision.money import Cheaper, Money
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Value
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

_REPLACES = Assumed("replaces-from-chance", "share")


@dataclass(frozen=True, slots=True)
class Choice:
    """The recommended approach, and the one that it replaced because it is cheaper."""

    approach: str
    qualifies: bool  # False: every approach is known to fall short; it has the least against it
    cheaper: Cheaper | None = None


def choose(given: Answers, book: Rulebook, money: Money | None) -> Choice:
    """The recommendation under these answers.

    Args:
        given: answers, unknown ones None.
        book: the rules of the day.
        money: the bills; None leaves them out of the decision.
    """
    values = weighing(given, book.guessed).values
    over = money.excluded(given, book) if money else frozenset()
    found = worlds.prospects(values, book, over)
    barred = over | book.closed(book.unmet(values))
    first = found.recommended(book, barred)
    chances = dict(zip(book.names, found.chances, strict=True))
    cheaper = None
    if money is not None:
        enough = book.number(_REPLACES)
        others = [name for name in book.names if name != first and chances[name] >= enough]
        cheaper = money.cheaper(given, first, others, book)
    approach = cheaper.alternative if cheaper else first
    return Choice(approach, approach not in barred, cheaper)


class Trials:
    """What would be recommended under other answers to the same scenario."""

    def __init__(self, given: Answers, book: Rulebook, money: Money | None) -> None:
        self._given, self._book, self._money = given, book, money

    def now(self) -> Choice:
        """The recommendation with the answers as they are."""
        return choose(self._given, self._book, self._money)

    def with_answer(self, input_id: str, value: Value) -> Choice:
        """The recommendation with one other answer; what is supposed follows it."""
        return choose({**self._given, input_id: value}, self._book, self._money)
