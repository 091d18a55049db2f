"""Rendered Markdown of a page → its sections as plain text, each with its anchor."""

import re
from typing import NamedTuple

from markdown.extensions.toc import slugify, unique

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TERMS = re.compile(r'<aside class="btt-terms-used".*?</aside>', re.DOTALL)
_HEADING = re.compile(r"^(#{1,3}) (.+?)(?: \{ #(\S+) \})?$", re.MULTILINE)
_MARKS = (  # what Markdown adds to words
    (re.compile(r"\[\d+\]\([^)]*\)\{ \.btt-cite \}"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?"), r"\1"),
    (re.compile(r"<[^>]+>"), " "),
    (re.compile(r"\{ [.#][^}]*\}"), ""),
    (re.compile(r"^\|[-|: ]+\|$", re.MULTILINE), ""),
    (re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE), ""),
    (re.compile(r"[*`|]|^#+ |^:\s+", re.MULTILINE), " "),
)


class Section(NamedTuple):
    """A heading and the words under it; the first of a page has neither anchor nor heading."""

    anchor: str
    heading: str
    text: str


def page_sections(text: str) -> list[Section]:
    """The sections of a page, with the anchors that the Markdown renderer gives its headings."""
    body = _TERMS.sub("", _FRONT.sub("", text))
    found = list(_HEADING.finditer(body))
    taken: set[str] = set()
    sections = [Section("", "", plain_text(body[: found[0].start()] if found else body))]
    for here, after in zip(found, [*found[1:], None], strict=True):
        under = plain_text(body[here.end() : after.start() if after else len(body)])
        heading = plain_text(here[2])
        anchor = unique(here[3] or slugify(heading, "-"), taken)
        if here[1] == "#":
            sections[0] = Section("", "", f"{sections[0].text} {under}".strip())
        else:
            sections.append(Section(anchor, heading, under))
    return sections


def plain_text(markdown: str) -> str:
    """Markdown as one line of words."""
    for pattern, instead in _MARKS:
        markdown = pattern.sub(instead, markdown)
    return " ".join(markdown.split())
