"""What `measure` prints without `--json`."""

from collections.abc import Iterator, Mapping
from typing import Any

_FIGURES = ("accuracy", "macro_f1", "auc", "log_loss", "r2", "mae", "mase", "pinball")

type Report = Mapping[str, Any]


def summary(report: Report) -> str:
    """The report in lines of text; columns and classes by number, since it holds no data."""
    return "\n".join([*_head(report), *_models(report), *_labels(report), *_faults(report)])


def _head(report: Report) -> Iterator[str]:
    rows = report["rows"]
    yield f"task: {report['task']}, label in column {report['columns']['label']}"
    yield f"rows: {rows['measured']:,} measured of {rows['in_file']:,}"
    yield from report["notes"]


def _models(report: Report) -> Iterator[str]:
    for model in report["models"]:
        figures = ", ".join(_figure(name, model[name]) for name in _FIGURES if name in model)
        yield f"{model['model']}{' *' if model['model'] == report['best'] else ''}: {figures}"
    yield "* the simplest of those that the rows can't tell from the best; 95% intervals"


def _figure(name: str, found: Any) -> str:
    if isinstance(found, float):
        return f"{name} {found:.3g}"
    return f"{name} {found['value']:.3g} ({found['low']:.3g} to {found['high']:.3g})"


def _labels(report: Report) -> Iterator[str]:
    more = report.get("more_labels")
    if more:
        likely, high = more["labels"]["likely"], more["labels"]["high"]
        words = "not by labels alone" if likely is None else f"about {_round(likely)}"
        words += ", perhaps never" if high is None else f", up to {_round(high)}"
        yield f"labels for {more['target']:.3g}: {words}"
        if report["curve_folds"] < report["folds"]["count"]:
            folds = f"{report['curve_folds']} of the {report['folds']['count']} folds"
            yield f"the learning curve was measured on {folds}"
        if more["flattened"]:
            yield "the learning curve has flattened"


def _round(count: float) -> str:
    return f"{float(f'{count:.2g}'):,.0f}"


def _faults(report: Report) -> Iterator[str]:
    copies = report.get("duplicates")
    if copies:
        yield (
            f"copies: {copies['exact']:,} exact, {copies['near']:,} near pairs, "
            f"{copies['contradicting']:,} pairs with different labels"
        )
    for found in report.get("giveaways", ()):
        yield f"column {found['column']} alone gives {found['right']:.1%} right: a leak?"
    if report.get("suspects"):
        yield f"likely wrong labels: {report['suspects']['rows']:,} rows"
    for found in report["personal_data"]:
        yield f"column {found['column']}: {found['rows']:,} cells hold {found['kind']}"
    for found in report["column_faults"]:
        yield f"column {found['column']}: {found['fault']}, filled {found['filled']:.0%}"
