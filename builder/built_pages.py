"""Pages as the generator wrote them, each parsed once; what reads or changes them shares a tree."""

import posixpath
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

# The page's own words; the generator's frame around them is not ours to read.
CONTENT = (".btt-embed", "article")
# What a reader of plain text has no use for.
NO_TEXT = "svg, select, script, style, template, [data-script-only], .headerlink, .btt-foot"


class BuiltPage:
    """One page: its address under the site, and its tree, which may be changed."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.tree = LexborHTMLParser(text)

    @property
    def description(self) -> str:
        """What the page says of itself in its head."""
        found = self.tree.css_first('meta[name="description"]')
        return str(found.attributes.get("content") or "") if found else ""

    def ids(self) -> set[str]:
        """The anchors of the page."""
        return {str(node.id) for node in self.tree.css("[id]")}

    def words(self, left_out: str = NO_TEXT) -> LexborNode | None:
        """A copy of the page's content without some elements; None where it has none."""
        found = (self.tree.css_first(each) for each in CONTENT)
        root = next((node for node in found if node is not None), None)
        if root is None:
            return None
        copy = LexborHTMLParser(str(root.html)).body
        for node in copy.css(left_out) if copy else ():
            node.decompose()
        return copy

    def shorten_blanks(self) -> None:
        """Leave one character of the white space between elements, where it has no meaning."""
        root = self.tree.root
        for node in list(root.traverse(include_text=True)) if root else ():
            said = str(node.text_content) if node.tag == "-text" else ""
            if len(said) > 1 and not said.strip() and not _keeps_blanks(node):
                node.replace_with("\n" if "\n" in said else " ")

    def local(self, link: str) -> str | None:
        """The address under the site that a link leads to; None where it leads elsewhere."""
        path = link.partition("#")[0].partition("?")[0]
        if ":" in link.partition("/")[0] or path.startswith("/"):
            return None
        if not path:
            return self.path
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))


def _keeps_blanks(node: LexborNode) -> bool:
    """Whether a reader sees white space here as it is written."""
    above = node.parent
    while above is not None and above.tag not in ("pre", "textarea"):
        above = above.parent
    return above is not None


def read_pages(site: Path) -> list[BuiltPage]:
    """All pages of a built site, in the order of their addresses."""
    return [
        BuiltPage(file.relative_to(site).as_posix(), file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    ]


def write_pages(site: Path, pages: Iterable[BuiltPage]) -> None:
    """Write the trees where their pages stand."""
    for page in pages:
        text = f"{page.tree.html}\n"
        (site / page.path).write_text(text, encoding="utf-8", newline="\n")


def element(html: str) -> LexborNode:
    """One element, to be put into a tree."""
    body = LexborHTMLParser(html)
    found = body.css_first("head > *, body > *")
    assert found is not None
    return found
