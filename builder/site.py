"""Markdown and assets → the folder that readers get."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from builder.atomic import disk_fault_in
from builder.pages import Page
from builder.problems import StepError

SCRIPTS = (
    "site.mjs", "search_engine.mjs", "calculator_page.mjs", "tool_page.mjs", "chart_drawing.mjs",
    "embed.mjs", "trusted_theme.mjs", "early_start.mjs", "python_worker.js",
)  # fmt: skip
STYLES = ("site.css", "calculator.css", "tool.css", "home.css", "embed.css")


def write_docs(docs: Path, pages: dict[str, str], written_by_hand: Path) -> None:
    """Write the folder of plain Markdown; pages that are gone leave it."""
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(written_by_hand, docs)
    for path, text in pages.items():
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def bundle_assets(root: Path, target: Path) -> None:
    """One file for each entry script and style that exists."""
    sources = [root / "site_src/assets/js" / name for name in SCRIPTS]
    sources += [root / "site_src/assets/css" / name for name in STYLES]
    entries = [str(source) for source in sources if source.exists()]
    command = [
        str(root / "node_modules/.bin/esbuild"), *entries, "--bundle", "--minify", "--format=iife",
        "--target=es2022", "--charset=utf8", "--legal-comments=none", "--log-level=warning",
        "--entry-names=[name]", f"--outdir={target}", "--external:*.svg",
    ]  # fmt: skip
    _run(command, root, "esbuild")


def write_configuration(root: Path, build: Path, pages: list[Page]) -> Path:
    """The project's mkdocs.yml with the folders and the navigation of this build."""
    target = build / "mkdocs.yml"
    sections: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        sections.setdefault(page.section, []).append({page.title: page.path})
    navigation: list[Any] = sections.pop("", [])
    navigation += [{title: entries} for title, entries in sections.items()]
    configuration = {
        "INHERIT": os.path.relpath(root / "mkdocs.yml", build),
        "docs_dir": "docs",
        "theme": {"custom_dir": os.path.relpath(root / "site_src" / "overrides", build)},
        "nav": navigation,
    }
    text = yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)
    target.write_text(text, encoding="utf-8")
    return target


def run_mkdocs(configuration: Path, target: Path, epoch: int) -> None:
    """Run MkDocs as a command; its warnings are errors."""
    command = [
        sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean",
        "--config-file", str(configuration), "--site-dir", str(target),
    ]  # fmt: skip
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "DISABLE_MKDOCS_2_WARNING": "true"}
    _run(command, configuration.parent, "mkdocs", environment)


def _run(command: list[str], folder: Path, name: str, more: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(more or {})},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise StepError(f"{name} is not installed; run `make setup`") from None
    output = (done.stderr + done.stdout).strip()
    if done.returncode:
        fault = disk_fault_in(output)
        raise StepError(f"{name} failed: {fault}" if fault else f"{name} failed:\n{output}")
