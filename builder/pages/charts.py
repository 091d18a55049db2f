"""Vega-Lite specifications → inline SVG that takes the colours of the page and has a name."""

import contextlib
import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

type Specification = Mapping[str, Any]

CACHE = Path(__file__).resolve().parents[2] / "build" / "charts"
VEGA_LITE = "6.4"
INK, SOFT = "var(--md-typeset-color)", "var(--md-default-fg-color--light)"
LINE, ACCENT = "var(--md-default-fg-color--lightest)", "var(--md-accent-fg-color)"
_DROPPED = {
    "aria-hidden", "aria-roledescription", "class", "font-family", "pointer-events", "role",
    "stroke-miterlimit",
}  # fmt: skip
_PLAIN = {"opacity": "1", "font-weight": "normal", "stroke-width": "1"}
_SHARED = ("fill", "stroke", "stroke-width", "opacity", "font-size", "text-anchor")
_PLACE = re.compile(r"translate\(([^,]+),([^)]+)\)")
_DISC = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def chart_svg(specification: Specification, name: str, title: str, description: str) -> str:
    """A chart for a page, as one line of SVG without a white ground or fonts of its own.

    Args:
        specification: Vega-Lite; colours are CSS, such as `INK`.
        name: makes the ids of the chart unique on its page.
        title: what the chart shows, for who does not see it.
        description: what is to be seen in it.
    """
    drawing = _drawing(specification)
    words = f"{_element('title', name, title)}{_element('desc', name, description)}"
    head = re.sub(
        r"^<svg [^>]*viewBox=\"([^\"]*)\"[^>]*>",
        rf'<svg class="btt-chart__drawing" viewBox="\1" role="img" '
        rf'aria-labelledby="{name}-title {name}-desc">{words}',
        drawing,
    )
    return head.replace("\n", "")


def _element(tag: str, name: str, words: str) -> str:
    return f'<{tag} id="{name}-{tag}">{html.escape(words)}</{tag}>'


def _drawing(specification: Specification) -> str:
    """The slim SVG; drawn once, since the compiler takes seconds to start."""
    text = json.dumps(specification, sort_keys=True)
    cached = CACHE / f"{_digest(text)}.svg"
    if cached.is_file():
        return cached.read_text(encoding="utf-8")
    drawing = slim(vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE))
    with contextlib.suppress(OSError):  # the next build draws it again
        CACHE.mkdir(parents=True, exist_ok=True)
        cached.write_text(drawing, encoding="utf-8")
    return drawing


def _digest(text: str) -> str:
    """Changes with the chart, with this module and with the compiler."""
    parts = (text, Path(__file__).read_text(encoding="utf-8"), version("vl-convert-python"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def slim(svg: str) -> str:
    """The same drawing without what a page does not need: about a third of the bytes."""
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        _trim(element)
    _prune(root)
    for element in root.iter("path"):
        _round(element)
    for element in root.iter():
        _hoist(element)
    return ET.tostring(root, encoding="unicode")


def _trim(element: ET.Element) -> None:
    for name in list(element.attrib):
        value = element.attrib[name]
        if name in _DROPPED or _PLAIN.get(name) == value:
            del element.attrib[name]
        else:
            element.attrib[name] = _NUMBER.sub(_tenths, value)
    if "stroke" not in element.attrib:
        element.attrib.pop("stroke-width", None)
    if element.tag == "svg":
        element.attrib = {"viewBox": element.attrib["viewBox"]}


def _round(path: ET.Element) -> None:
    """A disc or a ring is a circle, which takes a third of a path's bytes."""
    place = _PLACE.fullmatch(path.get("transform", ""))
    radius = _DISC.match(path.get("d", ""))
    if place and radius:
        del path.attrib["transform"], path.attrib["d"]
        path.tag = "circle"
        path.attrib |= {"cx": place[1], "cy": place[2], "r": radius[1]}


def _tenths(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")


def _prune(element: ET.Element) -> None:
    """Drop what draws nothing: empty groups, empty texts, paths without a length or colour."""
    for child in list(element):
        _prune(child)
        bare_path = child.tag == "path" and not {"fill", "stroke"} & set(child.attrib)
        empty = child.tag in ("g", "text") and len(child) == 0 and not (child.text or "").strip()
        if bare_path or empty:
            element.remove(child)


def _hoist(group: ET.Element) -> None:
    """Say what all marks of a group share once, at the group."""
    marks = list(group)
    if group.tag != "g" or len(marks) < 2 or any(mark.tag == "g" for mark in marks):
        return
    for name in _SHARED:
        values = {mark.get(name) for mark in marks}
        if len(values) == 1 and None not in values and name not in group.attrib:
            group.set(name, marks[0].attrib[name])
            for mark in marks:
                del mark.attrib[name]
