"""Pyodide and our packages as files of the site, named by the site's own lock file."""

import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from builder.problems import StepError
from builder.wheels import package_files, write_wheel

PYODIDE_FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
OWN_PACKAGE = "borrow_tune_or_train"
LIBRARIES = ("markupsafe", "jinja2")  # in the order in which they need each other


def build_runtime(root: Path, target: Path) -> None:
    """Fill the folder with all that a page needs to run Python; nothing is done twice."""
    pyodide = root / "node_modules" / "pyodide"
    digest = _digest(root, pyodide)
    stamp = target / "build-id.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in PYODIDE_FILES:
        shutil.copyfile(pyodide / name, target / name)
    _write_wheels(root, target)
    _write_lock(pyodide, target)
    stamp.write_text(digest, encoding="utf-8")


def _write_wheels(root: Path, target: Path) -> None:
    requires: tuple[str, ...] = ()
    for library in LIBRARIES:
        version = importlib.metadata.version(library)
        write_wheel(target, library, version, package_files(_folder(library)), requires)
        requires = (library,)
    own = package_files(root / "calculator") | package_files(root / "view")
    write_wheel(target, OWN_PACKAGE, "0", own, requires)


def _write_lock(pyodide: Path, target: Path) -> None:
    """A lock file of our wheels alone, then every module in them as bytecode."""
    full = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock = target / "pyodide-lock.json"
    lock.write_text(json.dumps({"info": full["info"], "packages": {}}), encoding="utf-8")
    wheels = sorted(target.glob("*.whl"))
    _pyodide(
        "lockfile", "add-wheels", "--input", lock, "--output", lock, "--base-path", target, *wheels
    )
    _pyodide("py-compile", "--silent", target)


def _pyodide(*arguments: object) -> None:
    command = [str(Path(sys.executable).with_name("pyodide")), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepError(f"pyodide {arguments[0]} failed:\n{done.stderr or done.stdout}")


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise StepError(f"package {package} is not installed; run `make setup`")
    return Path(spec.origin).parent


def _digest(root: Path, pyodide: Path) -> str:
    """Changes whenever anything changes that the runtime is made from."""
    digest = hashlib.sha256((pyodide / "package.json").read_bytes())
    for folder in (root / "calculator", root / "view", *map(_folder, LIBRARIES)):
        for name, content in sorted(package_files(folder).items()):
            digest.update(name.encode() + hashlib.sha256(content).digest())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()
