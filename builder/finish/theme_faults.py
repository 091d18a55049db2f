"""Faults in the theme's own HTML and styles, mended in the built site."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from selectolax.lexbor import LexborNode as Node

from builder.built_pages import BuiltPage, element
from builder.problems import StepError

# An attribute that the theme writes where it must not stand, and why it goes.
_ATTRIBUTES = (
    # No integer; the browser ignores it.
    ('[tabindex=""]', "tabindex"),
    # Not allowed on a tick box. Firefox heeds it: without it a menu that was open when the page
    # was reloaded is open again.
    ('input[type="checkbox"][autocomplete]', "autocomplete"),
)
_STYLES = "assets/stylesheets"
# Firefox fetches what they name, past `connect-src`, and then reports what the policy forbids.
_NEIGHBOURS = 'link[rel="prev"], link[rel="next"]'
# The theme's script would wrap these once the page is drawn, and so move what stands below.
_WRAPPED = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"></div></div>'


def mend(site: Path, pages: Sequence[BuiltPage]) -> None:
    """Mend every page and every style of a built site.

    Raises:
        StepError: a page wants a style of the theme that is not there.
    """
    linked = linked_styles(site, pages)
    for page in pages:
        mend_page(page)
        name_styles(page, linked)
    for style in sorted((site / _STYLES).rglob("*.css")):
        # The theme asks for a class that its script would set; without it there is no ring around
        # its buttons and folds.
        text = style.read_text(encoding="utf-8").replace(".focus-visible", ":focus-visible")
        style.write_text(text, encoding="utf-8", newline="\n")


def linked_styles(site: Path, pages: Iterable[BuiltPage]) -> dict[str, str]:
    """The styles of the theme that its own pages link: the place of each by its plain name.

    `main.css` → `main.57a0d79d.min.css`.
    """
    wanted = {_place(link) for page in pages for link in _links(page)}
    there = sorted(place for place in wanted if (site / _STYLES / place).is_file())
    return {f"{place.rpartition('/')[2].partition('.')[0]}.css": place for place in there}


def name_styles(page: BuiltPage, linked: Mapping[str, str]) -> None:
    """Let a page that names a style of the theme without its digest find it."""
    for link in _links(page):
        place = _place(link)
        if place in linked.values():
            continue
        if place not in linked:
            raise StepError(f"{page.path}: the theme has no style '{place}'")
        link.attrs["href"] = str(link.attributes["href"]).removesuffix(place) + linked[place]


def _links(page: BuiltPage) -> list[Node]:
    return page.tree.css(f'link[href*="{_STYLES}/"]')


def _place(link: Node) -> str:
    """Where a style is within the theme's folder of styles."""
    return str(link.attributes["href"]).rpartition(f"{_STYLES}/")[2]


def mend_page(page: BuiltPage) -> None:
    """Take the faults of the theme out of a page, and most of its empty lines."""
    page.shorten_blanks()
    for selector, name in _ATTRIBUTES:
        for node in page.tree.css(selector):
            del node.attrs[name]
    for node in page.tree.css(_NEIGHBOURS):
        node.decompose()
    for table in page.tree.css("table"):
        if not table.attributes:
            wrapper = element(_WRAPPED)
            wrapper.css("div")[-1].insert_child(table)
            table.replace_with(wrapper)
