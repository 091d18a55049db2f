"""Records and pages → the index of the search: what can be found, under which words, and where."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.built_pages import BuiltPage
from builder.content.load import Content
from builder.content.records.base import Markdown, Steps, marked
from builder.pages.addresses import address_of
from builder.pages.prices import price_sections
from builder.pages.sections import Section, page_sections
from builder.pages.words import claim_title, plain
from builder.pages.writer import name_of

KINDS = {  # name in the index: as readers see it, in the order of the filter
    "approach": "Approach",
    "guide": "Guide",
    "recipe": "Recipe",
    "problem": "Problem",
    "comparison": "Comparison",
    "mistake": "Mistake",
    "model": "Model",
    "term": "Term",
    "example": "Example",
    "calculator": "Calculator",
    "input": "Calculator input",
    "rule": "Rule",
    "assumption": "Assumption",
    "evidence": "Evidence",
    "reference": "Reference",
    "source": "Source",
}
_SHOWN_AS = {  # kinds of content that readers need not tell apart from another
    "accelerator": "assumption",
    "aspect": "comparison",
    "claim": "evidence",
    "scenario": "example",
    "tool": "calculator",
    "validation": "evidence",
}
_CODE, _NUMBERS = "pre", "table"  # what nobody searches by its words
_OF_NUMBERS = ("approach", "comparison", "mistake", "validation")  # their tables hold amounts
OWN_PAGE = (
    "approach", "guide", "recipe", "problem", "comparison", "mistake", "tool", "validation",
)  # fmt: skip
SHARED_PAGE = (
    "term", "model", "scenario", "input", "aspect", "rule", "claim", "assumption", "accelerator",
    "source",
)  # fmt: skip
_OFTEN_EMPTY = ("names", "sections")  # left out where there is nothing, as in most entries
_EMPTY: tuple[Any, ...] = ([], [["", "", ""]])
type Entry = dict[str, Any]


def write_search_index(content: Content, pages: Iterable[BuiltPage], target: Path) -> None:
    """Write the index as a script, which also loads where a page may not fetch (`file://`)."""
    found = search_index(content, pages)
    entries = [
        {k: v for k, v in each.items() if k not in _OFTEN_EMPTY or v not in _EMPTY}
        for each in found["entries"]
    ]
    made = {**found, "entries": entries}
    index = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"globalThis.bttSearchIndex={index}\n", encoding="utf-8")


def search_index(content: Content, pages: Iterable[BuiltPage]) -> dict[str, Any]:
    """The index, ready for JSON.

    Args:
        content: all records.
        pages: the built pages.

    Returns:
        `kinds` by name, `synonyms` as lists of phrases, and `entries` with `kind`, `title`,
        `address` (from the site's root), `names` (other words for it) and `sections`, each an
        anchor, a heading and a text; the first section has neither anchor nor heading.
    """
    entries = [
        *_pages(content, {page.path: page for page in pages}),
        *_places(content),
        *_prices(content),
        *_shared(content),
    ]
    used = {entry["kind"] for entry in entries}
    return {
        "kinds": {name: label for name, label in KINDS.items() if name in used},
        "synonyms": [group.words for group in content.records("synonyms").values()],
        "entries": entries,
    }


def _pages(content: Content, built: Mapping[str, BuiltPage]) -> Iterator[Entry]:
    for kind in OWN_PAGE:
        for record in content.records(kind).values():
            address = _html(address_of(kind, record))
            shown = _SHOWN_AS.get(kind, kind)
            left_out = f"{_CODE}, {_NUMBERS}" if kind in _OF_NUMBERS else _CODE
            yield _entry(shown, record, address, page_sections(built[address], left_out))


def _places(content: Content) -> Iterator[Entry]:
    for place in content.records("place").values():
        yield _entry(place.kind, place, place.address, [Section("", "", place.text)])


def _prices(content: Content) -> Iterator[Entry]:
    """Prices are found by model and by accelerator."""
    for title, address, names, sections in price_sections(content):
        yield {
            "kind": "assumption",
            "title": title,
            "address": address,
            "names": names,
            "sections": [list(section) for section in sections],
        }


def _shared(content: Content) -> Iterator[Entry]:
    for kind in SHARED_PAGE:
        for record in content.records(kind).values():
            address = _html(address_of(kind, record))
            if kind == "input":
                address = f"calculator/index.html#input={record.id}"
            yield _entry(
                _SHOWN_AS.get(kind, kind), record, address, [Section("", "", _text(record))]
            )


def _entry(kind: str, record: Any, address: str, sections: list[Section]) -> Entry:
    return {
        "kind": kind,
        "title": _title(record),
        "address": address,
        "names": list(dict.fromkeys(_names(record))),
        "sections": [list(section) for section in sections],
    }


def _title(record: Any) -> str:
    if hasattr(record, "says"):
        return claim_title(record)
    if hasattr(record, "rules_out"):
        return str(record.id).replace("-", " ").capitalize()
    name = name_of(record)
    abbreviation = getattr(record, "abbreviation", None)
    return f"{name} ({abbreviation})" if abbreviation else name


def _names(record: Any) -> Iterator[str]:
    """Everything but its title that a record is called or searched by."""
    yield from (getattr(record, "aliases", None) or [])
    yield from getattr(record, "also_searched", [])
    yield from (f"{each.replace('_', ' ')} model" for each in getattr(record, "modalities", []))
    for field in ("short", "question", "developer", "author"):
        if value := getattr(record, field, None):
            yield value


def _text(record: Any) -> str:
    """The prose of a record, without marks; of dated values what is said of the newest."""
    said = [plain(value) for steps, _, value in marked(record, Markdown) if not _past(steps)]
    said += [choice.label for choice in getattr(record, "choices", [])]
    return " ".join(said)


def _past(steps: Steps) -> bool:
    """Whether a place lies in a dated value that another one took the place of."""
    return steps[:1] == ("values",) and steps[1:2] != (0,)


def _html(address: str) -> str:
    path, separator, anchor = address.partition("#")
    return f"{path.removesuffix('.md')}.html{separator}{anchor}"
