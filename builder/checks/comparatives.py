"""A sentence that compares money, time or choices is tested by `expect`, or cites who says so."""

import re
from collections import Counter
from collections.abc import Iterator

from builder.content.inline import Assumed, Citation, Link, marks, replace_marks
from builder.content.load import Content
from builder.problems import Problem

# Terms and aspects speak of no worked example; what they say is cited.
CHECKED_KINDS = ("approach", "comparison", "guide", "mistake", "problem", "scenario")

_MONEY = (
    r"cheap(?:er|est|ly)?|dear(?:er|est)|(?:in)?expensive|costly|break-even"
    r"|pays? (?:off|for itself)|pays? (?:for )?(?:each|all|the whole|more|less|twice|several)"
    r"|almost free|(?:next|close) to nothing|half(?: the)? price"
    r"|sav(?:es?|ings?) (?:money|more|most)|savings?"
    r"|(?:costs?|price|bill)(?: \w+)? (?:more|less|little|most|much|several|about|falls?|rises?)"
    r"|(?:costs?|price|bill)(?: \w+)? as much as"
    r"|(?:cuts?|halves?|doubles?) (?:the |its |your )?(?:bills?|costs?|prices?)"
    r"|(?:most|half|part|share|third|quarter|tenth) of (?:the|its|your) "
    r"(?:bill|costs?|money|price|budget)"
    r"|(?:smallest|largest|biggest) (?:part|share|cost|line)|dominates?"
    r"|grows? (?:in step|in proportion|with)"
)
_SPAN = r"(?:minutes|hours|days|weeks|months)"
_TIME = (
    r"(?:faster|fastest|slower|slowest|quicker|quickest|sooner)"
    rf"|{_SPAN} (?:instead of|rather than|not|before) (?:\w+ )?\w+"
    rf"|takes? (?:\w+ ){{0,3}}{_SPAN}|(?:within|running in) {_SPAN}"
    rf"|{_SPAN} to (?:an? |tune|train|build)|^{_SPAN}"
)
_CHOICE = (
    r"recommend(?:s|ed)?|usually (?:wins?|beats?|is enough|suffices?)|wins? by default"
    r"|rarely pays?"
)
_COMPARED = re.compile(rf"\b(?:{_MONEY}|{_TIME}|{_CHOICE})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z\[*`])|\n\n|\n\s*(?=[-*|] )")


def check_comparatives(content: Content) -> Iterator[Problem]:
    """Every sentence that compares money, time or what to choose is tested or cited."""
    for kind in CHECKED_KINDS:
        for loaded in content.kinds[kind].values():
            tested = [each.words for each in loaded.record.expect]
            for steps, text in loaded.texts:
                for sentence in untested(text, tested):
                    shown = sentence if len(sentence) <= 80 else sentence[:77] + "..."
                    message = (
                        f"a comparison of money, time or choice needs expect or a source: '{shown}'"
                    )
                    yield loaded.problem(steps, message)


def untested(text: str, tested: list[str]) -> Iterator[str]:
    """The sentences of a text that compare, cite nothing and are not tested.

    Args:
        text: prose with its marks.
        tested: parts of the sentences that are tested, as they stand in the text.
    """
    return (sentence for sentence, ground in compared(text, tested) if not ground)


def compared(text: str, tested: list[str]) -> Iterator[tuple[str, str]]:
    """Each sentence of a text that compares, and what it rests on: `tested`, `cited` or nothing."""
    for sentence in map(_in_one_line, _SENTENCE.split(text)):
        if not _COMPARED.search(_read(sentence)):
            continue
        cited = any(isinstance(mark, Citation | Assumed) for mark in marks(sentence))
        covered = any(words in sentence for words in tested)
        yield sentence, "tested" if covered else "cited" if cited else ""


def count_compared(content: Content) -> Counter[str]:
    """How many sentences compare, by what they rest on."""
    return Counter(
        ground
        for kind in CHECKED_KINDS
        for loaded in content.kinds[kind].values()
        for _, text in loaded.texts
        for _, ground in compared(text, [each.words for each in loaded.record.expect])
    )


def count_tested(content: Content) -> int:
    """How many statements are held against the calculator."""
    return sum(len(getattr(loaded.record, "expect", [])) for _, loaded in content.everything())


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _read(sentence: str) -> str:
    """The sentence as a reader sees it: of a link only its words."""
    return replace_marks(sentence, lambda m: (m.text or "") if isinstance(m, Link) else "")
