"""The project in another folder, to be changed and built there."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What setup and build make; all else is source. A list of the sources would forget the next one.
MADE = ("build", "dist", "site", "screenshots", "node_modules")


def copy_project(folder: Path, linked: tuple[str, ...] = (".venv", "node_modules")) -> None:
    """Copy every source into the folder, and link what setup made.

    Args:
        folder: Where to; it need not exist.
        linked: Names in the project's folder that need no copy of their own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source in ROOT.iterdir():
        if source.name in MADE or source.name.startswith("."):
            continue
        if source.is_dir():
            shutil.copytree(
                source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copyfile(source, folder / source.name)
    for name in linked:
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
