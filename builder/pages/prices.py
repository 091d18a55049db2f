"""Rows of the price pages: hosted models, and what accelerators rent for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from builder.content.hosted_prices import hosted_models
from builder.content.load import Content
from builder.pages.sections import Section
from calculator.decode import decode
from calculator.life import Life
from view import formats

RENT_TIERS = ("specialist", "large_cloud", "marketplace", "reserved", "spot", "per_second")
_PRICES = {
    "input_usd_per_mtok": "input", "cached_input_usd_per_mtok": "cached input",
    "cache_write_usd_per_mtok": "cache write", "output_usd_per_mtok": "output",
    "input_audio_usd_per_mtok": "sound input", "output_audio_usd_per_mtok": "sound output",
    "input_image_usd_per_mtok": "image input", "output_image_usd_per_mtok": "image output",
    "audio_usd_per_hour": "an hour of sound", "usd_per_mchar": "a million characters",
    "usd_per_kpage": "a thousand pages",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedRow:
    """One hosted model on the price page; prices in USD, None where it has none."""

    id: str
    name: str
    provider: str
    kind: str
    input_usd: float | None
    cached_usd: float | None
    output_usd: float | None
    batch_usd: float | None  # input, as a batch
    other: str  # prices that are not by text tokens
    context: float | None
    status: str
    end: date | None
    replacement: str
    tunable: str
    checked: date
    history: tuple[tuple[str, str], ...]  # (from when, prices)


def hosted_rows(content: Content, today: date) -> list[HostedRow]:
    """Every priced model, those that can be called first, then by provider and name."""
    models, lives = hosted_models(content), content.records("life")
    rows = [_hosted_row(key, model, lives.get(key), models, today) for key, model in models.items()]
    return sorted(
        rows, key=lambda r: (r.status == "ended", r.provider.casefold(), r.name.casefold())
    )


def _hosted_row(
    key: str, model: dict[str, Any], record: Any, models: dict[str, Any], today: date
) -> HostedRow:
    life = decode(Life, record.model_dump(mode="json", exclude={"covers"})) if record else None
    other = [
        f"{label} {formats.list_price(model[field])}"
        for field, label in list(_PRICES.items())[4:]
        if field in model
    ]
    replacement = (life and (life.replacement or life.replacement_name)) or ""
    return HostedRow(
        id=key, name=str(model["name"]), provider=str(model["provider"]), kind=str(model["kind"]),
        input_usd=model.get("input_usd_per_mtok"),
        cached_usd=model.get("cached_input_usd_per_mtok"),
        output_usd=model.get("output_usd_per_mtok"),
        batch_usd=model.get("batch", {}).get("input_usd_per_mtok"),
        other=", ".join(other), context=model.get("context_tokens"),
        status=life.status(today) if life else "active", end=life.shutdown if life else None,
        replacement=str(models.get(replacement, {}).get("name", replacement)),
        tunable=_tunable(life, today),
        checked=life.checked if life else date.fromisoformat(model["as_of"]),
        history=tuple(_history(model)),
    )  # fmt: skip


def _tunable(life: Life | None, today: date) -> str:
    if life is None or life.tuning is None or life.ended(today):
        return ""
    return "by anyone" if life.tunable(today) else "by customers of old"


def _history(model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Dated price lists, newest first: (from when, prices)."""
    for entry in reversed(model.get("dated", ())):
        prices = [
            f"{label} {formats.list_price(entry[field])}"
            for field, label in _PRICES.items()
            if field in entry
        ]
        day = entry["from"]
        yield (formats.iso_date(day) if day else "at first"), ", ".join(prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class RentRow:
    """What one accelerator rents for today, by kind of offer."""

    chip: Any
    rents: dict[str, Any]  # newest entry by tier
    purchase: Any
    newest: date


def rent_rows(content: Content) -> list[RentRow]:
    """Accelerators with an offer or a price to buy, by maker and name; list prices are history."""
    chips, rows = content.records("accelerator"), []
    for record in content.records("rent").values():
        rents = {tier: record.tiers[tier][0] for tier in RENT_TIERS if tier in record.tiers}
        purchase = record.purchase[0] if record.purchase else None
        if shown := [*rents.values(), *([purchase] if purchase else [])]:
            chip, newest = chips[record.accelerator], max(entry.as_of for entry in shown)
            rows.append(RentRow(chip=chip, rents=rents, purchase=purchase, newest=newest))
    return sorted(rows, key=lambda row: (row.chip.vendor, row.chip.name))


def price_sections(content: Content) -> Iterator[tuple[str, str, list[str], list[Section]]]:
    """What search finds prices by: (title, address, other words, texts)."""
    by_provider: dict[str, list[str]] = {}
    for key, model in hosted_models(content).items():
        by_provider.setdefault(str(model["provider"]), []).append(f"{model['name']} {key}")
    for provider, names in by_provider.items():
        title = f"Prices of {provider} models"
        words = ["price per token", "price per million tokens", f"{provider} price"]
        yield title, "data/hosted-prices.html", words, [Section("", "", ", ".join(names))]
    for row in rent_rows(content):
        title, words = (
            f"{row.chip.name}: rent per hour",
            ["price per hour", "gpu price", *row.chip.aliases],
        )
        address = f"data/rents.html#{row.chip.id}"
        yield title, address, words, [Section("", "", f"{row.chip.vendor} rent price per hour")]
