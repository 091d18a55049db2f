"""What the first five sources say, where they disagree, what was corrected, and every source."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.page import Page, Section, sorted_by_name
from builder.pages.reading_pages import checked_values
from view.links import DATA_SOURCES


def evidence_pages(content: Content, section: Section) -> Iterator[Page]:
    """The overview, a page for each of the five, claims by kind and by day, and the sources."""
    claims = list(content.records("claim").values())
    rows = list(_sources_with_claims(content, claims))
    yield Page("evidence/index.md", "Evidence", section, "evidence.md.j2", {"rows": rows})
    for row in rows:
        source = row["source"]
        path = f"evidence/{source.id}.md"
        yield Page(path, source.title, section, "evidence_source.md.j2", row)
    for kind, title in (
        ("disagreement", "Where the sources disagree"),
        ("correction", "What we corrected"),
    ):
        values = {"claims": [claim for claim in claims if claim.kind == kind]}
        yield Page(f"evidence/{kind}s.md", title, section, f"{kind}s.md.j2", values)
    path, values = "evidence/checked.md", checked_values(content)
    yield Page(path, "When claims were checked", section, "checked.md.j2", values)
    yield from _source_pages(content, section)


def _sources_with_claims(content: Content, claims: list[Any]) -> Iterator[dict[str, Any]]:
    for source in content.records("source").values():
        said = [c for c in claims if address_of("claim", c).startswith(f"evidence/{source.id}.md")]
        if said:
            status = Counter(claim.status for claim in said)
            yield {"source": source, "claims": said, "status": status}


def _source_pages(content: Content, section: Section) -> Iterator[Page]:
    """Studies, guides and law on one page; price lists, measurements and models on another."""
    listed: dict[bool, list[Any]] = {False: [], True: []}
    for source in sorted_by_name(content, "source"):
        listed[source.id.startswith(DATA_SOURCES)].append(source)
    reading = "Every study, guide, law and document that a page of this site cites."
    data = "Every price list, data sheet, measurement and model that the site's numbers come from."
    for path, title, words, of_data in (
        ("sources", "Sources", reading, False),
        ("data-sources", "Sources of figures and models", data, True),
    ):
        values = {"title": title, "words": words, "listed": listed[of_data]}
        yield Page(f"evidence/{path}.md", title, section, "sources.md.j2", values)
