"""What an unknown answer is taken to be: for the bill always, for the decision where it weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from calculator.conditions import all_hold
from calculator.knowledge import Answer, Input, Knowledge, Supposition
from calculator.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Supposed:
    """A scenario whose gaps are filled: the answers, and the supposition behind each."""

    values: Mapping[str, Answer]
    suppositions: Mapping[str, Supposition]


def suppose(scenario: Scenario, knowledge: Knowledge) -> Supposed:
    """Fill every gap with the first supposition of its input whose conditions hold.

    A condition on another unknown input sees the value that this one is taken to be; the
    builder has checked that inputs do not depend on each other in a circle.
    """
    values = dict(scenario.values)
    used: dict[str, Supposition] = {}
    for definition in knowledge.inputs.values():
        if values[definition.id] is None:
            _fill(definition, values, used, knowledge)
    return Supposed(values, used)


def weighing(values: Mapping[str, Answer], inputs: Iterable[Input]) -> Supposed:
    """Fill only the gaps of these inputs that known answers speak of; the others stay open."""
    filled = dict(values)
    used: dict[str, Supposition] = {}
    for definition in inputs:
        if values[definition.id] is not None:
            continue
        for supposition in definition.if_unknown:
            if supposition.weighs and all_hold(supposition.when, values):
                filled[definition.id] = supposition.value
                used[definition.id] = supposition
                break
    return Supposed(filled, used)


def _fill(
    definition: Input, values: dict[str, Answer], used: dict[str, Supposition], knowledge: Knowledge
) -> None:
    for supposition in definition.if_unknown:
        for needed in leans_on(supposition):
            if values[needed] is None:
                _fill(knowledge.inputs[needed], values, used, knowledge)
        if all_hold(supposition.when, values):
            found = _counted(supposition, values)
            values[definition.id], used[definition.id] = found.value, found
            return


def leans_on(supposition: Supposition) -> list[str]:
    """The inputs that a supposition asks about."""
    counted = [] if supposition.per is None else [supposition.per]
    return [*(condition.input for condition in supposition.when), *counted]


def _counted(supposition: Supposition, values: Mapping[str, Answer]) -> Supposition:
    """The supposition with its value for as many as there are of what it counts by."""
    if supposition.per is None:
        return supposition
    each, count = float(supposition.value), float(values[supposition.per] or 0)
    return replace(supposition, value=each * count)
