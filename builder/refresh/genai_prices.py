"""Hosted models and their prices as the package genai-prices lists them.

Runs by itself, so that it reads the copy of the package that stands first in `PYTHONPATH`, and
prints JSON. `tests/builder/test_refresh.py` holds the shape.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from genai_prices import data as published
from genai_prices.types import ModelInfo, ModelPrice, StartDateConstraint, TieredPrices

# What the package's notes say of the day of a look.
_LOOK = re.compile(r"(?:verified|checked|confirmed)[^.]{0,60}?(20\d\d-\d\d-\d\d)")

# Makers and hosts that sell under one list; routers and resellers repeat their prices.
_PROVIDERS = (
    "openai", "anthropic", "google", "mistral", "cohere", "deepseek", "x-ai", "meta", "voyageai",
    "groq", "together", "cerebras", "perplexity", "moonshotai", "zai", "minimax", "elevenlabs",
)  # fmt: skip
_OTHERS_MODELS = {"google": "claude"}  # a maker's own list is kept, the resold copy is not

_FIELDS = {
    "input_mtok": "input_usd_per_mtok",
    "output_mtok": "output_usd_per_mtok",
    "cache_read_mtok": "cached_input_usd_per_mtok",
    "cache_write_mtok": "cache_write_usd_per_mtok",
    "input_audio_mtok": "input_audio_usd_per_mtok",
    "output_audio_mtok": "output_audio_usd_per_mtok",
    "input_image_mtok": "input_image_usd_per_mtok",
    "output_image_mtok": "output_image_usd_per_mtok",
    "input_audio_hours": "audio_usd_per_hour",
    "audio_hours": "audio_usd_per_hour",
    "input_mchars": "usd_per_mchar",
    "input_document_kpages": "usd_per_kpage",
}


def main() -> None:
    """Print version, day and models."""
    day = looked_at(date.today())  # noqa: DTZ011  a look lies before the end of any day
    found = {"version": version("genai-prices"), "checked": day.isoformat(), "models": listed(day)}
    json.dump(found, sys.stdout)


def looked_at(today: date) -> date:
    """The last day on which the package's notes report a look at a price list."""
    notes = (m.price_comments for p in published.providers for m in p.models if m.price_comments)
    days = [date.fromisoformat(day) for note in notes for day in _LOOK.findall(note)]
    return max((day for day in days if day <= today), default=today)


def listed(day: date) -> dict[str, dict[str, Any]]:
    """What a record of `content/prices/` holds of each model that is sold, by `provider/model`."""
    found = {f"{provider.id}/{model.id}": _model(provider.name, model, day)
             for provider in published.providers if provider.id in _PROVIDERS
             for model in provider.models if _offered(provider.id, model)}  # fmt: skip
    return {key: found[key] for key in sorted(found) if _costs_something(found[key])}


# How makers write themselves, where the package does not.
_NAMED = {"Deepseek": "DeepSeek", "X AI": "xAI", "MoonshotAi": "Moonshot AI"}


def _offered(provider: str, model: ModelInfo) -> bool:
    other = _OTHERS_MODELS.get(provider)
    return not (model.deprecated or model.id.endswith(":free") or (other and other in model.id))


def _costs_something(model: dict[str, Any]) -> bool:
    return any(entry.get(field) for entry in model["values"] for field in _FIELDS.values())


def _model(provider: str, model: ModelInfo, day: date) -> dict[str, Any]:
    dated = list(_dated(model))
    now = max(i for i, (start, _) in enumerate(dated) if start is None or start <= day)
    values = [{"since": start.isoformat(), **p} if start else p for start, p in dated]
    values[now] |= _variants(model, day)
    record = {"name": model.name or model.id, "provider": _NAMED.get(provider, provider)}
    record["kind"] = _kind(model.id, dated[now][1])
    context = {"context_tokens": model.context_window} if model.context_window else {}
    return {**record, **context, "values": values[::-1]}


def _dated(model: ModelInfo) -> Iterator[tuple[date | None, dict[str, Any]]]:
    """Prices by the day they start, oldest first; times of day are left out."""
    entries = model.prices if isinstance(model.prices, list) else None
    if entries is None:
        yield None, _prices(model.prices)  # type: ignore[arg-type]
        return
    starts = [
        (entry.constraint.start_date if entry.constraint else None, _prices(entry.prices))
        for entry in entries
        if entry.constraint is None or isinstance(entry.constraint, StartDateConstraint)
    ]
    yield from sorted(starts, key=lambda pair: pair[0] or date.min)


def _prices(prices: ModelPrice) -> dict[str, Any]:
    found: dict[str, Any] = {}
    tiers: dict[int, dict[str, float]] = {}
    for key, field in _FIELDS.items():
        price = getattr(prices, key)
        if isinstance(price, TieredPrices):
            found[field] = float(price.base)
            for tier in price.tiers:
                tiers.setdefault(tier.start, {})[field] = float(tier.price)
        elif price is not None:
            found[field] = float(price)
    if tiers:
        found["tiers"] = [{"above_tokens": start, **tiers[start]} for start in sorted(tiers)]
    return found


def _variants(model: ModelInfo, day: date) -> dict[str, Any]:
    """Prices of the batch, flex and priority service, where they differ."""
    wanted = {"batch": "processing", "flex": "service_tier", "priority": "service_tier"}
    now = datetime.combine(day, datetime.min.time(), UTC)
    found: dict[str, Any] = {}
    for variant in model.price_variants or []:
        if variant.constraint is not None and not variant.constraint.active(now):
            continue
        for name, key in wanted.items():
            if variant.when == {key: name} and (prices := _prices(variant.prices)):
                found[name] = prices
    return found


def _kind(model_id: str, prices: dict[str, Any]) -> str:
    if "embed" in model_id or (
        model_id.startswith("voyage") and "output_usd_per_mtok" not in prices
    ):
        return "embedding"
    if "usd_per_kpage" in prices:
        return "document"
    speech = (
        "audio",
        "transcribe",
        "whisper",
        "tts",
        "voxtral",
        "voice",
        "realtime",
        "live",
        "speech",
    )
    if any(word in model_id for word in speech) or "usd_per_mchar" in prices:
        return "speech"
    if "output_image_usd_per_mtok" in prices or "image" in model_id:
        return "image"
    return "chat"


if __name__ == "__main__":
    main()
