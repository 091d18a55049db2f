"""Lines: what has been paid month by month."""

import math
from collections.abc import Sequence

from calculator.knowledge import Approach
from view import colours
from view.chart import Chart
from view.charts import Data, Row
from view.costs import CostView
from view.scale import Scale, linear_scale

LABEL_GAP = 8.0  # percent of the height between the words of two lines


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
    return {name: [] for name in ("grid_x", "grid_y", "lines", "labels")}


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
