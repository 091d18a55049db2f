"""Data and evidence: prices, chips, models, numbers, predictions, sources and what they say."""

from collections.abc import Iterator
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.evidence_pages import evidence_pages
from builder.pages.page import Page, in_order, sorted_by_name
from builder.pages.prices import RENT_TIERS, hosted_rows, rent_rows
from builder.pages.reading_pages import freshness_values
from view.sentences import in_sentence

_DATA = ("Data and evidence",)
_PRICES = (*_DATA, "Prices and chips")
_MODELS = (*_DATA, "Models and tools")
_NUMBERS = (*_DATA, "Numbers")
_PREDICTIONS = (*_DATA, "Predictions")
_EVIDENCE = (*_DATA, "Evidence")


def data_pages(content: Content) -> Iterator[Page]:
    """Everything under the tab, its overview first."""
    yield Page("data/index.md", "Data and evidence", _DATA, "data.md.j2", {})
    yield from _price_pages(content)
    yield from _model_pages(content)
    yield from _number_pages(content)
    yield from _validation_pages(content)
    yield from evidence_pages(content, _EVIDENCE)


def _price_pages(content: Content) -> Iterator[Page]:
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
    yield Page(path, title, _PRICES, "hosted_prices.md.j2", values)
    values = {"rows": past, "changed": [row for row in rows if row.history]}
    path, title = "data/hosted-prices-past.md", "Past prices of hosted models"
    yield Page(path, title, _PRICES, "hosted_prices_past.md.j2", values)
    values = {"rows": rent_rows(content), "rent_tiers": RENT_TIERS}
    yield Page("data/rents.md", "GPU prices per hour", _PRICES, "rents.md.j2", values)
    yield Page("data/accelerators.md", "Accelerators", _PRICES, "accelerators.md.j2", {})


def _model_pages(content: Content) -> Iterator[Page]:
    models = sorted_by_name(content, "model")
    own = {"members": [m for m in models if m.kind == "model"]}
    others = {"members": [m for m in models if m.kind != "model"]}
    yield Page("models.md", "Models", _MODELS, "models.md.j2", own)
    yield Page("tools-and-data.md", "Tools and data", _MODELS, "tools.md.j2", others)


def _number_pages(content: Content) -> Iterator[Page]:
    groups: dict[str, list[Any]] = {}
    for assumption in content.records("assumption").values():
        groups.setdefault(assumption.group, []).append(assumption)
    physics = {"members": groups.pop("physics", [])}
    values = {"groups": sorted(groups.items())}
    yield Page("data/assumptions.md", "Assumptions", _NUMBERS, "assumptions.md.j2", values)
    yield Page("data/physics.md", "Physical constants", _NUMBERS, "physics.md.j2", physics)
    path, values = "data/freshness.md", freshness_values(content)
    yield Page(path, "How old the numbers are", _NUMBERS, "freshness.md.j2", values)
    found = content.records("version").values()
    newest = sorted(found, key=lambda version: version.as_of, reverse=True)
    path, title = "data/versions.md", "Versions of the data"
    yield Page(path, title, _NUMBERS, "versions.md.j2", {"versions": newest})


def _validation_pages(content: Content) -> Iterator[Page]:
    """How good the predictions are: an overview, and a page for each kind of them."""
    title = "How well the cost model predicts"
    everything = in_order(content, "validation")
    yield Page("data/validation.md", title, _PREDICTIONS, "validation.md.j2", {"all": everything})
    for page in everything:
        path, title = address_of("validation", page), f"Predicted: {in_sentence(page.title)}"
        yield Page(path, title, _PREDICTIONS, "validation_page.md.j2", {"page": page})
