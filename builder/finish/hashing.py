"""Names with a digest in them: hosts and browsers may keep such a file for ever."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from builder.built_pages import BuiltPage
from builder.problems import StepError

RUNTIME_FOLDERS = ("pyodide", "runtime")
# Attributes by which pages name files.
_NAMING = ("src", "href", "data-index", "data-engine", "data-charts")
LENGTH = 10  # characters of the digest


def add_runtime(site: Path, folders: Iterable[Path]) -> dict[str, str]:
    """Put the folders of the runtime beside the other assets; gives new names by old ones."""
    names = {}
    for folder in folders:
        named = f"{folder.name}-{_folder_digest(folder)}"
        shutil.copytree(folder, site / "assets" / named)
        names[f"assets/{folder.name}/"] = f"assets/{named}/"
    return names


def name_by_content(
    site: Path, names: dict[str, str], pages: Sequence[BuiltPage]
) -> dict[str, str]:
    """Give our scripts and styles, and then every mention of them, names with a digest.

    A script that names another one is named after it, so that its own digest counts both.

    Raises:
        StepError: a page names a file in a way that this does not know.
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
    for page in pages:
        _rename_in_page(page, names)
    return names


def _mentions(file: Path, others: list[Path]) -> bool:
    text = file.read_text(encoding="utf-8")
    return any(f"assets/{other.name}" in text for other in others if other != file)


def _rename_mentions(file: Path, names: Mapping[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    renamed = _renamed(text, names)
    if renamed != text:
        file.write_text(renamed, encoding="utf-8", newline="\n")


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    return text


def _rename_in_page(page: BuiltPage, names: Mapping[str, str]) -> None:
    for attribute in _NAMING:
        for node in page.tree.css(f'[{attribute}*="assets/"]'):
            node.attrs[attribute] = _renamed(str(node.attributes[attribute]), names)
    text = str(page.tree.html)
    forgotten = next((name for name in names if name in text), None)
    if forgotten:
        raise StepError(f"{page.path} names {forgotten} where no attribute of {_NAMING} does")


def _move(file: Path) -> Path:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH]
    return file.rename(file.with_name(f"{file.stem}.{digest}{file.suffix}"))


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:LENGTH]
