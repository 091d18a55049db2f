"""Measuring forecasts of one series or several."""

from collections.abc import Sequence
from typing import Any

from calculator.measure.cells import moment, number
from calculator.measure.columns import Column, Plan
from calculator.measure.personal import personal_data
from calculator.measure.series import (
    METHODS,
    Tried,
    joined_tries,
    rolling_origins,
    season_of,
    series_figures,
    try_methods,
)
from calculator.measure.steps import Measurement, Steps, interval
from calculator.measure.table import FileError, Table

_LEAST_ROWS = 20
_MOST_SERIES = 20


def measure_series(
    table: Table, columns: Sequence[Column], plan: Plan, head: dict[str, Any]
) -> Steps[Measurement]:
    longest = _longest(table, columns, plan)
    tries: list[dict[str, Tried]] = []
    season = season_of([at for at, _ in longest[0]])
    for turn, each in enumerate(longest):
        values = [value for _, value in each]
        origins = len(rolling_origins(len(values), season)[1])
        tried: dict[str, Tried] = {}
        for step, found in enumerate(try_methods(values, season), start=1):
            tried = found
            yield 0.05 + 0.9 * (turn + step / origins) / len(longest)
        tries.append(tried)
    together = joined_tries(tries)
    horizon = rolling_origins(len(longest[0]), season)[0]
    figures = {name: series_figures(together[name], horizon) for name in METHODS}
    best = best_series(together)
    report = {
        **head,
        "personal_data": personal_data(table),
        "series": {"count": len(longest), "season": season,
                   "horizon": horizon,
                   "origins": sum(len(set(t[METHODS[0]].origins)) for t in tries)},
        "models": [{"model": name, **{k: interval(v) for k, v in figures[name].items()}}
                   for name in METHODS],
        "best": best,
    }  # fmt: skip
    return Measurement(report, {"columns": list(table.names)})


def _longest(
    table: Table, columns: Sequence[Column], plan: Plan
) -> list[list[tuple[float, float]]]:
    """The longest series of the table: moments and values in their order."""
    column = next(each for each in columns if each.name == plan.label)
    held: dict[str, list[tuple[float, float]]] = {}
    names = table.column(plan.group) if plan.group else [""] * table.rows
    cells = zip(names, table.column(plan.time), table.column(plan.label), strict=True)
    for name, when, cell in cells:
        at, value = moment(when), number(cell, comma=column.decimal_comma)
        if at is not None and value is not None:
            held.setdefault(name, []).append((at, value))
    longest = sorted(held.values(), key=len, reverse=True)[:_MOST_SERIES]
    longest = [sorted(each) for each in longest if len(each) >= _LEAST_ROWS]
    if not longest:
        raise FileError(f"A series needs at least {_LEAST_ROWS} dates with a number.")
    return longest


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
