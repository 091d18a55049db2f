"""What a worked example's own page says beside the card: which answers would change the advice."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.knowledge import Knowledge
from calculator.result import Result
from view.answers import change_words


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that would change the advice: the nearest other value, and what follows."""

    input: str
    words: str
    approach: str
    qualifies: bool  # False: nothing does then; this has the least against it


def changes(result: Result, knowledge: Knowledge) -> Iterator[Change]:
    """In the order of the result, which is that of the questions."""
    for flip in result.flips:
        if flip.recommended:
            words = change_words(knowledge.inputs[flip.input], flip.value, flip.to)
            yield Change(flip.input, words, flip.recommended, bool(flip.qualifies))
