"""What hatchling asks while it makes the wheel: the sources under their installed name, the links.

In a checkout the packages are called `calculator`, `view` and `assistant`: short, and fine where
nobody else is. Among other people's packages those names would collide, so the wheel holds the same
files with the imports renamed. Only names in import statements change; nothing else does.
"""

import ast
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

IMPORT_NAME = "borrow_tune_or_train"
INSTALLED = {
    "calculator": IMPORT_NAME,
    "view": f"{IMPORT_NAME}.view",
    "assistant": f"{IMPORT_NAME}.assistant",
}
GENERATED = (
    "calculator/knowledge.json", "calculator/third-party.txt",
    "calculator/schemas/request.schema.json", "calculator/schemas/result.schema.json",
    "assistant/pages.json",
)  # fmt: skip
LINKS = {"Homepage": "SITE_URL", "Repository": "REPOSITORY_URL"}  # set as for the site


class WheelSources(BuildHookInterface):  # type: ignore[type-arg]
    """Hands the renamed sources to the builder of the wheel."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Write the sources and name their folder."""
        if self.target_name != "wheel":
            return
        root, target = Path(self.root), Path(self.root) / "build" / "wheel"
        shutil.rmtree(target, ignore_errors=True)
        for name, content in wheel_sources(root):
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        build_data["force_include"][str(target / IMPORT_NAME)] = IMPORT_NAME


class Links(MetadataHookInterface):
    """Adds the links of the project where its addresses are set; they are set nowhere else."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in `urls`."""
        found = {label: os.environ.get(name, "") for label, name in LINKS.items()}
        metadata["urls"] = {label: address for label, address in found.items() if address}


def wheel_sources(root: Path) -> Iterator[tuple[str, bytes]]:
    """Path in the wheel and content of each file of the packages."""
    missing = [name for name in GENERATED if not (root / name).exists()]
    if missing:
        raise FileNotFoundError(f"{missing[0]} is missing; run `make build` first")
    for package, installed in INSTALLED.items():
        folder = installed.replace(".", "/")
        for file in sorted((root / package).rglob("*")):
            if not file.is_file() or "__pycache__" in file.parts:
                continue
            content = file.read_bytes()
            if file.suffix == ".py":
                content = renamed(content.decode()).encode()
            yield f"{folder}/{file.relative_to(root / package).as_posix()}", content


def renamed(source: str) -> str:
    """A module's text with the packages that it imports under their installed names."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(_own(alias.name) for alias in node.names):
            raise ValueError(f"line {node.lineno}: write `from … import …` for our own packages")
        if isinstance(node, ast.ImportFrom) and node.module and _own(node.module):
            row = node.lineno - 1
            before, after = lines[row][: node.col_offset], lines[row][node.col_offset :]
            package = node.module.partition(".")[0]
            lines[row] = before + after.replace(f"from {package}", f"from {INSTALLED[package]}", 1)
    return "".join(lines)


def _own(module: str) -> bool:
    return module.partition(".")[0] in INSTALLED


def get_metadata_hook() -> type[MetadataHookInterface]:
    """What hatchling asks of this file."""
    return Links


def get_build_hook() -> type[BuildHookInterface]:  # type: ignore[type-arg]
    """What hatchling asks of this file."""
    return WheelSources
