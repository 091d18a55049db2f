"""Charts: Vega-Lite specifications, and the rows that they draw.

Python works out every place (0 to 100 on both axes) and every word; a specification only draws.
So the picture made at build time, the live one and the table beside them can't disagree.
"""

from collections.abc import Mapping
from typing import Any

type Row = dict[str, Any]
type Data = dict[str, list[Row]]

WIDTH = 300  # px of the picture made at build time: readable on the narrowest phone
CURVES_HEIGHT = 260
ROW_HEIGHT = 31  # px a row of bars
_INK = "currentColor"  # takes the colour of the page's text, in both schemes
_SIDE = 9  # beyond both ends: room for half of the outermost words
_FLOOR = -9  # below zero there is room for the words of the horizontal axis
_TICK = {"thickness": 1.5, "color": _INK}
_CONFIG = {
    "background": None,
    "view": {"stroke": None},
    "padding": 0,
    "font": "system-ui, sans-serif",
    "aria": False,  # the figure around it speaks; raw field names would not help
}


def curves_specification() -> dict[str, Any]:
    """Lines over a shared horizontal axis.

    Data sets: `grid_x` and `grid_y` (place, words), `lines` (x, y), with `colour` and `series`,
    and `labels` (x, y, words).
    """
    return {
        **_frame(CURVES_HEIGHT),
        "layer": [
            _rules("grid_y", {"y": _y("y"), "x": _x(0), "x2": _x(100)}, opacity=0.15),
            _words("grid_y", {"y": _y("y"), "x": _x(0)}, align="left", dy=-4, opacity=0.8),
            _words("grid_x", {"x": _x("x"), "y": _y(_FLOOR)}, dy=-2, opacity=0.8),
            {
                "data": {"name": "lines"},
                "mark": {"type": "line", "clip": True},
                "encoding": {
                    "x": _x("x"),
                    "y": _y("y"),
                    "stroke": _field("colour"),
                    "strokeWidth": _field("weight"),
                    "opacity": _field("opacity"),
                    "detail": {"field": "series"},
                },
            },
            _words("labels", {"x": _x("x"), "y": _y("y")}, align="right", dy=-5, bold=True),
        ],
    }


def bars_specification(rows: int) -> dict[str, Any]:
    """Rows of a line of words over a bar.

    Data sets: `bars` (x, x2, y, colour, opacity), `ranges` (x, x2, y), `marks` (x, y, y2), `labels`
    (x, y, words).
    """
    return {
        **_frame(rows * ROW_HEIGHT),
        "layer": [
            _rules(
                "marks",
                {"x": _bars_x("x"), "y": _y("y"), "y2": {"field": "y2"}},
                opacity=0.7,
                width=1.5,
                dash=[2, 2],
            ),
            {
                "data": {"name": "bars"},
                "mark": {"type": "rule", "strokeWidth": 11},
                "encoding": {
                    "x": _bars_x("x"), "x2": {"field": "x2"}, "y": _y("y"),
                    "stroke": _field("colour"), "opacity": _field("opacity"),
                },
            },
            _rules("ranges", {"x": _bars_x("x"), "x2": {"field": "x2"}, "y": _y("y")}, width=1.5),
            {
                "data": {"name": "ends"},
                "mark": {
                    "type": "tick",
                    "orient": "vertical",
                    "size": 9,
                    "thickness": 1.5,
                    "color": _INK,
                },
                "encoding": {"x": _bars_x("x"), "y": _y("y")},
            },
            _words("labels", {"x": _bars_x("x"), "y": _y("y")}, align="left", dy=-14),
        ],
    }  # fmt: skip


def with_data(specification: Mapping[str, Any], data: Data) -> dict[str, Any]:
    """The specification with its rows, for a picture made at build time."""
    return {**specification, "datasets": data}


def _frame(height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "none"},  # as wide as asked, whatever the words need
        "config": _CONFIG,
    }


def _x(where: str | float) -> dict[str, Any]:
    return _place(where, [-_SIDE, 100 + _SIDE])


def _bars_x(where: str | float) -> dict[str, Any]:
    """Words over bars begin where bars begin, so the left needs no room."""
    return _place(where, [-0.5, 103])


def _y(where: str | float) -> dict[str, Any]:
    return _place(where, [_FLOOR, 100])


def _place(where: str | float, domain: list[float]) -> dict[str, Any]:
    scale = {"domain": domain, "nice": False, "zero": False}
    if isinstance(where, str):
        return {"field": where, "type": "quantitative", "scale": scale, "axis": None}
    return {"datum": where, "type": "quantitative", "scale": scale, "axis": None}


def _field(name: str) -> dict[str, Any]:
    """A value taken from the row as it is."""
    return {"field": name, "type": "nominal", "scale": None, "legend": None}


def _rules(
    data: str,
    encoding: dict[str, Any],
    opacity: float = 1.0,
    width: float = 1.0,
    dash: list[int] | None = None,
) -> dict[str, Any]:
    mark: dict[str, Any] = {
        "type": "rule",
        "stroke": _INK,
        "opacity": opacity,
        "strokeWidth": width,
    }
    return {
        "data": {"name": data},
        "mark": {**mark, **({"strokeDash": dash} if dash else {})},
        "encoding": encoding,
    }


def _words(
    data: str,
    encoding: dict[str, Any],
    align: str = "center",
    dx: int = 0,
    dy: int = 0,
    opacity: float = 1.0,
    bold: bool = False,
) -> dict[str, Any]:
    mark = {
        "type": "text",
        "fill": _INK,
        "fontSize": 11,
        "align": align,
        "dx": dx,
        "dy": dy,
        "opacity": opacity,
        "fontWeight": "bold" if bold else "normal",
    }
    return {
        "data": {"name": data},
        "mark": mark,
        "encoding": {**encoding, "text": {"field": "words", "type": "nominal"}},
    }
