"""What an earlier build worked out from the same sources, kept in a folder."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_KEPT = 4  # sets of sources: enough to take a change back and forth


class Remembered:
    """JSON values by name; all of them hold for one set of sources."""

    def __init__(self, folder: Path, sources: Iterable[bytes]) -> None:
        """Look into `folder`, which is the cache of one kind of value.

        Args:
            folder: made when something is kept; older sets of sources leave it then.
            sources: everything that the values depend on, the code that makes them included.
        """
        self._all = folder
        self._folder = folder / digest_of(sources)

    def get(self, name: str) -> Any | None:
        """The value, or None where it is not known."""
        try:
            return json.loads(self._file(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def keep(self, name: str, value: Any) -> None:
        """Keep a value; one cut short by a killed build would not be read."""
        if not self._folder.exists():
            self._forget_oldest()
            self._folder.mkdir(parents=True)
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        self._file(name).write_text(text, encoding="utf-8")

    def _file(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"

    def _forget_oldest(self) -> None:
        if self._all.exists():
            by_age = sorted(self._all.iterdir(), key=lambda each: each.stat().st_mtime_ns)
            for old in by_age[: -_KEPT + 1]:
                shutil.rmtree(old, ignore_errors=True)


def digest_of(sources: Iterable[bytes]) -> str:
    """One digest for several texts, wherever one ends and the next begins."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    return digest.hexdigest()[:24]


def make_once(folder: Path, sources: Iterable[bytes], fill: Callable[[Path], None]) -> None:
    """Make a folder anew, unless it was made of the same sources before."""
    digest = digest_of(sources)
    if _stands(folder, digest):
        return
    _stamp(folder).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fill(folder)
    _stamp(folder).write_text(digest, encoding="utf-8")


def made_of(folder: Path, sources: Iterable[bytes]) -> bool:
    """Whether `make_once` made a folder of these sources."""
    return _stands(folder, digest_of(sources))


def _stands(folder: Path, digest: str) -> bool:
    stamp = _stamp(folder)
    return folder.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def _stamp(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.sha256")


def code_in(*folders: Path) -> list[bytes]:
    """The Python code in some folders, with its names."""
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return [part for file in files for part in (file.name.encode(), file.read_bytes())]
