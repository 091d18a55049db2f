"""Markup: texts of records hold words and Markdown, nothing that a browser would run or embed.

The policy of the pages would stop it as well. Here it is refused at its place, before it is built.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.content.inline import replace_marks
from builder.content.load import Content
from builder.problems import Problem

SCHEMES = ("http", "https", "mailto")
# A tag, a comment or a declaration; the generator reads some that CommonMark takes for words.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# What the generator would put on an element as attributes, such as { onclick="…" }.
_ATTRIBUTES = re.compile(r"(?<!\{)\{:?\s*[^{}\n]*?\b[\w:-]+\s*=[^{}\n]*\}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")  # by browsers
_UNREAD = re.compile(r"\[\[[a-z]+[:|\]][^\s]{0,20}")  # begins as a link of ours, and was none
_MAY_HOLD = re.compile(r"[<\]{|]")


class _AllLinks(MarkdownIt):
    """Hands over every address as it is written; what is wrong with one is said here."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  both names are inherited
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


_markdown = _AllLinks("commonmark").enable("table")


def check_markup(content: Content) -> Iterator[Problem]:
    """No text holds HTML, attributes for elements, a broken table, or an address that runs."""
    for _, loaded in content.everything():
        for steps, text in loaded.strings:
            for fault in dict.fromkeys(faults(text)):
                yield loaded.problem(steps, fault)


def faults(text: str) -> Iterator[str]:
    """What is wrong with a text, as it would be told to its author."""
    if not _MAY_HOLD.search(text):
        return
    for start in _UNREAD.findall(replace_marks(text, lambda _: "")):
        yield f"'{start}' is no link; write [[kind:id]] or [[kind:id|words]]"
    for token in _tokens(text):
        if token.type in ("html_block", "html_inline", "text"):
            yield from _in_words(token.content)
        if token.type == "inline" and token.content.startswith("|"):
            row = token.content.splitlines()[0][:30]
            yield f"'{row}' begins no table; has the line below it as many cells of dashes?"
        for name in ("href", "src"):
            yield from _in_address(str(token.attrs.get(name, "")), shown=name == "src")


def _in_address(written: str, *, shown: bool) -> Iterator[str]:
    address = _IGNORED.sub("", written).replace("\\", "/").lower()  # as browsers read it
    scheme = _SCHEME.match(address)
    allowed = ", ".join(SCHEMES)
    if scheme and scheme[1] not in SCHEMES:
        yield f"must not lead to '{scheme[1]}:'; addresses begin with {allowed}"
    elif address.startswith("//"):
        yield f"must not lead to '//', which names a host in disguise; begin with {allowed}"
    elif scheme and shown:
        yield "must not show what another host holds; no page asks one"


def _in_words(words: str) -> Iterator[str]:
    tag = _TAG.search(words)
    if tag:
        yield f"must not hold HTML, got '{words[tag.start() :][:20]}'; code stands in `backticks`"
    attributes = _ATTRIBUTES.search(words)
    if attributes:
        yield f"must not hold attributes of elements, got '{attributes[0][:30]}'"


def _tokens(text: str) -> Iterator[Token]:
    for token in _markdown.parse(text):
        yield token
        yield from token.children or ()
