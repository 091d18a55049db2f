"""What each condition of a rule that fired asked, and what it found."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Answer, Condition, Rule, Value


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of one answer, which it passed."""

    input: str
    value: Answer  # what was answered; None: unknown
    test: str  # equals, any_of, none_of, below, at_least, unknown or known
    wanted: tuple[Value, ...]  # what it was held against; a bound as a number in the input's unit
    assumption: str | None = None  # that holds the bound, with its range, date and sources


def tested(rule: Rule, values: Answers, book: Rulebook) -> tuple[Tested, ...]:
    """Each condition of a rule with the answer beside it.

    Args:
        rule: of the book, its bounds resolved to numbers.
        values: answers, unknown ones None.
        book: the rules of the day, which know where each bound comes from.
    """
    written = book.knowledge.rules[rule.id].when
    return tuple(
        test
        for condition, before in zip(rule.when, written, strict=True)
        for test in _tests(condition, before, values[condition.input])
    )


def _tests(condition: Condition, written: Condition, value: Answer) -> Iterator[Tested]:
    asked = condition.input
    if condition.unknown is not None:
        yield Tested(asked, value, "unknown" if condition.unknown else "known", ())
    if condition.equals is not None:
        yield Tested(asked, value, "equals", (condition.equals,))
    if condition.any_of:
        yield Tested(asked, value, "any_of", condition.any_of)
    if condition.none_of:
        yield Tested(asked, value, "none_of", condition.none_of)
    for test in ("below", "at_least"):
        bound, source = getattr(condition, test), getattr(written, test)
        if bound is not None:
            yield Tested(asked, value, test, (bound,), source if isinstance(source, str) else None)
