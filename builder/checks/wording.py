"""Wording: readers meet plain English, not the words that `content/wording/` says to avoid."""

import re
from collections.abc import Iterator

from builder.content.load import Content
from builder.problems import Problem

# Kinds whose texts are clean. A further one is added here once it is, and stays so.
READ_KINDS = (
    "approach", "aspect", "comparison", "guide", "input", "mistake", "model", "place", "problem",
    "recipe", "scenario", "term", "tool",
)  # fmt: skip
_SPACED = re.compile(r"\d\s%")
# What no reader sees, and the words that readers type or others use.
_UNSEEN = frozenset({"id", "aliases", "also_searched", "covers"})


def check_style(content: Content) -> Iterator[Problem]:
    """Words and percentages are those of the house."""
    yield from check_wording(content)
    yield from check_percentages(content)


def check_wording(content: Content) -> Iterator[Problem]:
    """A text that readers see holds no word from the list; an id's parts are no words."""
    plain = {
        word.casefold(): wording.instead
        for wording in content.records("wording").values()
        for word in wording.avoid
    }
    if not plain:
        return
    avoided = _any_of(plain)
    for kind in READ_KINDS:
        for loaded in content.kinds[kind].values():
            for steps, text in loaded.strings:
                if _UNSEEN & set(steps):
                    continue
                for found in dict.fromkeys(avoided.findall(text)):
                    better = plain[" ".join(found.split()).casefold()]
                    yield loaded.problem(steps, f"'{found}' is not plain; write {better}")


def check_percentages(content: Content) -> Iterator[Problem]:
    """A percentage is written as the calculator writes it: `90%`, without a space."""
    for records in content.kinds.values():
        for loaded in records.values():
            for steps, text in loaded.strings:
                for found in _SPACED.findall(text):
                    yield loaded.problem(steps, f"'{found}' has a space; write {found[0]}%")


def _any_of(words: dict[str, str]) -> re.Pattern[str]:
    """Any of the words, whole: not a part of another, nor of an id such as `from-zero`."""
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])", re.IGNORECASE)
