"""Rows of bars without money: the plan in time, the numbers that flip the answer."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view import colours, formats
from view.answers import value_words
from view.bar_charts import cut, row_marks, row_place
from view.chart import Chart, Link
from view.charts import Data
from view.costs import CostView
from view.digits import rounded
from view.scale import linear_scale
from view.sentences import in_sentence

WORKING_DAYS = 5.0  # a week
MOST_ROWS = 12
_PALE = 0.35
_NUMERIC = ("integer", "number")
_FURTHEST = 4.0  # powers of ten from the present value that a chart of flips shows


@dataclass(frozen=True, slots=True)
class _Step:
    """A bar of the plan, in weeks from now."""

    words: str
    start: float
    end: float
    approach: Approach
    opacity: float = 1.0


def plan(view: CostView, result: Result, knowledge: Knowledge) -> Chart:
    """What to begin with, what follows from its launch on, and where to climb at the earliest."""
    steps = list(_steps(view, result, knowledge))
    ready = view.costs.approaches[result.plan.start_with].time_to_ship.weeks
    date = result.number("time_to_ship_weeks")
    built = [step for step in steps if step.opacity == 1.0]
    scale = linear_scale(max(*(step.end for step in steps), ready.high, date or 0.0))
    data = _no_bars()
    for place, step in enumerate(steps):
        y = row_place(place, len(steps))
        ends = scale.percent(step.start), scale.percent(step.end)
        data["bars"].append(_bar(*ends, y, step.approach, step.opacity))
        data["labels"].append({"x": 0, "y": y, "words": f"{step.words}: {_weeks(step)}"})
    y, low, high = (row_place(len(built) - 1, len(steps)),
                    scale.percent(ready.low), scale.percent(ready.high))  # fmt: skip
    data["ranges"].append({"x": low, "x2": high, "y": y})
    data["ends"] += [{"x": end, "y": y} for end in (low, high)]
    if date is not None:
        data["marks"] = row_marks(scale.percent(date), len(steps))
    dated = " The dashed line is the date that you gave." if date is not None else ""
    return Chart(
        name="plan",
        kind="bars",
        title="The plan in weeks from now",
        reading="Full bars lead to a first version; the thin line holds 8 in 10 cases of its "
        f"date. Pale bars wait for what you measure.{dated}",
        data=data,
        table=[["Step", "Weeks"], *([step.words, _weeks(step)] for step in steps)],
        rows=len(steps),
    )


def _steps(view: CostView, result: Result, knowledge: Knowledge) -> Iterator[_Step]:
    advice, bills = result.plan, view.costs.approaches
    start = knowledge.approaches[advice.start_with]
    launch = bills[start.id].time_to_ship.weeks.value
    for stage in bills[start.id].time_to_ship.stages:
        begins = stage.starts / WORKING_DAYS
        yield _Step(stage.label, begins, begins + stage.days / WORKING_DAYS, start)
    leads_to = [result.recommended, *(each.to for each in advice.climb)]
    climbs = [key for key in dict.fromkeys(leads_to) if key != start.id]
    later = [(key, launch + bills[key].time_to_ship.weeks.value) for key in climbs]
    if advice.measure:
        end = max([end for _, end in later] + [launch * 2])
        yield _Step("Measuring it in use", launch, end, start, _PALE)
    for key, end in later:
        there = knowledge.approaches[key]
        yield _Step(f"{there.name}, later", launch, end, there, _PALE)


def _weeks(step: _Step) -> str:
    return formats.number_range(step.start, step.end)


@dataclass(frozen=True, slots=True)
class _Flip:
    """A numeric answer at whose other value something changes."""

    label: str
    now: str
    then: str
    short: str  # without a unit that the label says already
    what: str
    link: Link
    powers: float  # of ten between the two values, below zero where it must fall
    approach: Approach


def flips(view: CostView, result: Result, knowledge: Knowledge) -> Chart | None:
    """How far each number is from changing the answer or the cheapest; None: no number is near."""
    found = sorted(_flips(view, result, knowledge), key=lambda each: abs(each.powers))[:MOST_ROWS]
    if not found:
        return None
    furthest = max(abs(each.powers) for each in found) or 1.0
    data = _no_bars()
    for place, each in enumerate(found):
        y, there = row_place(place, len(found)), 50 + 48 * each.powers / furthest
        there = round(there, 1)
        data["bars"].append(
            _bar(min(50.0, there), max(50.0, there), y, each.approach, 1.0, each.link)
        )
        data["ends"].append({"x": there, "y": y})
        data["labels"].append({"x": 0, "y": y, "words": f"{cut(each.label)}: {each.short}"})
    data["marks"] = row_marks(50.0, len(found))
    return Chart(
        name="flips",
        kind="bars",
        title="How far each number is from a change",
        reading="The dashed line is now; each bar ends at the nearest value that changes the "
        "recommendation or the cheapest approach, in powers of ten. Nearest first.",
        data=data,
        table=[
            ["Number", "Now", "Changes at", "Then"],
            *([each.label, each.now, each.then, each.what] for each in found),
        ],
        rows=len(found),
        links=[[each.link, None, None, None] for each in found],
    )


def _flips(view: CostView, result: Result, knowledge: Knowledge) -> Iterator[_Flip]:
    for flip in result.flips:
        numeric = knowledge.inputs[flip.input].kind in _NUMERIC
        if flip.recommended and flip.to is not None and numeric:
            yield _flip(flip.input, float(flip.value), float(flip.to), flip.recommended,
                        "the answer is", knowledge)  # fmt: skip
    for cost in view.costs.flips:
        yield _flip(cost.input, cost.now, cost.flips_at, cost.cheapest_then,
                    "the cheapest is", knowledge)  # fmt: skip


def _flip(
    input_id: str, now: float, then: float, to: str, what: str, knowledge: Knowledge
) -> _Flip:
    definition, there = knowledge.inputs[input_id], knowledge.approaches[to]
    said = float(rounded(then, 3))
    words = value_words(definition, int(said) if said.is_integer() else said)
    short = formats.number(said, 3)
    return _Flip(
        label=definition.label,
        now=value_words(definition, now),
        then=words,
        short=short if _says(definition.label, definition.unit) else words,
        what=f"{what} {in_sentence(there.name)}",
        link={"field": input_id},
        powers=_powers(now, then),
        approach=there,
    )


def _says(label: str, unit: str) -> bool:
    """Whether a label names the unit, as `Requests per month` does, or needs none."""
    return unit in ("ratio", "share") or unit.partition(" ")[0].lower() in label.lower()


def _powers(now: float, then: float) -> float:
    """Powers of ten from one to the other; nothing is as far as the chart reaches."""
    if now <= 0 or then <= 0:
        return math.copysign(_FURTHEST, then - now)
    return max(-_FURTHEST, min(_FURTHEST, math.log10(then / now)))


def _no_bars() -> Data:
    return {"bars": [], "ranges": [], "ends": [], "marks": [], "labels": []}


def _bar(
    start: float, end: float, y: float, approach: Approach, opacity: float, link: Link | None = None
) -> dict[str, Any]:
    colour = colours.of_order(approach.order)
    bar: dict[str, Any] = {"x": start, "x2": end, "y": y, "colour": colour, "opacity": opacity}
    return bar if link is None else {**bar, "link": link}
