"""The one door: a request → a result and the problems of its fields, all typed records."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.arguments import kind_of
from calculator.asking import Decided, ask, decided
from calculator.costs.sensitivity import POINTS
from calculator.costs.uncertainty import LIKELY, NAMED
from calculator.knowledge import Knowledge
from calculator.request import Request
from calculator.result import Result
from calculator.work import finished


def evaluate(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None = None,
    *,
    text: bool = False,
    points: int = POINTS,
    search: bool = True,
) -> Result:
    """Decide and price one scenario.

    Args:
        request: a `Request`, or a mapping with its fields: `inputs` by id, `assumptions` that the
            reader sets, `own_lines` of the bill, `weights` of criteria, what was `measured`;
            absent, null and
            "unknown" all mean unknown.
        knowledge: what content brings, from `load_knowledge`.
        today: the day whose prices and assumptions count; if left out, the one that the request
            names, else that of the knowledge.
        text: whether inputs are text, as from a form, and must be parsed.
        points: draws behind the ranges; 0 leaves the bills and ranges out of the result.
        search: whether to look for break-even volumes and for answers that change the cheapest,
            which takes half of the time; without it those lists and the curves are empty.

    Returns:
        The result. `problems` lists every field that could not be read; such a field counts as
        unknown and never blocks the rest.

    Raises:
        TypeError: an argument of another kind than named here.
        ValueError: `points` below 0.
    """
    if isinstance(points, bool) or not isinstance(points, int):
        raise TypeError(f"points must be a whole number, got {kind_of(points)}")
    if points < 0:
        raise ValueError(f"points must be at least 0, got {points}")
    sample = NAMED if points else LIKELY
    asked = finished(ask(request, knowledge, today, text=text, sample=sample).explained())
    return finished(asked.whole(points, search=search))


def evaluate_quickly(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None = None,
    *,
    text: bool = False,
    explained: bool = True,
) -> Result:
    """What can be said within a keystroke: the same decision, and its headline.

    Args, returns and raises as for `evaluate`, with `quick_costs` in place of bills, ranges and
    comparisons.

    Args:
        explained: whether other answers are tried, which takes most of the time; without it there
            are no questions and flips, and nothing is said to be settled.
    """
    asked = ask(request, knowledge, today, text=text)
    if explained:
        asked = finished(asked.explained())
    return asked.result(quick_costs=asked.quick_costs())


def stages(
    request: Request | Mapping[str, Any],
    knowledge: Knowledge,
    today: date | None = None,
    *,
    text: bool = False,
) -> Iterator[Decided | Result | None]:
    """One answer in stages that share their work; who needs no more of it stops in between.

    Args and raises as for `evaluate`.

    Yields:
        What was decided, then what `evaluate_quickly` says unexplained, then what it says, then
        what `evaluate` says; before the last three, None after each bit of work.
    """
    alone = decided(request, knowledge, today, text=text)
    yield alone
    asked = alone.asked()
    yield None
    quick = asked.quick_costs()
    yield asked.result(quick_costs=quick)
    asked = yield from asked.explained()
    yield asked.result(quick_costs=quick)
    yield (yield from asked.traced().whole(POINTS, search=True))
