"""What a release is: the site as a folder in a zip file, the calculator as a wheel, and papers."""

import base64
import gzip
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from builder.built_pages import read_pages, write_pages
from builder.finish.service_worker import write_service_worker
from builder.licences.bill_of_materials import write_bill
from builder.licences.shipped import BUNDLES, shipped
from builder.problems import StepError
from builder.processes import run
from builder.runtime.wheels import write_zip
from calculator import __version__, load_knowledge

NAME = "borrow-tune-or-train"
LEFT_OUT = {".gz", ".br"}
PART_CHARACTERS = 1 << 20  # of base64 in one script: the page must not stand still while it is read
MANY_YEARS = "315532800"  # 1980, the first moment that a zip file can name


def package(root: Path) -> list[Path]:
    """Write offline zip, wheel, bill of materials and checksums to `dist/`; the site must stand.

    The zip is made for a double click on `index.html` as well as for any web server.
    """
    folder = root / "build" / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "site", folder, ignore=_left_out)
    write_folder_scripts(folder)
    pages = read_pages(folder)
    for page in pages:
        for meta in page.tree.css('meta[http-equiv="Content-Security-Policy"]'):
            meta.attrs["content"] = _from_folder(str(meta.attributes["content"]))
    write_pages(folder, pages)
    write_service_worker(root, folder)
    target = root / "dist" / f"{NAME}-{__version__}-offline.zip"
    target.parent.mkdir(exist_ok=True)
    top = f"{NAME}-{__version__}"
    write_zip(target, {f"{top}/{name}": content for name, content in _files(folder)})
    wheel, bill = _wheel(root, target.parent), target.parent / f"{NAME}-{__version__}.spdx.json"
    works = shipped(root, root / "build" / "bundled" / BUNDLES)
    write_bill(bill, NAME, __version__, _moment(), works)
    return [target, wheel, bill, _checksums(target.parent, [target, wheel, bill])]


def _moment() -> datetime:
    """What the papers are dated: the moment asked for, or the day of the data, so they repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.combine(load_knowledge().as_of, time(), UTC)
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else day


def _checksums(folder: Path, files: Sequence[Path]) -> Path:
    """A list that `sha256sum --check` reads."""
    target = folder / "SHA256SUMS"
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def write_folder_scripts(folder: Path) -> None:
    """Write the runtime as classic scripts, for pages that may not fetch it."""
    target = folder / "assets" / "folder"
    target.mkdir()
    assets = folder / "assets"
    wasm = gzip.compress(_one(assets, "pyodide-*/pyodide.asm.wasm").read_bytes(), 9, mtime=0)
    first = {"wasm": wasm, "snapshot": _one(assets, "runtime-*/snapshot.bin").read_bytes()}
    rest = [*assets.glob("pyodide-*/*.zip"), *assets.glob("runtime-*/*.whl")]
    rest.append(_one(assets, "runtime-*/pyodide-lock.json"))
    parts = [_write_parts(target, *each) for each in first.items()]
    more = {file.name: _write_parts(target, file.name, file.read_bytes()) for file in rest}
    scripts = ("pyodide-*/pyodide.asm.js", "pyodide-*/pyodide.js", "python_worker.*.js")
    source = "\n".join(_one(assets, each).read_text(encoding="utf-8") for each in scripts)
    names = [name for each in parts for name in each]
    _write(target / "worker.js", {"source": source, "parts": names, "more": more})


def _write_parts(target: Path, name: str, content: bytes) -> list[str]:
    """Write a file as scripts; gives their names in order."""
    names = []
    for number, (text, last) in enumerate(_pieces(content)):
        names.append(f"{name}-{number}.js")
        _write(target / names[-1], {"name": name, "text": text, "last": last})
    return names


def _pieces(content: bytes) -> Iterator[tuple[str, bool]]:
    text = base64.b64encode(content).decode()
    for start in range(0, len(text), PART_CHARACTERS):
        end = start + PART_CHARACTERS
        yield text[start:end], end >= len(text)


def _write(target: Path, value: object) -> None:
    target.write_text(f"bttCarry({json.dumps(value)})\n", encoding="utf-8", newline="\n")


def _from_folder(policy: str) -> str:
    """The policy for pages on disk, where `'self'` is nobody and a worker comes from a Blob."""
    policy = policy.replace("'self'", "'self' file:")
    return policy.replace("worker-src 'self' file:", "worker-src 'self' blob:")


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _left_out(_: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(name).suffix in LEFT_OUT or name.startswith("_headers")]


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise StepError(f"{folder}: one {pattern} expected, got {len(found)}; build the site first")
    return found[0]


def _wheel(root: Path, target: Path) -> Path:
    program = Path(sys.executable).with_name("pyproject-build")  # `-m build` would find build.py
    command: list[str | Path] = [program, "--wheel", "--no-isolation", "--outdir", target]
    run(command, root, "wheel", {"SOURCE_DATE_EPOCH": MANY_YEARS, **os.environ})
    return max(target.glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime)
