"""Electricity and carbon of every approach, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.costs.records import ApproachCost
from calculator.estimate import Estimate
from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view import formats
from view.answers import value_words

GRID = "electricity_grid"


@dataclass(frozen=True, slots=True)
class Used:
    """What one approach uses over the horizon; empty where nothing of it is counted."""

    approach: Approach
    verdict: str
    kwh: str  # `1,200 (700 to 1,700)`
    kg_co2e: str


def used(result: Result, knowledge: Knowledge) -> Iterator[Used]:
    """All nine, the one that uses least first; those of which nothing is counted last.

    None where no grid was named: the carbon is for those who ask for it.
    """
    if result.inputs[GRID] is None:
        return
    verdicts = {each.approach: each.verdict for each in result.ranking}
    costs = result.priced.approaches
    approaches = knowledge.approaches.values()
    kwh = {key: cost.kwh.value for key, cost in costs.items()}
    for each in sorted(approaches, key=lambda a: (not kwh[a.id], kwh[a.id])):
        cost = costs[each.id]
        yield Used(each, verdicts[each.id], _words(cost.kwh), _words(cost.kg_co2e))


def grid_words(result: Result, knowledge: Knowledge) -> str:
    """The grid that the carbon rests on: `Germany`."""
    return value_words(knowledge.inputs[GRID], result.inputs[GRID])


def energy_sentence(result: Result, knowledge: Knowledge, approach_id: str) -> str:
    """`About 1,200 kWh (700 to 1,700) and 400 kg CO2e (250 to 600), grid: Germany.`

    Empty where no grid was named, or where nothing of the approach is counted.
    """
    cost: ApproachCost = result.priced.approaches[approach_id]
    if result.inputs[GRID] is None or not cost.kwh.value:
        return ""
    kwh, carbon = _words(cost.kwh), _words(cost.kg_co2e)
    grid = grid_words(result, knowledge)
    return f"About {kwh} kWh and {carbon} kg CO2e of electricity, grid: {grid}."


def _words(estimate: Estimate) -> str:
    if not estimate.value:
        return ""
    span = formats.number_range(estimate.low, estimate.high)
    return f"{formats.number(estimate.value)} ({span})"
