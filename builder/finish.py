"""The last touch to a built site: the runtime joins it."""

import shutil
from pathlib import Path


def finish(site: Path, runtime: Path) -> None:
    """Put the runtime beside the other assets."""
    for name in ("pyodide", "runtime"):
        shutil.copytree(runtime / name, site / "assets" / name)
