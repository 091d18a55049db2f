"""Time to a first version and the cost of a request that succeeds, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculator.knowledge import Approach, Knowledge
from calculator.needs.explain import Number
from calculator.result import Result
from view import formats
from view.cost_rows import BillLine, Sum
from view.costs import CostView

_HOUR = 1 / 24  # days
_GOOD = "A thousand requests that succeed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One approach: how soon, and what a request costs."""

    approach: Approach
    verdict: str
    weeks: str
    weeks_range: str
    per_1000: str
    per_1000_good: str


def deliveries(view: CostView, result: Result, knowledge: Knowledge) -> Iterator[Delivery]:
    """All nine, cheapest rung first."""
    verdicts = {each.approach: each.verdict for each in result.ranking}
    for approach in sorted(knowledge.approaches.values(), key=lambda each: each.order):
        cost = view.costs.approaches[approach.id]
        weeks, good = cost.time_to_ship.weeks, cost.per_success.usd_per_1000
        yield Delivery(
            approach=approach,
            verdict=verdicts[approach.id],
            weeks=formats.number(weeks.value),
            weeks_range=formats.number_range(weeks.low, weeks.high),
            per_1000=view.money.of(cost.per_1000_requests),
            per_1000_good="" if good is None else view.money.about(good),
        )


def stage_lines(view: CostView, approach_id: str) -> Iterator[BillLine]:
    """The stages of one approach, as lines that open to their numbers."""
    for stage in view.costs.approaches[approach_id].time_to_ship.stages:
        yield _line(
            view,
            key=f"time-{stage.id}",
            label=stage.label,
            total=days_words(stage.days),
            formula=stage.formula,
            given=stage.given,
            sums=tuple(view.sums(stage)),
        )


def days_words(days: float) -> str:
    """`12 days`; what a machine does at once is `under an hour`."""
    if 0 < days < _HOUR:
        return "under an hour"
    return formats.counted(formats.number(days), "days")


def success_line(view: CostView, approach_id: str) -> BillLine | None:
    """What a thousand good answers cost, as a line; None where nothing is asked."""
    found = view.costs.approaches[approach_id].per_success
    good = found.usd_per_1000
    if good is None:
        return None
    share, tries = found.success_share, found.tries_per_request
    made = view.sum_of(
        f"{_GOOD}, USD",
        found.formulas["usd_per_1000"],
        found.likely_usd_per_1000 or 0.0,
        found.given,
    )
    after = f"after {formats.number(tries, 3)} tries each"
    return _line(
        view,
        key="per-success",
        label=_GOOD,
        total=view.money.about(good),
        formula=found.formula,
        given=found.given,
        note=f"{formats.share(share)} of requests succeed, {after}. "
        f"8 in 10 cases: {view.money.range(good)}.",
        sums=(made,),
    )


def _line(
    view: CostView,
    *,
    key: str,
    label: str,
    total: str,
    formula: str,
    given: Sequence[Number],
    note: str = "",
    sums: Sequence[Sum] = (),
) -> BillLine:
    return BillLine(
        id=key,
        label=label,
        group="",
        group_id="",
        total=total,
        once="",
        first_month="",
        formula=formula,
        note=note,
        given=tuple(view.all_given(given, sums)),
        sums=tuple(sums),
    )
