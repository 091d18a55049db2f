"""The service worker with its list of files, and what pages need to know about both."""

import json
from collections.abc import Mapping
from pathlib import Path

from builder.processes import run

# What a first visit to the calculator fetches, within its two folders.
START_FILES = {
    "assets/pyodide/": ("pyodide.asm.wasm", "pyodide.asm.js", "pyodide.js"),
    "assets/runtime/": ("snapshot.bin", "pyodide-lock.json"),
}


def write_start_list(site: Path, names: Mapping[str, str]) -> None:
    """Tell reading pages what to fetch when the reader goes for the calculator."""
    files = [names[folder] + name for folder, kept in START_FILES.items() for name in kept]
    _write(site / "assets" / "start.json", {"files": files})


def write_service_worker(root: Path, site: Path) -> None:
    """Write `sw.js` with the digest of every file, and for pages how much that is."""
    script = root / "builder" / "finish" / "service_worker.mjs"
    node = root / ".venv" / "bin" / "node"
    run([node, script, site], root, "service worker")


def write_no_service_worker(site: Path) -> None:
    """Tell pages that there is nothing to store."""
    _write(site / "assets" / "offline.json", {"size": ""})


def _write(target: Path, data: object) -> None:
    target.write_text(json.dumps(data), encoding="utf-8")
