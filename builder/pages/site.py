"""What the generator of the site works on: Markdown, assets and a configuration."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import yaml

from builder.licences.shipped import BUNDLES
from builder.pages.page import Page
from builder.processes import run
from builder.remembered import make_once

SCRIPTS = (
    "site.mjs", "search_engine.mjs", "calculator_page.mjs", "tool_page.mjs", "measure_page.mjs",
    "map_page.mjs", "chart_drawing.mjs", "embed.mjs", "scheme.mjs", "early_start.mjs", "moved.mjs",
    "python_worker.js",
)  # fmt: skip
SERVICE_WORKER = "service_worker.mjs"  # bundled at the end, when it is known what it keeps
STYLES = ("site.css", "calculator.css", "tool.css", "measure.css", "home.css", "embed.css")


def write_docs(docs: Path, pages: dict[str, str], written_by_hand: Path) -> None:
    """Write the folder of plain Markdown; pages that are gone leave it, others keep their time."""
    files = {path: text.encode() for path, text in pages.items()}
    for file in written_by_hand.rglob("*"):
        if file.is_file():
            files[file.relative_to(written_by_hand).as_posix()] = file.read_bytes()
    for old in docs.rglob("*"):
        if old.is_file() and old.relative_to(docs).as_posix() not in files:
            old.unlink()
    for path, content in files.items():
        target = docs / path
        if not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def bundle_assets(root: Path, target: Path) -> None:
    """Fill `assets/` in a folder: one file for each entry script and style that exists.

    Beside it a list of the files that went into them. Nothing is done where nothing changed.
    """
    own = sorted(each for each in (root / "site_src/assets").rglob("*") if each.is_file())
    installed = root / "node_modules" / ".package-lock.json"
    files = [*own, root / "build" / "charts.json", installed, Path(__file__)]
    told = [part for file in files for part in (file.name.encode(), file.read_bytes())]
    make_once(target, told, lambda folder: _bundle(root, folder))


def _bundle(root: Path, target: Path) -> None:
    scripts = root / "site_src/assets/js"
    sources = [scripts / name for name in SCRIPTS]
    sources += [root / "site_src/assets/css" / name for name in STYLES]
    taken = _esbuild(
        root, [source for source in sources if source.exists()], target / "assets",
        "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--legal-comments=none",
        "--entry-names=[name]", "--external:*.svg",
    )  # fmt: skip
    taken |= _esbuild(root, [scripts / SERVICE_WORKER], target / "unused")
    shutil.rmtree(target / "unused")
    (target / BUNDLES).write_text(json.dumps(sorted(taken)), encoding="utf-8")


def _esbuild(root: Path, entries: list[Path], target: Path, *options: str) -> set[str]:
    """Bundle files into a folder; gives the files of which something is left there."""
    report = target.with_suffix(".json")
    program = root / "node_modules/.bin/esbuild"
    always = ("--bundle", "--log-level=warning", f"--outdir={target}", f"--metafile={report}")
    run([program, *entries, *always, *options], root, "esbuild")
    outputs = json.loads(report.read_text(encoding="utf-8"))["outputs"].values()
    report.unlink()
    return {
        file
        for output in outputs
        for file, part in output["inputs"].items()
        if part["bytesInOutput"]
    }


def write_configuration(root: Path, build: Path, pages: list[Page]) -> Path:
    """The project's mkdocs.yml with the folders and the navigation of this build."""
    target = build / "mkdocs.yml"
    configuration = {
        "INHERIT": os.path.relpath(root / "mkdocs.yml", build),
        "docs_dir": "docs",
        "theme": {"custom_dir": os.path.relpath(root / "site_src" / "overrides", build)},
        "nav": _navigation(pages),
    }
    text = yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)
    target.write_text(text, encoding="utf-8")
    return target


def _navigation(pages: list[Page]) -> list[Any]:
    """Lists within lists, as MkDocs wants them; a section stands where its first page does."""
    navigation: list[Any] = []
    for page in pages:
        entries = navigation
        for name in page.section:
            entries = _entries_under(name, entries)
        entries.append({page.title: page.path})
    return navigation


def _entries_under(name: str, entries: list[Any]) -> list[Any]:
    for each in entries:
        found = each.get(name)
        if isinstance(found, list):
            return found
    made: list[Any] = []
    entries.append({name: made})
    return made
