"""Software and data of others in what we hand out, found where the build takes them from."""

import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from builder.problems import StepError
from builder.runtime.folders import LIBRARIES

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"
COMPILED_IN = HERE / "compiled_in.yaml"
BUNDLES = "bundles.json"  # which files esbuild took, beside the assets
TEXT_NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")
THEME = "mkdocs-material"
THEME_ICONS = ("material", "fontawesome", "octicons")  # drawn into its styles and header
DATA = ("genai-prices",)


@dataclass(frozen=True, slots=True)
class Shipped:
    """One work of others; `licence` is an SPDX expression, `texts` what must be handed on."""

    name: str
    version: str  # empty where the one who handed it to us does not say
    licence: str
    use: str
    texts: tuple[str, ...]
    address: str = ""
    package: str = ""  # a package URL, such as pkg:npm/vega@6.4.0


def shipped(root: Path, bundles: Path) -> list[Shipped]:
    """Everything of others in the site, by name; `bundles` is what esbuild said of its input.

    Raises:
        StepError: a package comes without licence or without its text.
    """
    found = [
        *_bundled(root, bundles),
        _npm(root / "node_modules" / "pyodide", "Python in the page"),
        *_compiled_in(),
        *(_python(name, "templates in the page") for name in LIBRARIES),
        _python(THEME, "styles and icons of the pages", _icon_texts()),
        *data_of_others(),
    ]
    return sorted(found, key=lambda each: (each.name.lower(), each.version))


def data_of_others() -> list[Shipped]:
    """Data of others that the wheel holds as well."""
    return [_python(name, "list prices of hosted models") for name in DATA]


def _bundled(root: Path, bundles: Path) -> Iterator[Shipped]:
    """The npm packages of which esbuild took a file."""
    taken = {
        folder
        for file in json.loads(bundles.read_text(encoding="utf-8"))
        if (folder := _package_of(file))
    }
    for folder in sorted(taken):
        yield _npm(root / folder, "scripts of the pages")


def _package_of(file: str) -> str:
    """`node_modules/d3-array/src/max.js` → `node_modules/d3-array`; empty for files of our own."""
    before, found, inside = file.rpartition("node_modules/")
    parts = inside.split("/")
    name = "/".join(parts[: 2 if parts[0].startswith("@") else 1])
    return f"{before}{found}{name}" if found else ""


def _npm(folder: Path, use: str) -> Shipped:
    told: dict[str, Any] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    name, version, licence = told["name"], told["version"], str(told.get("license") or "")
    texts = tuple(_read(file) for file in sorted(folder.iterdir()) if _is_text(file.name))
    address = str(told.get("homepage") or "")
    package = f"pkg:npm/{name.replace('@', '%40')}@{version}"
    return _checked(Shipped(name, version, licence, use, texts, address, package))


def _python(name: str, use: str, more: tuple[str, ...] = ()) -> Shipped:
    package = importlib.metadata.distribution(name)
    told = package.metadata
    texts = tuple(
        _read(Path(str(package.locate_file(file))))
        for file in package.files or []
        if ".dist-info" in file.parts[0] and _is_text(file.name)
    )
    licence = told.get("License-Expression") or _of_classifiers(told.get_all("Classifier") or [])
    links = dict(entry.split(", ", 1) for entry in told.get_all("Project-URL") or [])
    address = links.get("Source") or links.get("Homepage") or ""
    where = f"pkg:pypi/{name}@{package.version}"
    return _checked(Shipped(name, package.version, licence, use, (*texts, *more), address, where))


def _of_classifiers(classifiers: list[str]) -> str:
    known = {"License :: OSI Approved :: BSD License": "BSD-3-Clause"}
    return next((known[each] for each in classifiers if each in known), "")


def _icon_texts() -> tuple[str, ...]:
    theme = importlib.metadata.distribution(THEME)
    icons = Path(str(theme.locate_file("material/templates/.icons")))
    found = [icons / name / file for name in THEME_ICONS for file in ("LICENSE", "LICENSE.txt")]
    return tuple(_read(file) for file in found if file.exists())


def _compiled_in() -> Iterator[Shipped]:
    for entry in yaml.safe_load(COMPILED_IN.read_text(encoding="utf-8")):
        text = f"{entry['copyright']}\n\n{_read(TEXTS / (entry['text'] + '.txt'))}"
        use = "part of Python in the page"
        yield Shipped(entry["name"], "", entry["licence"], use, (text,), entry["address"])


def _checked(found: Shipped) -> Shipped:
    """Take the text of a licence from our own copy where a package comes without one."""
    own = TEXTS / f"{found.licence}.txt"
    if not found.licence:
        raise StepError(f"{found.name} {found.version} does not say its licence")
    if not found.texts and not own.exists():
        raise StepError(f"{found.name} {found.version} has no text of {found.licence}; add {own}")
    texts = found.texts or (_read(own),)
    return Shipped(
        found.name, found.version, found.licence, found.use, texts, found.address, found.package
    )


def _is_text(name: str) -> bool:
    return name.upper().startswith(TEXT_NAMES)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip("\n")
