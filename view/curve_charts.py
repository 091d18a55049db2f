"""Lines: cost against volume with its crossings, and what has been paid month by month."""

import math
from collections.abc import Iterator, Mapping, Sequence

from calculator.estimate import Estimate
from calculator.knowledge import Approach
from calculator.result import Result
from view import colours, formats
from view.chart import Chart
from view.charts import Data, Row
from view.costs import CostView
from view.scale import Scale, linear_scale, log_scale

LABEL_GAP = 8.0  # percent of the height between the words of two lines


def by_volume(view: CostView, result: Result, shown: Sequence[tuple[Approach, bool]]) -> Chart:
    """Cost against requests a month, both on logarithmic scales."""
    volumes = view.costs.curves.requests_per_month
    usd = view.costs.curves.usd
    across = log_scale(volumes[0], volumes[-1])
    ends = [end for curve in usd.values() for point in curve for end in (point.low, point.high)]
    up = log_scale(max(min(ends), 1.0), max(ends))
    xs = [across.percent(volume) for volume in volumes]
    data = _curves_data()
    data["grid_x"] = [_tick(across, tick, formats.number(tick), "x") for tick in across.ticks[::2]]
    data["grid_y"] = [_tick(up, tick, view.money.of(tick), "y") for tick in up.ticks]
    for approach, qualifies in shown:
        curve = usd[approach.id]
        heights = [up.percent(point.value) for point in curve]
        _add_line(data, approach, xs, heights, qualifies=qualifies)
        if qualifies:
            data["bands"] += _band(approach, xs, curve, up)
    now = result.number("requests_per_month")
    if now:
        data["marks"].append({"x": across.percent(now), "words": "now"})
    data["points"] = list(_crossing_points(result, shown, usd, volumes, across, up))
    _spread_labels(data["labels"])
    return Chart(
        name="by-volume",
        kind="curves",
        title=f"Cost over {view.months} months against requests a month",
        reading="Both scales are logarithmic. Bands hold 8 in 10 cases of the approaches that "
        "qualify; dots mark where two of them cost the same; pale lines do not qualify.",
        data=data,
        table=_volume_table(view, shown),
    )


def _band(
    approach: Approach, xs: Sequence[float], curve: Sequence[Estimate], up: Scale
) -> list[Row]:
    """The range of an approach at each volume."""
    return [
        {
            "x": x,
            "low": up.percent(point.low),
            "high": up.percent(point.high),
            "colour": colours.of_order(approach.order),
            "series": approach.id,
        }
        for x, point in zip(xs, curve, strict=True)
    ]


def _volume_table(view: CostView, shown: Sequence[tuple[Approach, bool]]) -> list[list[str]]:
    curves = view.costs.curves
    rows = [["Requests a month", *(approach.name for approach, _ in shown)]]
    for place, volume in enumerate(curves.requests_per_month):
        if place % 2 == 0:
            amounts = [curves.usd[approach.id][place].value for approach, _ in shown]
            rows.append([formats.number(volume), *map(view.money.of, amounts)])
    return rows


def _crossing_points(
    result: Result,
    shown: Sequence[tuple[Approach, bool]],
    usd: Mapping[str, Sequence[Estimate]],
    volumes: Sequence[float],
    across: Scale,
    up: Scale,
) -> Iterator[Row]:
    """Break-even points between approaches that qualify."""
    wanted = {approach.id for approach, qualifies in shown if qualifies}
    for crossing in result.break_even:
        below = crossing.cheaper_below
        if crossing.at is None or not {below, crossing.cheaper_above} <= wanted:
            continue
        values = [point.value for point in usd[below]]
        at = _between(volumes, values, crossing.at)
        yield {"x": across.percent(crossing.at), "y": up.percent(at)}


def _between(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """The curve at x, taken as straight between its points on logarithmic scales."""
    for i in range(len(xs) - 1):
        if xs[i] <= x <= xs[i + 1]:
            part = math.log(x / xs[i]) / math.log(xs[i + 1] / xs[i])
            return math.exp(math.log(ys[i]) * (1 - part) + math.log(ys[i + 1]) * part)
    return ys[0] if x < xs[0] else ys[-1]


def by_month(view: CostView, shown: Sequence[tuple[Approach, bool]]) -> Chart:
    """What has been paid by each month, in the middle case."""
    paid = {key: cost.paid_by_month for key, cost in view.costs.approaches.items()}
    up = linear_scale(max(paid[each.id][-1] for each, qualifies in shown if qualifies) * 1.6)
    across = linear_scale(view.months)
    data = _curves_data()
    step = max(1, view.months // 4)
    data["grid_x"] = [
        _tick(across, month, "launch" if month == 0 else f"month {month}", "x")
        for month in range(0, view.months + 1, step)
    ]
    data["grid_y"] = [_tick(up, tick, view.money.of(tick), "y") for tick in up.ticks]
    for approach, qualifies in shown:
        amounts = paid[approach.id]
        xs = [across.percent(month) for month in range(len(amounts))]
        inside = [
            (x, up.percent(usd)) for x, usd in zip(xs, amounts, strict=True) if usd <= up.high
        ]
        if inside:
            columns = zip(*inside, strict=True)
            _add_line(data, approach, *map(list, columns), qualifies=qualifies)
    _spread_labels(data["labels"])
    return Chart(
        name="by-month",
        kind="curves",
        title="Paid so far, month by month",
        reading="The middle case, from launch on. Pale lines do not qualify; those that leave the "
        "picture at the top cost more than it shows.",
        data=data,
        table=_month_table(view, shown, step),
    )


def _month_table(
    view: CostView, shown: Sequence[tuple[Approach, bool]], step: int
) -> list[list[str]]:
    paid = {key: cost.paid_by_month for key, cost in view.costs.approaches.items()}
    rows = [["Month", *(approach.name for approach, _ in shown)]]
    for month in range(0, view.months + 1, step):
        words = "launch" if month == 0 else str(month)
        rows.append([words, *(view.money.of(paid[approach.id][month]) for approach, _ in shown)])
    return rows


def _curves_data() -> Data:
    names = ("grid_x", "grid_y", "marks", "bands", "lines", "points", "labels")
    return {name: [] for name in names}


def _add_line(
    data: Data, approach: Approach, xs: list[float], heights: list[float], *, qualifies: bool
) -> None:
    """One line; only lines of approaches that qualify are labelled."""
    look = {
        "colour": colours.of_order(approach.order),
        "series": approach.id,
        "weight": 2.5 if qualifies else 1.2,
        "opacity": 1.0 if qualifies else 0.35,
    }
    data["lines"] += [{"x": x, "y": y, **look} for x, y in zip(xs, heights, strict=True)]
    if qualifies:
        label = {"x": xs[-1], "y": heights[-1], "words": approach.name}
        data["labels"].append(label)


def _tick(scale: Scale, value: float, words: str, axis: str) -> Row:
    return {axis: scale.percent(value), "words": words}


def _spread_labels(labels: list[Row]) -> None:
    """Push labels apart from the top down, so that none lies on another."""
    above = math.inf
    for label in sorted(labels, key=lambda row: -row["y"]):
        label["y"] = round(min(label["y"], above - LABEL_GAP), 1)
        above = label["y"]
