"""What an example costs, how long it takes and what data it needs: bars on shared scales."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculator.costs.records import ApproachCost
from calculator.estimate import Estimate
from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view import formats
from view.costs import CostView
from view.scale import Scale, log_scale

_NEEDED = "labels-needed-{}"  # the assumption of an approach that is trained
_SIMPLEST = "baseline"


@dataclass(frozen=True, slots=True)
class Bar:
    """One approach in one row; without a bar where there is nothing to measure."""

    approach: Approach
    about: str
    range: str
    low: float | None = None  # places in percent of the scale
    middle: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure: its name, the bars of some approaches, and where the others' middles stand."""

    label: str
    bars: tuple[Bar, ...]
    others: tuple[float, ...]


def strips(result: Result, chosen: Sequence[str], knowledge: Knowledge) -> Iterator[Strip]:
    """Cost, time to a first version and labels of the chosen approaches in one example."""
    view, costs = CostView(result, knowledge), result.priced.approaches
    yield _strip(
        f"Whole cost, {formats.months(view.months)}",
        {key: cost.total for key, cost in costs.items()},
        {key: (view.split(key).total, view.split(key).range) for key in costs},
        chosen,
        knowledge,
    )
    weeks = {key: cost.time_to_ship.weeks for key, cost in costs.items()}
    yield _strip(
        "First version",
        weeks,
        {key: _weeks(cost) for key, cost in costs.items()},
        chosen,
        knowledge,
    )
    labels = dict(_labels(result, knowledge))
    without = {_SIMPLEST: ("those there are", "")}  # its bill names no number that it needs
    said = {
        key: _counted(labels[key]) if key in labels else without.get(key, ("none", ""))
        for key in costs
    }
    yield _strip("Labels to train with", labels, said, chosen, knowledge)


def _strip(
    label: str,
    found: dict[str, Estimate],
    words: dict[str, tuple[str, str]],
    chosen: Sequence[str],
    knowledge: Knowledge,
) -> Strip:
    scale = log_scale(
        min(each.low for each in found.values()), max(each.high for each in found.values())
    )
    bars = tuple(
        Bar(knowledge.approaches[key], *words[key], *_places(found.get(key), scale))
        for key in chosen
    )
    others = tuple(scale.percent(each.value) for key, each in found.items() if key not in chosen)
    return Strip(label, bars, others)


def _places(estimate: Estimate | None, scale: Scale) -> tuple[float, ...]:
    if estimate is None:
        return ()
    return tuple(map(scale.percent, (estimate.low, estimate.value, estimate.high)))


def _weeks(cost: ApproachCost) -> tuple[str, str]:
    weeks = cost.time_to_ship.weeks
    words = formats.counted(formats.number(weeks.value), "weeks")
    return words, formats.number_range(weeks.low, weeks.high)


def _labels(result: Result, knowledge: Knowledge) -> Iterator[tuple[str, Estimate]]:
    """What each trained approach usually needs, as the bill takes it."""
    for key in knowledge.approaches:
        number = result.priced.numbers.get(_NEEDED.format(key.replace("_", "-")))
        if number and number.estimate:
            yield key, number.estimate


def _counted(labels: Estimate) -> tuple[str, str]:
    ends = formats.number_range(labels.low, labels.high)
    return formats.counted(formats.number(labels.value), "labels"), ends
