"""Pyodide and our packages as two folders of the site: one that rarely changes, one with the data.

`pyodide/` holds Pyodide itself and the standard library as bytecode, `runtime/` our packages, the
lock file that names them, and the memory snapshot. Each is made again only when its sources change.
"""

import hashlib
import importlib.metadata
import json
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from builder.problems import StepError
from builder.processes import run
from builder.remembered import digest_of, made_of, make_once
from builder.runtime.reached import reached
from builder.runtime.snapshot import SNAPSHOT, write_bytecode, write_snapshot
from builder.runtime.wheels import package_files, write_wheel, write_zip

PYODIDE_FILES = ("pyodide.js", "pyodide.asm.wasm")
SCRIPT = "pyodide.asm.js"
LINE = "0.29"
LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
OWN_PACKAGE = "borrow_tune_or_train"
LIBRARIES = ("markupsafe", "jinja2")  # in the order in which they need each other
FIRST = "view.warming"  # the module that imports all that a snapshot holds
MADE_BY = ("*.py", "*.mjs")


def build_runtime(root: Path, target: Path, *, draft: bool = False) -> tuple[Path, Path]:
    """Fill `target/pyodide` and `target/runtime`, and give both; nothing is done twice.

    A draft takes the snapshot that fits, or none: then Python starts the ordinary way.
    """
    pyodide = root / "node_modules" / "pyodide"
    version = (pyodide / "package.json").read_bytes()
    check_line(json.loads(version)["version"])
    makers = _makers(root)
    make_once(target / "pyodide", [version, makers], lambda folder: _take_pyodide(root, folder))
    packages = page_files(root)
    sources = [version, makers, *(name.encode() + packages[name] for name in sorted(packages))]
    runtime, unfrozen, work = target / "runtime", target / "draft" / "runtime", target / "work"
    if draft and not made_of(runtime, sources):
        make_once(unfrozen, sources, lambda folder: _fill_draft(root, pyodide, folder))
        return target / "pyodide", unfrozen
    make_once(work, [version, makers], lambda folder: _strip_library(pyodide, folder))
    make_once(runtime, sources, lambda folder: _fill(root, target, folder))
    return target / "pyodide", runtime


def check_line(version: str) -> None:
    """Refuse a Pyodide of another line than the one whose inside this knows.

    Raises:
        StepError: in one sentence.
    """
    if not version.startswith(f"{LINE}."):
        why = "docs/decisions/057-when-to-leave-pyodide-0-29.md says what it takes"
        raise StepError(f"pyodide {version} does not fit, {LINE} is wanted; {why}")


def _take_pyodide(root: Path, folder: Path) -> None:
    """Pyodide without what a page of ours never uses; see docs/decisions/056-less-of-pyodide.md."""
    pyodide, scripts = root / "node_modules" / "pyodide", root / "builder" / "runtime"
    for name in PYODIDE_FILES:
        shutil.copyfile(pyodide / name, folder / name)
    trim, reaches_into_it = scripts / "trim_pyodide.mjs", scripts / "make_snapshot.mjs"
    command = [root / ".venv/bin/node", trim, pyodide, folder / SCRIPT, reaches_into_it]
    run(command, root, "pyodide's script")
    write_bytecode(pyodide / LIBRARY, folder / LIBRARY, strip=False)


def _strip_library(pyodide: Path, folder: Path) -> None:
    write_bytecode(pyodide / LIBRARY, folder / LIBRARY, strip=True)


def _fill(root: Path, target: Path, folder: Path) -> None:
    pyodide, work = root / "node_modules" / "pyodide", target / "work"
    write_wheels(root, folder)
    _write_lock(pyodide, folder)
    sources, packages = work / "sources.zip", work / "packages.zip"
    write_zip(sources, page_files(root))
    write_bytecode(sources, packages, strip=True)
    write_snapshot(root, target / "pyodide", work / LIBRARY, packages, folder)


def _fill_draft(root: Path, pyodide: Path, folder: Path) -> None:
    """Without the seconds that a snapshot takes; an empty one sends the page the ordinary way."""
    write_wheels(root, folder, compiled=False)
    version = (pyodide / "package.json").read_bytes()
    wheels = sorted(wheel.name.encode() for wheel in folder.glob("*.whl"))
    lock = folder / LOCK
    known = folder.with_name(f"lock-{digest_of([version, *wheels])}.json")
    if known.exists():
        _write_known_lock(known, lock)
    else:
        _write_lock(pyodide, folder)
        shutil.copyfile(lock, known)
    (folder / SNAPSHOT).write_bytes(b"")


def page_files(root: Path) -> dict[str, bytes]:
    """The files of everything that the page imports beside the standard library."""
    found = reached(FIRST, package_files(root / "calculator") | package_files(root / "view"))
    for library in LIBRARIES:
        found |= package_files(_folder(library))
    return found


def write_wheels(root: Path, target: Path, *, compiled: bool = True) -> None:
    """Our packages and what they import; compiled: every module in them as bytecode."""
    own = package_files(root / "calculator") | package_files(root / "view")
    with tempfile.TemporaryDirectory() as folder:
        sources, requires = Path(folder), tuple[str, ...]()
        for library in LIBRARIES:
            version = importlib.metadata.version(library)
            write_wheel(sources, library, version, package_files(_folder(library)), requires)
            requires = (library,)
        write_wheel(sources, OWN_PACKAGE, "0", own, requires)
        for wheel in sources.iterdir():
            if compiled:
                write_bytecode(wheel, target / wheel.name, strip=False)
            else:
                shutil.copyfile(wheel, target / wheel.name)


def _write_known_lock(known: Path, lock: Path) -> None:
    """The lock file of an earlier draft with the digests of these wheels: nothing else moves."""
    told = json.loads(known.read_text(encoding="utf-8"))
    for package in told["packages"].values():
        wheel = (lock.parent / package["file_name"]).read_bytes()
        package["sha256"] = hashlib.sha256(wheel).hexdigest()
    lock.write_text(json.dumps(told), encoding="utf-8")


def _write_lock(pyodide: Path, target: Path) -> None:
    """A lock file of our wheels alone."""
    full = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    lock = target / LOCK
    lock.write_text(json.dumps({"info": full["info"], "packages": {}}), encoding="utf-8")
    wheels = sorted(target.glob("*.whl"))
    _pyodide(
        "lockfile", "add-wheels", "--input", lock, "--output", lock, "--base-path", target, *wheels
    )


def _pyodide(*arguments: object) -> None:
    command = [str(Path(sys.executable).with_name("pyodide")), *map(str, arguments)]
    run(command, Path.cwd(), f"pyodide {arguments[0]}")


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise StepError(f"package {package} is not installed; run `make setup`")
    return Path(spec.origin).parent


def _makers(root: Path) -> bytes:
    """The code that makes the folders, here and in what the page shares with the build."""
    files = [each for pattern in MADE_BY for each in (root / "builder" / "runtime").glob(pattern)]
    files.append(root / "site_src" / "assets" / "js" / "snapshot.mjs")
    return b"".join(file.read_bytes() for file in sorted(files) if file.is_file())
