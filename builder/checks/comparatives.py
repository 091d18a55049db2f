"""A sentence that compares money is tested by `expect`, or cites who says so."""

import re
from collections.abc import Iterator

from builder.content.inline import Assumed, Citation, Link, marks, replace_marks
from builder.content.load import Content
from builder.problems import Problem

# Guides, terms and aspects speak of no worked example; what they say is cited.
CHECKED_KINDS = ("approach", "comparison", "mistake", "problem", "scenario")

_COMPARED = re.compile(
    r"\b(?:cheap(?:er|est|ly)?|dear(?:er|est)|expensive|pays? (?:off|for itself)|break-even"
    r"|sav(?:es?|ings?) (?:money|more|most)|savings?|next to nothing"
    r"|costs? (?:more|less|little|most|much|several|about)"
    r"|cuts? (?:the |its |your )?(?:bills?|costs?|prices?)"
    r"|(?:most|half|part|share) of the (?:bill|costs?|money)"
    r"|(?:smallest|largest|biggest) (?:part|share|cost|line)|dominates?"
    r"|grows? (?:in step|in proportion|with))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z\[*`])|\n\n")


def check_comparatives(content: Content) -> Iterator[Problem]:
    """Every sentence that compares money is tested or cited."""
    for kind in CHECKED_KINDS:
        for loaded in content.kinds[kind].values():
            tested = [each.words for each in loaded.record.expect]
            for steps, text in loaded.texts:
                for sentence in untested(text, tested):
                    shown = sentence if len(sentence) <= 80 else sentence[:77] + "..."
                    message = f"a comparison of money needs expect or a source: '{shown}'"
                    yield loaded.problem(steps, message)


def untested(text: str, tested: list[str]) -> Iterator[str]:
    """The sentences of a text that compare money, cite nothing and are not tested.

    Args:
        text: prose with its marks.
        tested: parts of the sentences that are tested, as they stand in the text.
    """
    for sentence in map(_in_one_line, _SENTENCE.split(text)):
        cited = any(isinstance(mark, Citation | Assumed) for mark in marks(sentence))
        covered = cited or any(words in sentence for words in tested)
        if not covered and _COMPARED.search(_read(sentence)):
            yield sentence


def count_tested(content: Content) -> int:
    """How many statements are held against the calculator."""
    return sum(len(getattr(loaded.record, "expect", [])) for _, loaded in content.everything())


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _read(sentence: str) -> str:
    """The sentence as a reader sees it: of a link only its words."""
    return replace_marks(sentence, lambda m: (m.text or "") if isinstance(m, Link) else "")
