"""What `build.py refresh` does: read the packages, compare, show what moves, write the records."""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.content.load import Content
from builder.refresh import grids, prices
from builder.refresh.packages import Packages
from builder.refresh.text import file_text

PRICES, GRIDS, SOURCES = "content/prices", "content/assumptions", "content/sources"
_GRID_IDS = "grid-"
_VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class Changes:
    """New texts by path from the root of the project, and what is new in them, in words."""

    texts: Mapping[str, str]
    said: tuple[str, ...]


def changes(root: Path, content: Content, packages: Packages, today: date) -> Changes:
    """Everything that the packages say and the records do not."""
    found = [
        *_price_changes(content, packages, today),
        *_grid_changes(root, content, packages, today),
    ]
    texts = {path: text for path, text, _ in found if text != _text(root, path)}
    said = tuple(line for _, _, lines in found for line in lines)
    if texts:
        texts |= _named_versions(root, packages)
    return Changes(texts, said)


type Change = tuple[str, str, list[str]]  # path, text, what is new


def _price_changes(content: Content, packages: Packages, today: date) -> Iterator[Change]:
    """Each provider's file, with the models that are no longer listed as they were."""
    kept = {key: _plain(loaded) for key, loaded in content.kinds["price"].items()}
    listed, looked_at = packages.prices["models"], packages.prices["checked"]
    by_provider: dict[str, dict[str, Any]] = {}
    lines: dict[str, list[str]] = {}
    for key in sorted({*kept, *listed}):
        old, provider = kept.get(key), key.partition("/")[0]
        record = old
        if key in listed:
            seen = {"id": key, **listed[key]}
            record = prices.renewed(old, seen, looked_at, today.isoformat())
            lines.setdefault(provider, []).extend(prices.moves(old, record, today))
        by_provider.setdefault(provider, {})[key] = record
    for provider, records in by_provider.items():
        path = f"{PRICES}/{provider}.yaml"
        yield path, file_text(list(records.values())), lines.get(provider, [])


def _grid_changes(
    root: Path, content: Content, packages: Packages, today: date
) -> Iterator[Change]:
    for key, loaded in content.kinds["assumption"].items():
        if not key.startswith(_GRID_IDS):
            continue
        record = _plain(loaded)
        new = grids.entry(record, packages.mix, today.isoformat())
        if new:
            path, old = f"{GRIDS}/{key}.yaml", record["values"][0]
            said = f"{key}: {old['value']} → {new['value']} {record['unit']}, as of {new['as_of']}"
            yield path, grids.with_entry(_text(root, path), new), [said]


def _plain(loaded: Any) -> dict[str, Any]:
    """A record as it stands in its file."""
    value = loaded.document.value
    for step in loaded.steps:
        value = value[step]
    return dict(value)


def _named_versions(root: Path, packages: Packages) -> dict[str, str]:
    """The records of the two sources, with the version and the day of what was read."""
    found = {}
    for name, version, day in (
        ("cost-genai-prices", packages.prices["version"], packages.prices["checked"]),
        ("cost-codecarbon-mix", packages.mix_version, ""),
    ):
        path = f"{SOURCES}/{name}.yaml"
        lines = _text(root, path).splitlines(keepends=True)
        for i, line in enumerate(lines):
            if version and line.startswith("title:"):
                lines[i] = _VERSION.sub(version, line, count=1)
            elif day and line.startswith("published:"):
                lines[i] = f"published: {day}\n"
        found[path] = "".join(lines)
    return {path: text for path, text in found.items() if text != _text(root, path)}


def _text(root: Path, path: str) -> str:
    file = root / path
    return file.read_text(encoding="utf-8") if file.exists() else ""


def not_listed(content: Content, packages: Packages) -> int:
    """How many models the package no longer lists; they keep their last price and its day."""
    return len(content.kinds["price"].keys() - packages.prices["models"].keys())


def trial(root: Path, folder: Path, texts: Mapping[str, str]) -> Path:
    """A project in a folder that has the new texts, so that they are tried before they count."""
    shutil.copytree(root / "content", folder / "content")
    for name in ("build", "builder", "calculator"):
        (folder / name).symlink_to(root / name)
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return folder


def write(
    root: Path, texts: Mapping[str, str], replace: Callable[[Path, Path], None] = os.replace
) -> None:
    """Put all texts in their places; where one cannot be written whole, none is."""
    unfinished = {path: (root / path).with_name(f".{Path(path).name}.new") for path in texts}
    before = {path: _text(root, path) for path in texts}
    done: list[str] = []
    try:
        for path, file in unfinished.items():
            file.write_text(texts[path], encoding="utf-8", newline="\n")
        for path, file in unfinished.items():
            replace(file, root / path)
            done.append(path)
    except BaseException:
        _take_back(root, before, done)
        raise
    finally:
        for file in unfinished.values():
            file.unlink(missing_ok=True)


def _take_back(root: Path, before: Mapping[str, str], done: Iterable[str]) -> None:
    for path in done:
        if before[path]:
            (root / path).write_text(before[path], encoding="utf-8", newline="\n")
        else:
            (root / path).unlink()
