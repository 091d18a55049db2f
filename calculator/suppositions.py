"""What an unknown answer is taken to be, so that the rules can be applied to every scenario."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.knowledge import Answer, Condition, Input, Knowledge, Supposition, Value
from calculator.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Supposed:
    """A scenario without gaps: the answers, and the supposition behind each filled gap."""

    values: Mapping[str, Answer]
    suppositions: Mapping[str, Supposition]


def holds(condition: Condition, values: Mapping[str, Answer]) -> bool | None:
    """Whether one answer passes every test of a condition; None where it is unknown."""
    value = values[condition.input]
    if condition.unknown is not None:
        return (value is None) == condition.unknown
    if value is None:
        return None
    if condition.equals is not None and value != condition.equals:
        return False
    if condition.any_of and value not in condition.any_of:
        return False
    if value in condition.none_of:
        return False
    return _in_range(condition, value)


def _in_range(condition: Condition, value: Value) -> bool:
    if condition.below is not None and not float(value) < condition.below:
        return False
    return condition.at_least is None or float(value) >= condition.at_least


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


def _fill(
    definition: Input, values: dict[str, Answer], used: dict[str, Supposition], knowledge: Knowledge
) -> None:
    for supposition in definition.if_unknown:
        for condition in supposition.when:
            if values[condition.input] is None:
                _fill(knowledge.inputs[condition.input], values, used, knowledge)
        if all(holds(condition, values) for condition in supposition.when):
            values[definition.id] = supposition.value
            used[definition.id] = supposition
            return
