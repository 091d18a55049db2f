"""The three marks that prose may hold: `[[links]]`, `[@citations]` and `{{assumptions}}`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MARK = re.compile(
    r"\[\[(?:(?P<kind>[a-z]+):)?(?P<id>[a-z0-9_.-]+)(?:\|(?P<text>[^\]|]+))?\]\]"
    r"|\[@(?P<cited>[a-z0-9_.:, -]+)\]"
    r"|\{\{(?P<assumed>[a-z0-9_.-]+)\}\}"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a record; `text` None shows the record's own name."""

    kind: str
    id: str
    text: str | None
    opens_sentence: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence for what stands before it: (kind, id) pairs of claims and sources."""

    cited: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A dated assumption, to be printed with its range."""

    id: str


type Mark = Link | Citation | Assumed


def marks(text: str) -> Iterator[Mark]:
    """Every mark in a text, in order."""
    return (_mark(match) for match in _MARK.finditer(text))


def replace_marks(text: str, replacement: Callable[[Mark], str]) -> str:
    """The text with each mark replaced."""
    return _MARK.sub(lambda match: replacement(_mark(match)), text)


def references(mark: Mark) -> tuple[tuple[str, str], ...]:
    """The records that a mark names: (kind, id) pairs."""
    if isinstance(mark, Link):
        return ((mark.kind, mark.id),)
    return mark.cited if isinstance(mark, Citation) else (("assumption", mark.id),)


def _mark(match: re.Match[str]) -> Mark:
    if match["cited"]:
        parts = [part.strip() for part in match["cited"].split(",") if part.strip()]
        return Citation(tuple(_cited(part) for part in parts))
    if match["assumed"]:
        return Assumed(match["assumed"])
    before = match.string[: match.start()].rstrip(" *(")
    opens_sentence = not before or before[-1] in ".!?:|\n-"
    return Link(match["kind"] or "term", match["id"], match["text"], opens_sentence)


def _cited(part: str) -> tuple[str, str]:
    kind, _, record_id = part.rpartition(":")
    return (kind or "claim", record_id)
