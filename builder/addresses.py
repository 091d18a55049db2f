"""Where each record stands on the site: the one definition of its page and anchor."""

import posixpath
from typing import Any

_PAGES = {  # kind: page of one record; {} is its id
    "approach": "approaches/{}.md",
    "mistake": "mistakes/{}.md",
    "problem": "problems/{}.md",
    "comparison": "compare/{}.md",
    "guide": "guides/{}.md",
}
_SHARED_PAGES = {  # kind: the page that all records share, each with an anchor
    "term": "glossary.md",
    "model": "models.md",
    "input": "calculator/inputs.md",
    "scenario": "examples.md",
    "rule": "calculator/how-it-decides.md",
    "source": "evidence/sources.md",
    "assumption": "data/assumptions.md",
    "accelerator": "data/accelerators.md",
    "aspect": "compare/index.md",
}
_CLAIM_PAGES = {
    "disagreement": "evidence/disagreements.md",
    "correction": "evidence/corrections.md",
}


def slug(record_id: str) -> str:
    """An id as it stands in an address."""
    return record_id.replace("_", "-")


def address_of(kind: str, record: Any) -> str:
    """Path of the Markdown page and anchor of a record, from the root of the docs folder."""
    if kind in _PAGES:
        return _PAGES[kind].format(slug(record.id))
    return f"{page_of(kind, record)}#{slug(record.id)}"


def page_of(kind: str, record: Any) -> str:
    """Path of the Markdown page that holds a record."""
    if kind == "claim":
        seed_page = f"evidence/{record.sources[0]}.md"
        return _CLAIM_PAGES.get(record.kind, seed_page)
    return _SHARED_PAGES[kind] if kind in _SHARED_PAGES else address_of(kind, record)


def relative(address: str, page: str) -> str:
    """An address as a link from a page; both are paths from the root of the docs folder."""
    path, _, anchor = address.partition("#")
    if path == page:
        return f"#{anchor}"
    link = posixpath.relpath(path, posixpath.dirname(page) or ".")
    return f"{link}#{anchor}" if anchor else link
