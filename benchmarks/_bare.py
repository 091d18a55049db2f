"""The yardstick: Pyodide as it comes, in a worker, doing the same work from sources."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from builder.finish.compression import compress
from builder.runtime.wheels import package_files, write_zip
from view.stages import FIRST_REQUEST

PYODIDE = (
    "pyodide.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><main></main>
<script src="page.js"></script></html>"""
PAGE_SCRIPT = """const worker = new Worker('worker.js')
worker.onmessage = ({ data }) => {
  document.querySelector('main').innerHTML = JSON.stringify(data)
  document.querySelector('main').dataset.live = 'yes'
}
"""
WORKER = """importScripts('pyodide.js')
;(async () => {
  const packages = fetch('packages.zip').then(answer => answer.arrayBuffer())
  const python = await loadPyodide()
  python.unpackArchive(await packages, 'zip')
  postMessage(python.pyimport('view.page').answer(REQUEST))
})()
"""


def write_bare(root: Path, target: Path) -> None:
    """Write the page, the worker, npm's Pyodide and our sources with what they import.

    The host sends it packed just as the site.
    """
    target.mkdir(parents=True)
    for name in PYODIDE:
        shutil.copyfile(root / "node_modules" / "pyodide" / name, target / name)
    compress(target, root / "build" / "compressed-bare")
    write_zip(target / "packages.zip", _sources(root))
    request = {**FIRST_REQUEST, "today": "2026-11-21"}
    (target / "index.html").write_text(PAGE, encoding="utf-8")
    (target / "page.js").write_text(PAGE_SCRIPT, encoding="utf-8")
    worker = WORKER.replace("REQUEST", json.dumps(json.dumps(request)))
    (target / "worker.js").write_text(worker, encoding="utf-8")


def _sources(root: Path) -> dict[str, bytes]:
    found = package_files(root / "calculator") | package_files(root / "view")
    for library in ("jinja2", "markupsafe"):
        spec = find_spec(library)
        assert spec is not None
        assert spec.origin is not None
        found |= package_files(Path(spec.origin).parent)
    return found
