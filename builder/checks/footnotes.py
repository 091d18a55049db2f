"""Footnotes of the reading pages: of which kind, and how many lead out of this site."""

from collections import Counter
from collections.abc import Iterator

from builder.content.inline import Citation, marks
from builder.content.load import Content, Loaded

READ_KINDS = (
    "approach", "aspect", "comparison", "guide", "mistake", "model", "problem", "recipe", "term",
)  # fmt: skip
OWN_PAGE = ("approach", "comparison", "guide", "mistake", "problem", "recipe")
NOT_OUTSIDE = frozenset({"claim", "own", "seed", "no address"})
WANTED = 0.6


def footnote_lines(content: Content) -> Iterator[str]:
    """By kind of evidence, the share that lies outside, and the pages where it is too small."""
    by_page = dict(footnotes(content))
    kinds = sum(by_page.values(), Counter[str]())
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    yield f"footnotes by kind: {told}"
    yield f"footnotes that lead to outside evidence with an address: {outside(kinds):.0%}"
    low = [name for name, each in by_page.items() if name[0] in OWN_PAGE and outside(each) < WANTED]
    named = ", ".join("/".join(name) for name in low) or "none"
    yield f"pages with less than {WANTED:.0%} outside: {named}"


def footnotes(content: Content) -> Iterator[tuple[tuple[str, str], Counter[str]]]:
    """By kind and id of a record: its footnotes by kind, each piece of evidence once."""
    for kind in READ_KINDS:
        for record_id, loaded in content.kinds[kind].items():
            cited = _cited(loaded)
            yield (kind, record_id), Counter(_kind_of(*each, content) for each in cited)


def outside(kinds: Counter[str]) -> float:
    """The share of footnotes, 0 to 1, that are neither ours nor of the first documents."""
    return sum(count for kind, count in kinds.items() if kind not in NOT_OUTSIDE) / (
        kinds.total() or 1
    )


def _cited(loaded: Loaded) -> set[tuple[str, str]]:
    in_text = (
        each
        for _, text in loaded.texts
        for mark in marks(text)
        if isinstance(mark, Citation)
        for each in mark.cited
    )
    at_foot = (
        (kind, each)
        for kind, field in (("source", "sources"), ("claim", "claims"))
        for each in getattr(loaded.record, field, [])
    )
    return {*in_text, *at_foot}


def _kind_of(kind: str, record_id: str, content: Content) -> str:
    """The kind of a source; `claim` leads to our own page of evidence."""
    if kind == "claim":
        return kind
    source = content.records("source")[record_id]
    return source.kind if source.url or source.kind in NOT_OUTSIDE else "no address"
