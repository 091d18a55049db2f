"""Rows of bars: the cost of every approach in its parts, and what moves one cost most."""

from collections.abc import Iterator, Mapping

from calculator.knowledge import Approach, Knowledge
from view import colours, formats
from view.chart import Chart, Link
from view.charts import ROW_HEIGHT, Data, Row
from view.cost_rows import GROUP_LABELS, Given
from view.costs import CostView
from view.scale import Scale, linear_scale
from view.tornado import bars

_MARK_HEIGHT = 15  # px, a little more than a bar
_LINE = 52  # characters over a bar that a narrow phone has room for
LONGEST = 30  # characters of a label


def by_approach(view: CostView, knowledge: Knowledge) -> Chart:
    """Cost in its parts, with the range of the whole."""
    found = view.costs.approaches
    scale = linear_scale(max(cost.total.value for cost in found.values()) * 1.25)
    data: Data = {"bars": [], "ranges": [], "ends": [], "marks": [], "labels": []}
    for place, approach in enumerate(sorted(knowledge.approaches.values(), key=lambda a: a.order)):
        cost, y = found[approach.id], row_place(place, len(found))
        colour = colours.of_order(approach.order)
        data["bars"] += _parts(cost.groups, scale, y, colour, approach.id)
        low, high = scale.percent(cost.total.low), scale.percent(cost.total.high)
        data["ranges"].append({"x": low, "x2": high, "y": y})
        beyond = cost.total.high > scale.high  # it goes on: no end is drawn where none is
        data["ends"] += [{"x": end, "y": y} for end in ((low,) if beyond else (low, high))]
        words, largest = f"{approach.name}: {view.money.about(cost.total)}", ""
        if beyond:
            largest = f", in 1 of 10 over {view.money.of(cost.total.high)}"
        elif len(words) + len(_largest(cost.groups)) <= _LINE:
            largest = _largest(cost.groups)
        data["labels"].append({"x": 0, "y": y, "words": f"{words}{largest}"})
    return Chart(
        name="by-approach",
        kind="bars",
        title=f"Cost over {formats.months(view.months)}, by approach and part",
        reading="Each bar is the median cost, darker where the part is larger; a part leads to its "
        "lines. The thin line runs from the 10th to the 90th percentile; one without an end "
        "goes on beyond the frame.",
        data=data,
        table=_cost_table(view, knowledge),
        rows=len(found),
        links=_cost_links(view, knowledge),
    )


def _cost_table(view: CostView, knowledge: Knowledge) -> list[list[str]]:
    rows = [["Approach", "About", "8 in 10 cases", *GROUP_LABELS.values()]]
    for approach in sorted(knowledge.approaches.values(), key=lambda each: each.order):
        cost = view.costs.approaches[approach.id]
        words = view.money.parts(cost.total, cost.groups)
        parts = [words[group] for group in GROUP_LABELS]
        whole = [view.money.about(cost.total), view.money.range(cost.total)]
        rows.append([approach.name, *whole, *parts])
    return rows


def _cost_links(view: CostView, knowledge: Knowledge) -> list[list[Link | None]]:
    """Every amount of a part leads to the lines that it is made of."""
    found: list[list[Link | None]] = []
    for approach in sorted(knowledge.approaches.values(), key=lambda each: each.order):
        groups = view.costs.approaches[approach.id].groups
        parts = [
            {"bill": approach.id, "group": group} if groups[group] else None
            for group in GROUP_LABELS
        ]
        found.append([None, None, None, *parts])
    return found


def _parts(
    groups: Mapping[str, float], scale: Scale, y: float, colour: str, bill: str
) -> Iterator[Row]:
    """The parts of one bar, largest first, each a little paler."""
    start = 0.0
    ordered = sorted(((usd, group) for group, usd in groups.items() if usd > 0), reverse=True)
    for place, (usd, group) in enumerate(ordered):
        opacity = round(max(0.3, 1 - 0.22 * place), 2)
        ends = {"x": scale.percent(start), "x2": scale.percent(start + usd)}
        link = {"bill": bill, "group": group}
        yield {**ends, "y": y, "colour": colour, "opacity": opacity, "link": link}
        start += usd


def _largest(groups: Mapping[str, float]) -> str:
    whole = sum(groups.values())
    if not whole:
        return ""
    key = max(groups, key=lambda group: groups[group])
    return f", {GROUP_LABELS[key].lower()} {formats.share(groups[key] / whole)}"


def tornado(view: CostView, approach: Approach) -> Chart:
    """The numbers that move the recommended approach's total most."""
    found = list(bars(view, approach.id))
    colour = colours.of_order(approach.order)
    data: Data = {"bars": [], "ranges": [], "ends": [], "marks": [], "labels": []}
    for place, bar in enumerate(found):
        y = row_place(place, len(found))
        ends = {"x": bar.start, "x2": round(bar.start + bar.length, 1)}
        link = number_link(bar.number)
        data["bars"].append({**ends, "y": y, "colour": colour, "opacity": 1.0, "link": link})
        words = f"{cut(bar.number.label)}: {bar.totals}"
        data["labels"].append({"x": 0, "y": y, "words": words})
    data["marks"] = row_marks(found[0].now, len(found)) if found else []
    return Chart(
        name="tornado",
        kind="bars",
        title=f"What moves the cost of {approach.name} most",
        reading="Each bar shows the total with one number at its low and at its high end; "
        "the dashed line is the median.",
        data=data,
        table=[
            ["Number", "From, to", "Total then"],
            *([bar.number.label, bar.ends, bar.totals] for bar in found),
        ],
        rows=len(found),
    )


def number_link(number: Given) -> Link:
    """An answer leads to its field; any other number can be set by hand."""
    return {"field": number.ref} if number.kind == "input" else {"set": number.name}


def row_place(place: int, rows: int) -> float:
    """Height of a row's bar, 0 to 100, the first row at the top."""
    whole = rows * ROW_HEIGHT
    return round(100 - 109 * (place * ROW_HEIGHT + 23) / whole, 1)


def row_marks(x: float, rows: int) -> list[Row]:
    """An upright line at one place, across the bars and not through the words between them."""
    half = 100 * _MARK_HEIGHT / (2 * rows * ROW_HEIGHT)
    middles = [row_place(place, rows) for place in range(rows)]
    return [{"x": x, "y": round(y - half, 1), "y2": round(y + half, 1)} for y in middles]


def cut(words: str) -> str:
    """What fits over a bar; the table beside the chart has it in full."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
