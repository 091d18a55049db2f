"""Hosted models and their prices as the calculator reads them, from `content/prices/`."""

from datetime import date
from typing import Any

from builder.content.load import Content


def hosted_models(content: Content) -> dict[str, dict[str, Any]]:
    """Hosted models by `provider/model`, in order of id.

    Each holds name, provider, kind (chat, embedding, speech, image, document), as_of, the prices
    in force on that day in USD, and where published: `tiers` (prices above a prompt length),
    `batch`, `flex` and `priority` (other prices for other service), and `dated` (every price with
    the day it starts, oldest first). `open` says that its provider sells open models of others.
    """
    records = content.records("price")
    sellers = {each.name for each in content.records("provider").values() if each.sells_open_models}
    return {key: _model(records[key], sellers) for key in sorted(records)}


def prices_day(content: Content) -> date:
    """The last day on which a price list of hosted models was looked at."""
    days: list[date] = [record.checked for record in content.records("price").values()]
    return max(days)


def _model(record: Any, sellers: set[str]) -> dict[str, Any]:
    told = record.model_dump(mode="json", exclude_defaults=True)
    entries, day = told.pop("values"), told.pop("checked")
    now = next(entry for entry in entries if entry.get("since", "") <= day)
    model = {
        **{key: told[key] for key in ("name", "provider", "kind")},
        "as_of": day,
        **{key: price for key, price in now.items() if key != "since"},
    }
    if told["provider"] in sellers:
        model["open"] = True
    if "context_tokens" in told:
        model["context_tokens"] = told["context_tokens"]
    if len(entries) > 1:
        dated = [{"from": entry.pop("since", None), **entry} for entry in reversed(entries)]
        model["dated"] = dated
    return model
