"""JSON Schemas for editors, one per kind of file, generated from the models."""

import json
from pathlib import Path
from typing import Any

from builder.content.records import KINDS, Kind


def schema_texts() -> dict[str, str]:
    """The text of every schema file by its name."""
    return {
        f"{kind.list_key or kind.name}.json": json.dumps(_schema(kind), indent=2) + "\n"
        for kind in KINDS
    }


def write_schemas(folder: Path) -> None:
    """Write all schema files; unchanged ones keep their time stamp."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        target = folder / name
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def _schema(kind: Kind) -> dict[str, Any]:
    schema = kind.model.model_json_schema()
    if kind.list_key is None:
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    definitions = schema.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {kind.list_key: {"type": "array", "items": schema}},
        "required": [kind.list_key],
        "additionalProperties": False,
        "$defs": definitions,
    }
