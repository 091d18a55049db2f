"""Where each record stands in the docs folder: the site's addresses, as Markdown files."""

import posixpath
from typing import Any

from view.links import link

_CLAIM_PAGES = {
    "disagreement": "evidence/disagreements.md",
    "correction": "evidence/corrections.md",
}


def slug(record_id: str) -> str:
    """An id as it stands in an address."""
    return record_id.replace("_", "-")


def address_of(kind: str, record: Any) -> str:
    """Path of the Markdown page, and the anchor in it, of a record; from the docs folder's root."""
    if kind == "claim":
        page = _CLAIM_PAGES.get(record.kind, f"evidence/{record.sources[0]}.md")
        return f"{page}#{record.id}"
    if kind == "model" and record.kind != "model":
        return f"tools-and-data.md#{slug(record.id)}"
    if kind == "place":
        return str(record.address).replace(".html", ".md")
    page, separator, anchor = link(kind, record.id, getattr(record, "group", "")).partition("#")
    return f"{page.removesuffix('.html')}.md{separator}{anchor}"


def relative(address: str, page: str) -> str:
    """An address as a link from a page; both are paths from the root of the docs folder."""
    path, _, anchor = address.partition("#")
    if path == page:
        return f"#{anchor}"
    target = posixpath.relpath(path, posixpath.dirname(page) or ".")
    return f"{target}#{anchor}" if anchor else target
