"""Faults in the theme's own HTML, mended in the built pages; a validator then finds none."""

import re
from pathlib import Path

# What the theme writes, what stands there instead, and why.
_MENDED = (
    # No integer; the browser ignores it.
    (' tabindex="">', ">"),
    # Not allowed on a tick box. Firefox heeds it: without it a menu that was open when the page
    # was reloaded is open again.
    ('id="__drawer" autocomplete="off">', 'id="__drawer">'),
    ('id="__search" autocomplete="off">', 'id="__search">'),
)
# Firefox fetches what they name, past `connect-src`, and then reports what the policy forbids.
_NEIGHBOURS = re.compile(r'\n\s*<link rel="(?:prev|next)" [^>]*>')
# The theme's script would wrap these once the page is drawn, and so move what stands below.
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_WRAPPED = r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>'


def mend_pages(site: Path) -> None:
    """Mend every page of a built site."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        better = mended(text)
        if better != text:
            page.write_text(better, encoding="utf-8", newline="\n")


def mended(text: str) -> str:
    """The text of a page without the faults of the theme."""
    for fault, instead in _MENDED:
        text = text.replace(fault, instead)
    return _TABLE.sub(_WRAPPED, _NEIGHBOURS.sub("", text))
