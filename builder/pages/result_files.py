"""What the calculator says about the worked examples, as JSON for other programs."""

import json
from pathlib import Path
from typing import Any

from builder.content.knowledge import canonical_json
from builder.pages.facts import LICENCE
from builder.pages.results import Results
from calculator.encode import encode
from calculator.result import Result

FOLDER = "data/results"


def write_results(site: Path, results: Results) -> None:
    """A file for each example, with the request and the result, and a list of them."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    knowledge = results.knowledge
    entries = []
    for example in knowledge.examples.values():
        result = results.of(example.id)
        about = _about(result, example.id, example.title)
        request = {"inputs": dict(example.inputs), "data_version": knowledge.data_version}
        text = canonical_json({**about, "request": request, "result": result.to_dict()}) + "\n"
        (folder / f"{example.id}.json").write_text(text, encoding="utf-8", newline="\n")
        entries.append({**about, "file": f"{example.id}.json"})
    index = {
        "data_version": knowledge.data_version,
        "as_of": knowledge.as_of.isoformat(),
        "licence": LICENCE,
        "results": entries,
    }
    text = json.dumps(index, ensure_ascii=False, indent=1) + "\n"
    (folder / "index.json").write_text(text, encoding="utf-8", newline="\n")


def _about(result: Result, example_id: str, title: str) -> dict[str, Any]:
    recommended, costs = result.recommended, result.priced
    return {
        "id": example_id,
        "title": title,
        "recommended": recommended,
        "total_usd": encode(costs.approaches[recommended].total),
        "horizon_months": costs.horizon_months,
    }
