"""Which approach is recommended: by chance, then by budget, then by what another one costs."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.hope import Hope
from calculator.decision.money import BUDGET, LABELS, Cheaper, Money
from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import shares
from calculator.knowledge import Value
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

DOCUMENTS = "answers_from_documents"
_RETRIEVES = frozenset(["api_rag"])
_TOLD = Assumed("documents-told-from-share", "share")
_REPLACES = Assumed("replaces-from-chance", "share")


@dataclass(frozen=True, slots=True)
class Choice:
    """The recommended approach, and the one that it replaced because it is cheaper."""

    approach: str
    qualifies: bool  # False: every approach falls short; it has the least against it
    priced: Answers  # the answers, with no more labels than are paid for
    cheaper: Cheaper | None = None


def choose(given: Answers, book: Rulebook, money: Money | None) -> Choice:
    """The recommendation under these answers.

    Args:
        given: answers, unknown ones None.
        book: the rules of the day.
        money: the bills; None leaves them out of the decision.
    """
    values = weighing(given, book.guessed).values
    hope = Hope(given, book)
    priced = affordable(given, book, money, hope)
    over = money.excluded(priced, book) if money else frozenset()
    found = prospects(values, book, over)
    barred = over | book.closed(book.unmet(values))
    unsaid = _without_documents(values, book, barred)
    first = found.recommended(book, barred | unsaid)
    chances = dict(zip(book.names, found.chances, strict=True))
    cheaper = None
    if money is not None:
        enough = book.number(_REPLACES)
        able = {name for name in book.names if chances[name] >= enough} - unsaid - {first}
        others = [name for name in book.names if name in able]
        cheaper = money.cheaper(given, first, others, book)
    approach = cheaper.alternative if cheaper else first
    return Choice(approach, approach not in barred and hope.beside(over), priced, cheaper)


def _without_documents(values: Answers, book: Rulebook, barred: frozenset[str]) -> frozenset[str]:
    """Retrieval, where nothing that was said points to documents.

    It calls the same hosted model unchanged, which is tested first unless that is out.
    """
    if "api" in barred or not _RETRIEVES.issubset(book.names):
        return frozenset()
    told = shares(DOCUMENTS, values, book).get(True, 0.0)
    return _RETRIEVES if told < book.number(_TOLD) else frozenset()


def affordable(
    given: Answers, book: Rulebook, money: Money | None, hope: Hope | None = None
) -> Answers:
    """The answers whose bills count; with fewer labels where training on all would leave nothing.

    Nobody has to train on every label there is, so more of them never make a project impossible.
    What is left should have a chance; else anything that is left will do.
    """
    if money is None or given[BUDGET] is None:
        return given
    there = given[LABELS]
    if there is None:
        return given
    closed = book.closed(book.unmet(weighing(given, book.guessed).values))
    left = [name for name in book.names if name not in closed]
    hope, found = hope or Hope(given, book), None
    for labels in _counts(float(there), book):
        fewer = {**given, LABELS: labels}
        over = money.excluded(fewer, book)
        if over.issuperset(left):
            continue
        if hope.beside(over):
            return fewer
        if found is None:
            found = fewer
            if not hope.beside(frozenset(money.shortfalls(given, book))):
                break  # no budget would give it a chance, so fewer labels do not either
    return found or given


def _counts(labels: float, book: Rulebook) -> Iterator[int]:
    """What is there, then the fewest that the rules still treat alike, range by range."""
    yield math.ceil(labels)
    for bound in (*reversed(book.thresholds.get(LABELS, [])), 0):
        if bound < labels:
            yield math.ceil(bound)


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
