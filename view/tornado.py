"""The numbers that move a total most, as bars on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.costs.records import KnownNumber
from calculator.estimate import Estimate
from view import formats
from view.cost_rows import Given
from view.costs import CostView


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: its ends, what the total is at them, and where the bar stands, in percent."""

    number: Given
    ends: str
    totals: str
    start: float
    length: float
    now: float


def bars(view: CostView, approach_id: str) -> Iterator[Bar]:
    """The longest bars first, all on the same linear scale."""
    cost = view.costs.approaches[approach_id]
    found = cost.tornado
    now = cost.total.value
    ends = [now, *(end for bar in found for end in (bar.usd_at_low, bar.usd_at_high))]
    least, most = min(ends), max(ends)
    span = (most - least) or 1.0

    def place(usd: float) -> float:
        return round(100 * (usd - least) / span, 1)

    for bar in found:
        first, last = sorted((bar.usd_at_low, bar.usd_at_high))
        number = view.costs.numbers[bar.ref]
        yield Bar(
            number=view.number(bar.ref),
            ends=formats.quantity_range(*_ends(number), number.unit),
            totals=view.money.range(Estimate(first, min(max(now, first), last), last)),
            start=place(first),
            length=round(place(last) - place(first), 1),
            now=place(now),
        )


def _ends(number: KnownNumber) -> tuple[float, float]:
    """What the bars of a tornado rest on always has a range."""
    found = number.estimate
    assert found is not None
    return found.low, found.high
