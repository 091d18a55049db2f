"""Every dated fact of the site in one shape: for the page of ages, the feed and the download."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.words import TIERS, first_words, plain

LICENCE = "MIT"
# Days after which a fact of a class is shown as old. Prices move within months, physics hardly.
LIMIT_DAYS = {
    "price": 180, "wage": 730, "label": 730, "effort": 1095, "operations": 1095, "energy": 730,
    "finance": 365, "learning": 1825, "decision": 365, "physics": 1825, "chip price": 180,
    "model": 365, "claim": 730,
}  # fmt: skip


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
    return sorted(found, key=lambda fact: (fact.kind, fact.id, -fact.as_of.toordinal()))


def current_facts(content: Content) -> list[Fact]:
    """The newest entry of each fact."""
    newest: dict[tuple[str, str], Fact] = {}
    for fact in all_facts(content):
        newest.setdefault((fact.kind, fact.id), fact)
    return list(newest.values())


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
            kind="claim", id=record.id, label=first_words(record.says), group="claim",
            as_of=record.checked, limit_days=LIMIT_DAYS["claim"], status=record.status,
            address=_page("claim", record), words=plain(record.says),
            sources=tuple(dict.fromkeys([*record.sources, *record.evidence])),
        )  # fmt: skip


def _page(kind: str, record: Any) -> str:
    return address_of(kind, record).replace(".md", ".html", 1)


def facts_json(content: Content, data_version: str) -> str:
    """All facts and the sources that they name, as JSON."""
    facts = [{**asdict(fact), "as_of": fact.as_of.isoformat()} for fact in all_facts(content)]
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
    for fact in all_facts(content):
        table.writerow({**asdict(fact), "sources": " ".join(fact.sources), "licence": LICENCE})
    return text.getvalue()
