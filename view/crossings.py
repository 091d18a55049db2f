"""When one approach becomes cheaper than another: by volume and in time, in words."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculator.costs.crossing import Crossing
from calculator.costs.unit_economics import BY_MACHINE, BY_USE
from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view import formats

_NEVER = (
    "More requests alone do not bring that about here: calls would have to become dearer, "
    "machines cheaper, or the data be forbidden to leave."
)
_ALREADY = "Here the machines already cost less; a test has to show that the model is good enough."


@dataclass(frozen=True, slots=True)
class Comparison:
    """One approach against another."""

    other: Approach
    cheaper: str  # at which volumes the first is cheaper
    repaid: str  # when its dearer start has paid for itself


def comparisons(result: Result, approach_id: str, knowledge: Knowledge) -> Iterator[Comparison]:
    """An approach against each other one, in the order of the ladder."""
    by_volume = _of(result.break_even, approach_id)
    in_time = _of(result.priced.payback, approach_id)
    months = result.priced.horizon_months
    for other in sorted(knowledge.approaches.values(), key=lambda each: each.order):
        if other.id == approach_id:
            continue
        yield Comparison(
            other,
            volume_words(by_volume[other.id], approach_id),
            time_words(in_time[other.id], approach_id, months),
        )


def turn_words(result: Result, to: str) -> str:
    """From which volume machines of one's own cost less than calls; empty for other pairs."""
    if result.recommended not in BY_USE or to not in BY_MACHINE:
        return ""
    crossing = _of(result.break_even, result.recommended).get(to)
    if crossing is None:
        return ""
    if crossing.at is not None and crossing.cheaper_above == to:
        at = f"{formats.number(crossing.at)} requests a month{_range(crossing)}"
        return f"Here the bills cross at about {at}."
    return _NEVER if crossing.cheaper_below == result.recommended else _ALREADY


def volume_words(crossing: Crossing, approach_id: str) -> str:
    """At which volumes an approach is the cheaper one of its pair."""
    below = crossing.cheaper_below == approach_id
    if crossing.at is None:
        now = "at every volume" if below else "never"
        return now if not crossing.share_of_draws else f"{now}, at the totals shown"
    at = formats.number(crossing.at)
    side = "below" if below else "from"
    again = "; the order changes again above" if crossing.crosses_again else ""
    return f"{side} about {at} requests a month{_range(crossing)}{again}"


def time_words(crossing: Crossing, approach_id: str, months: int) -> str:
    """When the dearer start of an approach has paid for itself against the other."""
    if crossing.cheaper_below == approach_id:
        if crossing.at is None:
            return "cheaper all along"
        again = "; the order changes again later" if crossing.crosses_again else ""
        last = math.ceil(crossing.at)
        until = "in the first month" if last <= 1 else f"until month {last}"
        return f"cheaper {until}{again}"
    if crossing.at is None:
        return f"not within {formats.months(months)}"
    again = "; the order changes again later" if crossing.crosses_again else ""
    if crossing.at <= 1:
        return f"within the first month{again}"
    return f"after about {formats.number(crossing.at)} months{_range(crossing)}{again}"


def _range(crossing: Crossing) -> str:
    low, high = crossing.low, crossing.high
    if low is None:
        return "" if high is None else f" (up to {formats.number(high)})"
    if high is None:
        return f" ({formats.number(low)} or more)"
    words = formats.number_range(low, high)
    return f" ({words})" if formats.RANGE in words else ""


def _of(found: Iterable[Crossing], approach_id: str) -> dict[str, Crossing]:
    """The crossings of one approach, by the other one."""
    pairs = {}
    for crossing in found:
        pair = (crossing.cheaper_below, crossing.cheaper_above)
        if approach_id in pair:
            pairs[pair[pair[0] == approach_id]] = crossing
    return pairs
