"""A built page → its sections as plain text, each with its anchor."""

from typing import NamedTuple

from builder.built_pages import NO_TEXT, BuiltPage

# Said alike on many pages, or figures that nobody searches by.
_FIGURES = ".btt-strips, .btt-strips__of, .btt-figures, .btt-figures__of"
NOT_SEARCHED = f"{NO_TEXT}, .btt-terms-used, .btt-cite, .btt-same, {_FIGURES}"
_HEADINGS = "h1, h2, h3"
_APART = "h4, h5, p, li, td, th, dt, dd, div, br, summary, legend, label, option, figcaption"
_CUT = "\ue000"  # stands for a heading; no text of ours holds it


class Section(NamedTuple):
    """A heading and the words under it; the first of a page has neither anchor nor heading."""

    anchor: str
    heading: str
    text: str


def page_sections(page: BuiltPage, left_out: str = "") -> list[Section]:
    """The sections of a page; what stands under its own name is the first of them.

    `left_out` selects what else is not searched.
    """
    root = page.words(", ".join(filter(None, (NOT_SEARCHED, left_out))))
    if root is None:
        return []
    for node in root.css(_APART):
        node.insert_after(" ")  # two cells of a table are two words
    found = [(node.tag, str(node.id or ""), _line(node.text())) for node in root.css(_HEADINGS)]
    for node in root.css(_HEADINGS):
        node.replace_with(_CUT)
    before, *under = (_line(text) for text in root.text().split(_CUT))
    first, sections = [before], []
    for (rank, anchor, heading), text in zip(found, under, strict=True):
        if rank == "h1":
            first.append(text)
        else:
            sections.append(Section(anchor, heading, text))
    return [Section("", "", _line(" ".join(first))), *sections]


def _line(text: str) -> str:
    return " ".join(text.split())
