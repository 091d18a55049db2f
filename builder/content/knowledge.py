"""Records → `knowledge.json`, all that the calculator and the view know."""

import dataclasses
import hashlib
import json
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from builder.content.hosted_prices import hosted_models
from builder.content.listed_sizes import told_by_size
from builder.content.load import Content
from calculator import facts, life, vocabulary
from calculator import knowledge as typed

_KINDS = {  # field of Knowledge: (kind of content, record of the calculator)
    "inputs": ("input", typed.Input),
    "approaches": ("approach", typed.Approach),
    "rules": ("rule", typed.Rule),
    "assumptions": ("assumption", facts.Assumption),
    "accelerators": ("accelerator", facts.Accelerator),
    "architectures": ("architecture", facts.Architecture),
    "vocabularies": ("vocabulary", vocabulary.Vocabulary),
    "predictor_fields": ("predictor-field", vocabulary.PredictorField),
    "networks": ("network", vocabulary.Network),
    "tools": ("tool", typed.Tool),
    "lives": ("life", life.Life),
    "notices": ("notice", typed.Notice),
    "tasks": ("task", typed.Task),
    "examples": ("scenario", typed.Example),
    "versions": ("version", typed.Version),
}

# Many small records whose defaults are the same in content and calculator
_DEFAULTS_LEFT_OUT = (
    facts.Architecture, vocabulary.Vocabulary, vocabulary.PredictorField, vocabulary.Network,
)  # fmt: skip


def knowledge_data(content: Content) -> dict[str, Any]:
    """The JSON-ready knowledge of checked content."""
    data: dict[str, Any] = {
        field: _trimmed(content.records(kind), record) for field, (kind, record) in _KINDS.items()
    }
    data["lives"] = {key: told for key, life in data["lives"].items() if (told := _told(life))}
    active = data["inputs"].get("active_size_b")
    if active is not None and active["if_unknown"]:
        shapes = (s for family in content.records("architecture").values() for s in family.shapes)
        active["if_unknown"][:0] = told_by_size(shapes, active["if_unknown"][0])
    for rent in content.records("rent").values():
        told = rent.model_dump(mode="json")
        chip = data["accelerators"][rent.accelerator]
        chip["rents"], chip["purchases"] = told["tiers"], told["purchase"]
    for field in ("inputs", "approaches"):
        data[field] = dict(sorted(data[field].items(), key=lambda pair: pair[1]["order"]))
    data["hosted_models"] = hosted_models(content)
    data["source_titles"] = {key: source.title for key, source in content.records("source").items()}
    sources = content.records("source").items()
    data["own_sources"] = sorted(key for key, source in sources if source.kind == "own")
    data["mistake_titles"] = {
        key: mistake.mistake for key, mistake in content.records("mistake").items()
    }
    as_of = max(_dates(content), default=date(1970, 1, 1))
    data["as_of"] = as_of.isoformat()
    data["data_version"] = f"{as_of.isoformat()}.{_digest(data)}"
    return data


def write_knowledge(data: dict[str, Any], target: Path) -> None:
    """Write the file as a whole or not at all."""
    unfinished = target.with_name(target.name + ".new")
    unfinished.write_text(canonical_json(data) + "\n", encoding="utf-8")
    unfinished.replace(target)


def canonical_json(data: Any) -> str:
    """One text for one value."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _told(life: dict[str, Any]) -> dict[str, Any] | None:
    """What was said of a model; None where it is sold and nothing more is known."""
    said = {key: value for key, value in life.items() if value not in (None, [], True)}
    return said if said.keys() - {"id", "checked", "sources"} else None


def _digest(data: dict[str, Any]) -> str:
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()[:8]


def _trimmed(records: dict[str, Any], typed_record: Any) -> dict[str, Any]:
    """Only the fields that the calculator has; the rest is for pages."""
    short = typed_record in _DEFAULTS_LEFT_OUT
    return {
        key: _kept(typed_record, r.model_dump(mode="json", exclude_defaults=short))
        for key, r in records.items()
    }


def _kept(hint: Any, value: Any) -> Any:
    """A value without the keys that no record of the calculator has, however deep."""
    members = typing.get_args(hint)
    if isinstance(value, list) and members:
        return [_kept(members[0], each) for each in value]
    record = next((h for h in (hint, *members) if dataclasses.is_dataclass(h)), None)
    if record is None or not isinstance(value, dict):
        return value
    hints = typing.get_type_hints(record)
    return {key: _kept(hints[key], each) for key, each in value.items() if key in hints}


def _dates(content: Content) -> Iterator[date]:
    """Every day on which a fact was last said to hold."""
    for record in content.records("assumption").values():
        yield from (entry.as_of for entry in record.values)
    for record in content.records("rent").values():
        yield from (entry.as_of for entries in record.tiers.values() for entry in entries)
    yield from (price.checked for price in content.records("price").values())
    yield from (claim.checked for claim in content.records("claim").values())
