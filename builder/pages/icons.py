"""Icons of one hand: those of the theme, drawn into the page, so that nobody is asked for them."""

from importlib.metadata import distribution
from pathlib import Path

_FOLDER = "material/templates/.icons/material"


def icon(name: str) -> str:
    """One icon as inline SVG, for the eye alone; what it stands beside says the same in words.

    Raises:
        FileNotFoundError: where the theme has none of this name.
    """
    drawn = (folder() / f"{name}.svg").read_text(encoding="utf-8").strip()
    return drawn.replace("<svg ", '<svg class="btt-icon" aria-hidden="true" ', 1)


def folder() -> Path:
    """Where the theme keeps them."""
    return Path(str(distribution("mkdocs-material").locate_file(_FOLDER)))
