"""Names with a digest in them: hosts and browsers may keep such a file for ever."""

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

RUNTIME_FOLDERS = ("pyodide", "runtime")
LENGTH = 10  # characters of the digest


def add_runtime(site: Path, folders: Iterable[Path]) -> dict[str, str]:
    """Put the folders of the runtime beside the other assets; gives new names by old ones."""
    names = {}
    for folder in folders:
        named = f"{folder.name}-{_folder_digest(folder)}"
        shutil.copytree(folder, site / "assets" / named)
        names[f"assets/{folder.name}/"] = f"assets/{named}/"
    return names


def name_by_content(site: Path, names: dict[str, str]) -> dict[str, str]:
    """Give our scripts and styles, and then every mention of them, names with a digest.

    A script that names another one is named after it, so that its own digest counts both.
    """
    names = dict(names)
    waiting = sorted(each for each in (site / "assets").iterdir() if each.suffix in {".js", ".css"})
    while waiting:
        ready = [each for each in waiting if not _mentions(each, waiting)]
        if not ready:
            raise ValueError(f"assets that name each other: {[each.name for each in waiting]}")
        for each in ready:
            _rename_mentions(each, names)
            names[f"assets/{each.name}"] = f"assets/{_move(each).name}"
        waiting = [each for each in waiting if each not in ready]
    for page in site.rglob("*.html"):
        _rename_mentions(page, names)
    return names


def _mentions(file: Path, others: list[Path]) -> bool:
    text = file.read_text(encoding="utf-8")
    return any(f"assets/{other.name}" in text for other in others if other != file)


def _rename_mentions(file: Path, names: dict[str, str]) -> None:
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    text = file.read_text(encoding="utf-8")
    renamed = re.sub(pattern, lambda found: names[found[0]], text)
    if renamed != text:
        file.write_text(renamed, encoding="utf-8", newline="\n")


def _move(file: Path) -> Path:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH]
    return file.rename(file.with_name(f"{file.stem}.{digest}{file.suffix}"))


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:LENGTH]
