"""Build the same files twice, under circumstances that must not matter, and compare all bytes.

usage: python tools/check_reproducible.py [--keep FOLDER]
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS = ("site", "dist")
# Folder, umask and environment of each build.
BUILDS = (
    ("one", 0o022, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    ("another folder/deeper", 0o077, {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}),
)


def main() -> int:
    """0 when both builds gave the same bytes; else 1, and each file that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="build here and leave both builds standing")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)).resolve()
        found = [_built(folder / name, umask, environment) for name, umask, environment in BUILDS]
    differing = sorted(
        name for name in found[0].keys() | found[1] if found[0].get(name) != found[1].get(name)
    )
    for name in differing:
        print(f"differs: {name}", file=sys.stderr)
    print(f"{len(found[0])} files built twice, {len(differing)} differ")
    return 1 if differing or not found[0] else 0


def _built(folder: Path, umask: int, environment: dict[str, str]) -> dict[str, str]:
    """Build site, zip and wheel in a copy of the project; the digest of every file."""
    print(f"building in {folder} ({environment})", flush=True)
    _copy(folder)
    python = str(folder / ".venv/bin/python")
    wheel = [str(folder / ".venv/bin/pyproject-build"), "--wheel", "--no-isolation"]
    for command in ([python, "build.py", "build"], [python, "build.py", "package"], wheel):
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment, "SOURCE_DATE_EPOCH": _epoch()},
            umask=umask,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode:
            sys.exit(f"{' '.join(command[1:])} failed in {folder}")
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for product in PRODUCTS
        for file in sorted((folder / product).rglob("*"))
        if file.is_file()
    }


def _epoch() -> str:
    """The moment of the last commit, in seconds."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def _copy(folder: Path) -> None:
    """The project's files as they stand, new ones included; the environments by link."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for name in (".venv", "node_modules"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)


if __name__ == "__main__":
    sys.exit(main())
