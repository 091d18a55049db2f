"""Answers that are still open: the advice is weighed over all that they may be."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.decision.rulebook import rulebook
from calculator.decision.worlds import shares
from calculator.knowledge import Input, Knowledge
from calculator.result import Result
from view import formats
from view.answers import value_words


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """One question that nobody has answered, and what is meant most often."""

    input: Input
    words: str  # `most often Some (55%)`


def open_answers(result: Result, knowledge: Knowledge) -> Iterator[OpenAnswer]:
    """What the advice was averaged over; what can still change it comes first."""
    book = rulebook(knowledge, result.as_of, {})
    telling = [each.input for each in result.questions]
    still = sorted(result.certainty.open, key=lambda name: _place(name, telling))
    for name in still:
        found = shares(name, result.inputs, book)
        value, share = max(found.items(), key=lambda each: each[1])
        definition = knowledge.inputs[name]
        said = f"most often {value_words(definition, value)} ({formats.share(share)})"
        yield OpenAnswer(definition, said)


def _place(name: str, telling: list[str]) -> int:
    return telling.index(name) if name in telling else len(telling)
