"""Icons of one hand: those of the theme, drawn into the page, so that nobody is asked for them."""

import difflib
from importlib.metadata import distribution
from pathlib import Path

_FOLDER = "material/templates/.icons/material"


def icon(name: str) -> str:
    """One icon as inline SVG, for the eye alone; what it stands beside says the same in words.

    Raises:
        ValueError: the theme has none of this name.
    """
    drawn = (folder() / f"{known_icon(name)}.svg").read_text(encoding="utf-8").strip()
    return drawn.replace("<svg ", '<svg class="btt-icon" aria-hidden="true" ', 1)


def known_icon(name: str) -> str:
    """The name of an icon that the theme has.

    Raises:
        ValueError: it has none of this name.
    """
    if not (folder() / f"{name}.svg").is_file():
        close = difflib.get_close_matches(name, (file.stem for file in folder().iterdir()), n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        raise ValueError(f"the theme has no icon '{name}'{hint}")
    return name


def folder() -> Path:
    """Where the theme keeps them."""
    return Path(str(distribution("mkdocs-material").locate_file(_FOLDER)))
