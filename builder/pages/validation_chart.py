"""Predicted against published as a chart: both logarithmic, with the usual factors as bands."""

import math
from collections.abc import Sequence
from typing import Any

from builder.pages.charts import ACCENT, INK, LINE, SOFT, Specification
from builder.validation.scoring import Comparison
from calculator.physics.prediction import Prediction

_SIDE = 330
_BANDS = (2.0, 1.25)
_NAMED = 3
_LEFT_END, _RIGHT_END = 0.4, 0.6  # shares of the width where a name would leave the drawing
_NAMED_FROM = math.log(2)
_SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_MOST_TICKS = 6


def validation_chart(comparisons: Sequence[Comparison], unit: str) -> Specification:
    """The specification of the chart.

    Args:
        comparisons: scored ones, at least one.
        unit: of both axes.
    """
    points = [_point(each) for each in comparisons]
    ends = [p[key] for p in points for key in ("published", "predicted")]
    low, high = min(ends) / 1.6, max(ends) * 1.6
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _SIDE,
        "height": _SIDE,
        "padding": 4,
        "layer": [
            *(_band(factor, low, high) for factor in _BANDS),
            _diagonal(low, high, unit),
            _ranges(points, low, high),
            _marks([p for p in points if p["inside"]], filled=True),
            _marks([p for p in points if not p["inside"]], filled=False),
            *(_name(point, low, high) for point in _worst(points)),
        ],
        "config": _CONFIG,
    }


def _point(each: Comparison) -> dict[str, Any]:
    answer = each.answer
    assert isinstance(answer, Prediction)  # only what could be compared is drawn
    return {
        "name": each.record["name"],
        "published": _short(each.value or 0.0),
        "predicted": _short(answer.likely),
        "low": _short(answer.low),
        "high": _short(answer.high),
        "inside": each.inside,
    }


def _short(value: float) -> float:
    """Four digits are more than a drawing shows."""
    return float(f"{value:.4g}")


def _axis(field: str, low: float, high: float, title: str) -> dict[str, Any]:
    ticks = _ticks(low, high)
    labels = ", ".join(f"'{round(100 * math.log10(tick))}': '{_label(tick)}'" for tick in ticks)
    words = f"({{{labels}}})[round(100 * log(datum.value) / LN10)]"
    axis = {"values": ticks, "title": title, "labelExpr": words}
    scale = {"type": "log", "domain": [low, high], "nice": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _ticks(low: float, high: float) -> list[float]:
    """Powers of ten, every second one where they are many, with 2 and 5 where they are few."""
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    powers = list(range(first, last + 1))
    if len(powers) < 3:
        steps = [f * 10.0**p for p in range(first - 1, last + 1) for f in (1, 2, 5)]
        return [_short(step) for step in steps if low <= step <= high]
    stride = math.ceil(len(powers) / _MOST_TICKS)
    return [_short(10.0**power) for power in powers[::stride]]


def _label(tick: float) -> str:
    for size, suffix in _SUFFIXES:
        if tick >= size:
            return f"{tick / size:g}{suffix}"
    return f"{tick:g}"


def _band(factor: float, low: float, high: float) -> dict[str, Any]:
    """All predictions that are off by less than the factor, as an area."""
    values = [{"x": x, "low": x / factor, "high": x * factor} for x in (low, high)]
    return {
        "data": {"values": values},
        "mark": {"type": "area", "fill": INK, "opacity": 0.06, "clip": True, "aria": False},
        "encoding": {"x": _place("x"), "y": _place("low"), "y2": {"field": "high"}},
    }


def _diagonal(low: float, high: float, unit: str) -> dict[str, Any]:
    return {
        "data": {"values": [{"x": low, "y": low}, {"x": high, "y": high}]},
        "mark": {"type": "line", "stroke": SOFT, "strokeWidth": 1, "aria": False},
        "encoding": {
            "x": _axis("x", low, high, f"Published, {unit}"),
            "y": _axis("y", low, high, f"Predicted, {unit}"),
        },
    }


def _place(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"}


def _ranges(points: list[dict[str, Any]], low: float, high: float) -> dict[str, Any]:
    values = [
        {"published": p["published"], "low": max(low, p["low"]), "high": min(high, p["high"])}
        for p in points
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "stroke": SOFT, "strokeWidth": 1, "opacity": 0.5, "aria": False},
        "encoding": {
            "x": _place("published"),
            "y": _place("low"),
            "y2": {"field": "high"},
        },
    }


def _marks(points: list[dict[str, Any]], *, filled: bool) -> dict[str, Any]:
    """Discs where the published value lies in the range, rings where it does not."""
    colours = (
        {"filled": True, "fill": ACCENT}
        if filled
        else {"fill": "none", "stroke": INK, "strokeWidth": 1.5}
    )
    values = [{"published": p["published"], "predicted": p["predicted"]} for p in points]
    return {
        "data": {"values": values},
        "mark": {"type": "point", "size": 26, "opacity": 1, "aria": False, **colours},
        "encoding": {"x": _place("published"), "y": _place("predicted")},
    }


def _worst(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points that are named: far off, the worst first, each name once."""
    found: dict[str, dict[str, Any]] = {}
    for point in sorted(points, key=_distance, reverse=True):
        if _distance(point) > _NAMED_FROM and len(found) < _NAMED:
            found.setdefault(point["name"], point)
    return list(found.values())


def _distance(point: dict[str, Any]) -> float:
    return abs(math.log(point["predicted"] / point["published"]))


def _name(point: dict[str, Any], low: float, high: float) -> dict[str, Any]:
    """A name on the far side of the diagonal, within the drawing."""
    above = point["predicted"] > point["published"]
    place = math.log(point["published"] / low) / math.log(high / low)
    to_left = place > _LEFT_END if above else place > _RIGHT_END
    beside = to_left == above
    mark = {
        "type": "text",
        "fill": INK,
        "dx": -6 if to_left else 6,
        "dy": 0 if beside else -9 if above else 11,
        "align": "right" if to_left else "left",
        "fontSize": 11,
        "limit": 150,
        "aria": False,
    }
    return {
        "data": {"values": [{key: point[key] for key in ("published", "predicted", "name")}]},
        "mark": mark,
        "encoding": {
            "x": _place("published"),
            "y": _place("predicted"),
            "text": {"field": "name"},
        },
    }


_CONFIG = {
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "titleFontSize": 12,
        "labelFontSize": 12,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "aria": False,
    },
}
