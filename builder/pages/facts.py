"""Every dated fact of the site in one shape: for the page of ages, the feed and the download."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from builder.content.hosted_prices import hosted_models
from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.words import TIERS, claim_title, plain
from calculator.age import LIMIT_DAYS
from calculator.dates import long_date

LICENCE = "MIT"
PRICE_WORDS = {
    "input_usd_per_mtok": ("input", "USD/million tokens"),
    "cached_input_usd_per_mtok": ("cached input", "USD/million tokens"),
    "cache_write_usd_per_mtok": ("cache write", "USD/million tokens"),
    "output_usd_per_mtok": ("output", "USD/million tokens"),
    "input_audio_usd_per_mtok": ("sound input", "USD/million tokens"),
    "audio_usd_per_hour": ("sound", "USD/hour"),
    "usd_per_mchar": ("characters", "USD/million characters"),
    "usd_per_kpage": ("pages", "USD/thousand pages"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact as it was held on one day."""

    kind: str  # assumption, rent, model or claim
    id: str
    label: str
    group: str  # its class; decides how long it counts as fresh
    as_of: date
    limit_days: int
    address: str  # from the root of the site
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    words: str = ""  # of claims and models: what holds
    status: str = ""  # of claims
    sources: tuple[str, ...] = ()

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of the record on whose page it stands; a rent is one of an accelerator."""
        if self.kind == "rent":
            return "accelerator", self.id.rpartition(".")[0]
        return self.kind, self.id


def all_facts(content: Content) -> list[Fact]:
    """Every fact, also those that a newer one has replaced; by kind and id, newest first."""
    found = [*_assumptions(content), *_chip_prices(content), *_models(content), *_claims(content)]
    return _in_order(found)


def published_facts(content: Content) -> list[Fact]:
    """Every fact with the prices and lives of hosted models: what is downloaded, and the feed."""
    return _in_order([*all_facts(content), *_hosted_prices(content), *_lives(content)])


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.kind, fact.id, -fact.as_of.toordinal()))


def current_facts(content: Content) -> list[Fact]:
    """The newest entry of each fact."""
    newest: dict[tuple[str, str], Fact] = {}
    for fact in all_facts(content):
        newest.setdefault((fact.kind, fact.id), fact)
    renewed = {fact.id.partition(".")[0] for fact in newest.values() if _of_today(fact)}
    return [
        fact
        for fact in newest.values()
        if fact.kind != "rent" or _of_today(fact) or fact.id.partition(".")[0] not in renewed
    ]


def _of_today(fact: Fact) -> bool:
    """A rent that is no old list, which newer offers have replaced."""
    return fact.kind == "rent" and not fact.id.endswith(".list")


def _assumptions(content: Content) -> Iterator[Fact]:
    for record in content.records("assumption").values():
        for entry in record.values:
            yield _dated("assumption", record, entry, record.label, record.group, record.unit)


def _chip_prices(content: Content) -> Iterator[Fact]:
    for record in content.records("rent").values():
        chip = content.records("accelerator")[record.accelerator]
        for tier, entries in record.tiers.items():
            label = f"{chip.name}, {TIERS[tier]}"
            for entry in entries:
                found = _dated("accelerator", chip, entry, label, "chip price", "USD/chip-hour")
                yield replace(found, kind="rent", id=f"{chip.id}.{tier}")


def _dated(kind: str, record: Any, entry: Any, label: str, group: str, unit: str) -> Fact:
    return Fact(
        kind=kind, id=record.id, label=label, group=group, unit=unit,
        as_of=entry.as_of, limit_days=LIMIT_DAYS[group], address=_page(kind, record),
        value=entry.value, low=entry.low, high=entry.high, words=plain(entry.basis),
        sources=tuple(entry.sources),
    )  # fmt: skip


def _hosted_prices(content: Content) -> Iterator[Fact]:
    """Each price of each hosted model, with every day on which it changed."""
    for key, model in hosted_models(content).items():
        lists = model.get("dated") or [{"from": None, **model}]
        for entry in lists:
            if entry["from"] is None and len(lists) > 1:
                continue  # nobody says since when it held
            day = date.fromisoformat(entry["from"]) if entry["from"] else None
            for field, (label, unit) in PRICE_WORDS.items():
                if field in entry:
                    yield Fact(
                        kind="hosted price", id=f"{key} {label}", group="price", unit=unit,
                        label=f"{model['name']} ({model['provider']}): {label}",
                        as_of=day or date.fromisoformat(model["as_of"]),
                        limit_days=LIMIT_DAYS["price"], address="data/hosted-prices.html",
                        value=entry[field], low=entry[field], high=entry[field],
                        words="List price.", sources=("cost-genai-prices",),
                    )  # fmt: skip


def _lives(content: Content) -> Iterator[Fact]:
    """Ends of hosted models, as of the day on which they were told."""
    models = hosted_models(content)
    for life in content.records("life").values():
        if life.shutdown:
            after = life.replacement or life.replacement_name
            then = f", replaced by {after}" if after else ""
            yield Fact(
                kind="hosted model", id=life.id, group="life", as_of=life.announced or life.checked,
                label=f"{models[life.id]['name']}: shut down on {long_date(life.shutdown)}",
                limit_days=LIMIT_DAYS["price"], address="data/hosted-prices.html",
                words=f"{life.id} is shut down on {long_date(life.shutdown)}{then}.",
                sources=tuple(life.sources),
            )  # fmt: skip


def _models(content: Content) -> Iterator[Fact]:
    for record in content.records("model").values():
        yield Fact(
            kind="model", id=record.id, label=record.name, group="model", as_of=record.checked,
            limit_days=LIMIT_DAYS["model"], address=_page("model", record),
            words=plain(record.status or record.purpose), sources=tuple(record.sources),
        )  # fmt: skip


def _claims(content: Content) -> Iterator[Fact]:
    for record in content.records("claim").values():
        yield Fact(
            kind="claim", id=record.id, label=claim_title(record), group="claim",
            as_of=record.checked, limit_days=LIMIT_DAYS["claim"], status=record.status,
            address=_page("claim", record), words=plain(record.says),
            sources=tuple(dict.fromkeys([*record.sources, *record.evidence])),
        )  # fmt: skip


def _page(kind: str, record: Any) -> str:
    return address_of(kind, record).replace(".md", ".html", 1)


def facts_json(content: Content, data_version: str) -> str:
    """All facts and the sources that they name, as JSON."""
    facts = [{**asdict(fact), "as_of": fact.as_of.isoformat()} for fact in published_facts(content)]
    wanted = {source for fact in facts for source in fact["sources"]}
    sources = {
        key: {"title": source.title, "author": source.author, "url": source.url}
        for key, source in content.records("source").items()
        if key in wanted
    }
    whole = {
        "data_version": data_version,
        "licence": LICENCE,
        "licence_note": "The records are ours. What they cite belongs to its authors.",
        "facts": facts,
        "sources": sources,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def facts_csv(content: Content) -> str:
    """All facts as a table, the licence stated in each row."""
    columns = [*Fact.__dataclass_fields__, "licence"]
    text = io.StringIO()
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    for fact in published_facts(content):
        table.writerow({**asdict(fact), "sources": " ".join(fact.sources), "licence": LICENCE})
    return text.getvalue()
