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
from builder.remembered import digest_of

SCRIPTS = (
    "site.mjs", "search_engine.mjs", "calculator_page.mjs", "tool_page.mjs", "chart_drawing.mjs",
    "embed.mjs", "scheme.mjs", "early_start.mjs", "python_worker.js",
)  # fmt: skip
_ABOUT_DRAFTS = "A 'dirty' build is being performed"  # a warning that MkDocs always gives
STYLES = ("site.css", "calculator.css", "tool.css", "home.css", "embed.css")


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
    _mkdocs(configuration, target, epoch, "--strict", "--clean")


def run_mkdocs_again(configuration: Path, target: Path, epoch: int) -> None:
    """The same for a draft: only pages whose Markdown changed, while the theme is the same.

    What MkDocs made is kept beside `target`, as `draft`. After a fault it is dropped, so that a
    page with a warning is not taken for a good one by the next build.
    """
    kept = target.with_name("draft")
    theme = [configuration.read_bytes(), *_theme_files(configuration)]
    stamp, digest = kept.with_suffix(".sha256"), digest_of(theme)
    again = kept.exists() and stamp.exists() and stamp.read_text() == digest
    stamp.unlink(missing_ok=True)
    if again:
        _mkdocs(configuration, kept, epoch, "--dirty")
    else:
        _mkdocs(configuration, kept, epoch, "--strict", "--clean")
    stamp.write_text(digest, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(kept, target)


def _theme_files(configuration: Path) -> list[bytes]:
    root = configuration.parent.parent
    overrides = sorted(each for each in (root / "site_src/overrides").rglob("*") if each.is_file())
    return [(root / "mkdocs.yml").read_bytes(), *(each.read_bytes() for each in overrides)]


def _mkdocs(configuration: Path, target: Path, epoch: int, *options: str) -> None:
    """A warning is a fault; not so the one that drafts begin with, which `--strict` counts too."""
    command = [
        sys.executable, "-m", "mkdocs", "build", *options,
        "--config-file", str(configuration), "--site-dir", str(target),
    ]  # fmt: skip
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
    output = _run(command, configuration.parent, "mkdocs", environment)
    warnings = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    if faults := [line for line in warnings if _ABOUT_DRAFTS not in line]:
        raise StepError("\n".join(["mkdocs failed:", *faults]))
    # The theme's scripts are not used: see docs/decisions/044-our-own-frame.md.
    shutil.rmtree(target / "assets" / "javascripts", ignore_errors=True)


def _run(command: list[str], folder: Path, name: str, more: dict[str, str] | None = None) -> str:
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
    return output
