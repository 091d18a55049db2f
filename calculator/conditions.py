"""Conditions of rules and of suppositions, three-valued: they hold, they fail, or nobody knows."""

from collections.abc import Iterable, Mapping

from calculator.knowledge import Answer, Condition, Value

type Answers = Mapping[str, Answer]


def holds(condition: Condition, values: Answers) -> bool | None:
    """Whether one answer passes every test of a condition; None where it is unknown."""
    value = values[condition.input]
    if condition.unknown is not None:
        return (value is None) == condition.unknown
    return None if value is None else passes(condition, value)


def all_hold(conditions: Iterable[Condition], values: Answers) -> bool | None:
    """Whether all hold: a failed one settles it; else an unknown one leaves it open."""
    is_open = False
    for condition in conditions:
        result = holds(condition, values)
        if result is False:
            return False
        is_open = is_open or result is None
    return None if is_open else True


def passes(condition: Condition, value: Value) -> bool:
    """Whether a known value passes; bounds are numbers by now, see `rulebook.resolved`."""
    if condition.equals is not None and value != condition.equals:
        return False
    if condition.any_of and value not in condition.any_of:
        return False
    if value in condition.none_of:
        return False
    if condition.below is not None and not float(value) < float(condition.below):
        return False
    return condition.at_least is None or float(value) >= float(condition.at_least)
