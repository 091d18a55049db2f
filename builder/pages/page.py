"""A page to be rendered, and records in the orders that pages list them."""

from dataclasses import dataclass
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.writer import name_of

type Section = tuple[str, ...]  # the names above a page in the navigation, the tab first


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its place, its template and what the template is given."""

    path: str
    title: str
    section: Section
    template: str
    values: dict[str, Any]


def record_page(
    kind: str, record: Any, section: Section, template: str, values: dict[str, Any]
) -> Page:
    return Page(address_of(kind, record), name_of(record), section, template, values)


def in_order(content: Content, kind: str) -> list[Any]:
    """The records of a kind by their own order."""
    return sorted(content.records(kind).values(), key=lambda record: record.order)


def sorted_by_name(content: Content, kind: str) -> list[Any]:
    """The records of a kind by the alphabet."""
    return sorted(content.records(kind).values(), key=lambda record: name_of(record).lower())
