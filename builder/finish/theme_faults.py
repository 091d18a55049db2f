"""Faults in the theme's own HTML and styles, mended in the built site."""

from collections.abc import Iterable
from pathlib import Path

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


def mend(site: Path, pages: Iterable[BuiltPage]) -> None:
    """Mend every page and every style of a built site.

    Raises:
        StepError: a page wants a style of the theme that is not there.
    """
    for page in pages:
        mend_page(page)
        name_styles(site, page)
    for style in sorted((site / _STYLES).glob("*.css")):
        # The theme asks for a class that its script would set; without it there is no ring around
        # its buttons and folds.
        text = style.read_text(encoding="utf-8").replace(".focus-visible", ":focus-visible")
        style.write_text(text, encoding="utf-8", newline="\n")


def name_styles(site: Path, page: BuiltPage) -> None:
    """Let a page that names a style of the theme without its digest find it."""
    for link in page.tree.css(f'link[href*="{_STYLES}"]'):
        href = str(link.attributes["href"])
        folder, _, name = href.rpartition("/")
        if (site / _STYLES / name).is_file():
            continue
        found = sorted((site / _STYLES).glob(f"{name.removesuffix('.css')}.*.css"))
        if len(found) != 1:
            raise StepError(f"{page.path}: the theme has no one style '{name}', got {len(found)}")
        link.attrs["href"] = f"{folder}/{found[0].name}"


def mend_page(page: BuiltPage) -> None:
    """Take the faults of the theme out of a page."""
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
