"""The calculator's charts: compiled for its script, drawn for the answer that is built in."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

from builder.pages.charts import VEGA_LITE, chart_svg
from builder.remembered import Remembered
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.chart import Chart
from view.chart_data import charts
from view.charts import bars_specification, curves_specification, with_data

_MOST_ROWS = 12  # of bars; the page sets the height that a chart needs


def compiled_specifications() -> dict[str, Any]:
    """Vega, compiled once from Vega-Lite; the page sends only rows."""
    return {kind: _compiled(made) for kind, made in _specifications().items()}


def write_specifications(target: Path) -> None:
    """Write what the page's script bundles."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sources = [json.dumps(each).encode() for each in _specifications().values()]
    made_by = [VEGA_LITE.encode(), version("vl-convert-python").encode()]
    remembered = Remembered(target.parent / "compiled", [*sources, *made_by])
    compiled = remembered.get("all")
    if compiled is None:
        compiled = compiled_specifications()
        remembered.keep("all", compiled)
    text = json.dumps(compiled, separators=(",", ":"), sort_keys=True)
    target.write_text(text, encoding="utf-8")


def pictures(result: Result, knowledge: Knowledge) -> dict[str, str]:
    """An SVG of every chart of a result, by name."""
    return {chart.name: svg_of(chart) for chart in charts(result, knowledge)}


def svg_of(chart: Chart) -> str:
    """The picture of one chart, as wide as the narrowest phone."""
    made = curves_specification() if chart.kind == "curves" else bars_specification(chart.rows)
    drawn = with_data(made, chart.data)
    return chart_svg(drawn, f"chart-{chart.name}", chart.title, chart.reading)


def _specifications() -> dict[str, Any]:
    return {"curves": curves_specification(), "bars": bars_specification(_MOST_ROWS)}


def _compiled(specification: Mapping[str, Any]) -> Any:
    return vl_convert.vegalite_to_vega(_with_empty_data(specification), vl_version=VEGA_LITE)


def _with_empty_data(specification: Mapping[str, Any]) -> dict[str, Any]:
    """Named data sets without rows; the page fills them."""
    names = {layer["data"]["name"] for layer in specification["layer"]}
    return {**specification, "datasets": {name: [] for name in sorted(names)}}
