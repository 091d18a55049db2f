"""The settings of mkdocs.yml that the builder needs too: where the site and its source are."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses; an empty one hides what depends on it."""

    site_name: str
    description: str = ""
    site_url: str = ""  # ends in a slash where set
    repository: str = ""  # the address of the source, without a slash at the end

    def absolute(self, path: str) -> str:
        """A page's address for readers outside the site; relative where the site has none."""
        return f"{self.site_url}{path}"


class _Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, fallback]` as MkDocs does."""


def _environment(loader: _Loader, node: yaml.Node) -> Any:
    assert isinstance(node, yaml.SequenceNode)
    *names, fallback = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if os.environ.get(name)), fallback)


_Loader.add_constructor("!ENV", _environment)


def read_settings(configuration: Path) -> Settings:
    """Read the project's mkdocs.yml."""
    read = yaml.load(configuration.read_text(encoding="utf-8"), Loader=_Loader)
    site_url = str(read.get("site_url") or "")
    return Settings(
        site_name=read["site_name"],
        description=read.get("site_description") or "",
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        repository=str((read.get("extra") or {}).get("repository") or "").rstrip("/"),
    )
