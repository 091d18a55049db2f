"""The pages of prices, versions, predictions and sources."""

from collections.abc import Iterator
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.page import Page, in_order, sorted_by_name
from builder.pages.prices import RENT_TIERS, hosted_rows, rent_rows
from view.links import DATA_SOURCES
from view.sentences import in_sentence


def source_pages(content: Content) -> Iterator[Page]:
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
        yield Page(f"evidence/{path}.md", title, "Evidence", "sources.md.j2", values)


def price_pages(content: Content) -> Iterator[Page]:
    """What hosted models cost and how long they live; what accelerators rent for."""
    today = max(life.checked for life in content.records("life").values())
    rows = hosted_rows(content, today)
    past = [row for row in rows if row.status == "ended"]
    values: dict[str, Any] = {
        "rows": [row for row in rows if row.status != "ended"],
        "lives_day": today,
        "providers": sorted_by_name(content, "provider"),
    }
    path, title = "data/hosted-prices.md", "Prices of hosted models"
    yield Page(path, title, "Numbers", "hosted_prices.md.j2", values)
    values = {"rows": past, "changed": [row for row in rows if row.history]}
    path, title = "data/hosted-prices-past.md", "Past prices of hosted models"
    yield Page(path, title, "Numbers", "hosted_prices_past.md.j2", values)
    values = {"rows": rent_rows(content), "rent_tiers": RENT_TIERS}
    yield Page("data/rents.md", "GPU prices per hour", "Numbers", "rents.md.j2", values)


def versions(content: Content) -> dict[str, Any]:
    """Published versions of the data, newest first."""
    found = content.records("version").values()
    return {"versions": sorted(found, key=lambda version: version.as_of, reverse=True)}


def validation_pages(content: Content) -> Iterator[Page]:
    """How good the predictions are: an overview, and a page for each kind of them."""
    title, section = "How well the cost model predicts", "Numbers"
    everything = in_order(content, "validation")
    yield Page("data/validation.md", title, section, "validation.md.j2", {"all": everything})
    for page in everything:
        path, title = address_of("validation", page), f"Predicted: {in_sentence(page.title)}"
        yield Page(path, title, section, "validation_page.md.j2", {"page": page})
