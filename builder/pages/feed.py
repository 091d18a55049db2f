"""Facts by date → an Atom feed of what changed, newest first."""

from datetime import date
from xml.etree import ElementTree as ET

from builder.pages.facts import Fact
from builder.settings import Settings
from view.formats import iso_date, quantity, quantity_range

MOST_ENTRIES = 60
_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(facts: list[Fact], settings: Settings, today: date) -> str:
    """The newest facts; each entry keeps its id for ever, so that readers see it once.

    What is announced for a later day says from when it holds, and is as new as `today`.
    """
    newest = _newest(facts)
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "id", "urn:borrow-tune-or-train:facts")
    _add(feed, "title", f"{settings.site_name}: changed facts")
    _add(feed, "updated", _moment(min(newest[0].as_of, today)))
    ET.SubElement(_add(feed, "author", ""), "name").text = settings.site_name
    ET.SubElement(feed, "link", rel="self", href=settings.absolute("changes.xml"))
    for fact in newest:
        feed.append(_entry(fact, settings, today))
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _newest(facts: list[Fact]) -> list[Fact]:
    """The newest of each kind, so that a day of many changes of one kind hides no other."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=_newest_first):
        by_kind.setdefault(fact.kind, []).append(fact)
    share = max(1, MOST_ENTRIES // len(by_kind)) if by_kind else 0
    kept = [fact for members in by_kind.values() for fact in members[:share]]
    return sorted(kept, key=_newest_first)


def _newest_first(fact: Fact) -> tuple[int, bool, str]:
    return -fact.as_of.toordinal(), fact.value is None, fact.id


def _entry(fact: Fact, settings: Settings, today: date) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", f"urn:borrow-tune-or-train:{fact.kind}:{fact.id}:{fact.as_of}")
    _add(entry, "title", fact.label)
    _add(entry, "updated", _moment(min(fact.as_of, today)))
    ET.SubElement(entry, "link", href=settings.absolute(fact.address))
    ET.SubElement(entry, "category", term=fact.group)
    announced = f"From {iso_date(fact.as_of.isoformat())}: " if fact.as_of > today else ""
    _add(entry, "summary", announced + said(fact))
    return entry


def said(fact: Fact) -> str:
    """A fact in one line: value, range and basis, or what was found."""
    if figure := figures(fact):
        return f"{figure}. {fact.words}"
    return f"{fact.status.capitalize()}: {fact.words}" if fact.status else fact.words


def figures(fact: Fact) -> str:
    """Value and range of a fact that has them, else nothing."""
    if fact.value is None or fact.low is None or fact.high is None:
        return ""
    ends = quantity_range(fact.low, fact.high, fact.unit)
    spread = f" ({ends})" if fact.low != fact.high else ""
    return quantity(fact.value, fact.unit) + spread


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text or None
    return child
