"""Measuring forecasts of one series or several."""

from collections.abc import Sequence
from typing import Any

from calculator.measure.cells import number
from calculator.measure.columns import Column, Plan
from calculator.measure.effort import FORECASTS, forecasts_effort
from calculator.measure.moments import moments_of
from calculator.measure.progress import Steps, Work
from calculator.measure.series import (
    METHODS,
    Tried,
    joined_tries,
    rolling_origins,
    season_of,
    series_figures,
    try_methods,
)
from calculator.measure.steps import Measurement, interval
from calculator.measure.table import FileError, Table

_LEAST_ROWS = 20
_MOST_SERIES = 20


def measure_series(
    table: Table, columns: Sequence[Column], plan: Plan, head: dict[str, Any], work: Work
) -> Steps[Measurement]:
    held = _series_of(table, columns, plan)
    longest = [each for each in held[:_MOST_SERIES] if len(each) >= _LEAST_ROWS]
    head["rows"]["measured"] = sum(map(len, longest))
    head["rows"]["unlabelled"] = table.rows - sum(map(len, held))
    tries: list[dict[str, Tried]] = []
    season = season_of([at for at, _ in longest[0]])
    origins = [len(rolling_origins(len(each), season)[1]) for each in longest]
    work.foresee(forecasts_effort(sum(origins)))
    each_effort = work.left[FORECASTS] / sum(origins)
    for each in longest:
        tried: dict[str, Tried] = {}
        for found in try_methods([value for _, value in each], season):
            tried = found
            yield work.did(FORECASTS, each_effort)
        tries.append(tried)
    together = joined_tries(tries)
    if not together[METHODS[0]].scaled:
        raise FileError("The series does not change before the values that are tested.")
    horizon = rolling_origins(len(longest[0]), season)[0]
    figures = {name: series_figures(together[name], horizon) for name in METHODS}
    best = best_series(together)
    report = {
        **head,
        "series": {"count": len(longest), "season": season,
                   "horizon": horizon,
                   "origins": sum(len(set(t[METHODS[0]].origins)) for t in tries)},
        "models": [{"model": name, **{k: interval(v) for k, v in figures[name].items()}}
                   for name in METHODS],
        "best": best,
    }  # fmt: skip
    return Measurement(report, {"columns": list(table.names)})


def _series_of(
    table: Table, columns: Sequence[Column], plan: Plan
) -> list[list[tuple[float, float]]]:
    """The series of the table, the longest first: moments and values in their order."""
    column = next(each for each in columns if each.name == plan.label)
    held: dict[str, list[tuple[float, float]]] = {}
    names = table.column(plan.group) if plan.group else [""] * table.rows
    moments = moments_of(table.column(plan.time))
    for name, at, cell in zip(names, moments, table.column(plan.label), strict=True):
        value = number(cell, comma=column.decimal_comma)
        if at is not None and value is not None:
            held.setdefault(name, []).append((at, value))
    ordered = [sorted(each) for each in sorted(held.values(), key=len, reverse=True)]
    if not ordered or len(ordered[0]) < _LEAST_ROWS:
        raise FileError(f"A series needs at least {_LEAST_ROWS} dates with a number.")
    return ordered


def best_series(tried: dict[str, Tried]) -> str:
    """The simplest within one standard error of the least; starting points count, not values."""
    best = min(METHODS, key=lambda name: sum(tried[name].scaled))
    for name in METHODS:
        by_origin: dict[int, list[float]] = {}
        for origin, a, b in zip(
            tried[name].origins, tried[name].scaled, tried[best].scaled, strict=True
        ):
            by_origin.setdefault(origin, []).append(a - b)
        more = [sum(each) / len(each) for each in by_origin.values()]
        mean = sum(more) / len(more)
        spread = (sum((each - mean) ** 2 for each in more) / len(more) ** 2) ** 0.5
        if mean <= spread:
            return name
    return best
