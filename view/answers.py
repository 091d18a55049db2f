"""Answers to inputs in words: a value, a range of values, the bounds of a field."""

from dataclasses import replace

from calculator.knowledge import Answer, Input
from view import formats

_MILLION = "million "
NOT_KNOWN = "not known"


def value_words(definition: Input, value: Answer) -> str:
    """A value as a reader would say it: `few_gpus` as `A few GPUs`, 20000 as `20,000 examples`."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return next((c.label for c in definition.choices if c.value == value), value)
    return _said(definition, value)


def amount_words(definition: Input, words: str) -> str:
    """A number in words with the unit of its input; money takes its sign in front."""
    if definition.unit in formats.CURRENCY_SIGNS:
        return f"{formats.CURRENCY_SIGNS[definition.unit]}{words}"
    return formats.counted(words, definition.unit)


def _said(definition: Input, *ends: float) -> str:
    """A number or a range, never rounded; shares in percent, a million millions as a trillion."""
    unit = definition.unit
    if formats.is_share(unit):
        percent = formats.RANGE.join(f"{100 * end:.10g}" for end in ends)
        per = unit.partition(" per ")
        return f"{percent}%{per[1]}{per[2]}"
    if unit.startswith(_MILLION) and max(ends) >= 10**6:
        ends, unit = tuple(end * 10**6 for end in ends), unit.removeprefix(_MILLION)
    words = formats.RANGE.join(map(formats.count, ends))
    return amount_words(replace(definition, unit=unit), words)


def range_words(definition: Input, first: Answer, last: Answer) -> str:
    """A range of numbers that lead to one outcome; `last` None means no end."""
    if definition.kind not in ("integer", "number") or first is None:
        return value_words(definition, first)
    if last is None:
        least = definition.minimum or 0
        return "any number" if first == least else f"{_said(definition, float(first))} or more"
    if first == last:
        return _said(definition, float(first))
    return _said(definition, float(first), float(last))


def change_words(definition: Input, now: Answer, then: Answer) -> str:
    """The nearest other value, seen from the present one: `5,000 examples or more`."""
    if (
        isinstance(now, bool)
        or not isinstance(now, int | float)
        or not isinstance(then, int | float)
    ):
        return value_words(definition, then)
    side = "or more" if then > now else "or fewer" if definition.kind == "integer" else "or less"
    return f"{value_words(definition, then)} {side}"


def bounds_words(definition: Input) -> str:
    """What a number field accepts, for its help: `0 to 1,000`; empty for other kinds."""
    low, high = definition.minimum, definition.maximum
    if low is None or high is None:
        return ""
    if formats.is_share(definition.unit):
        return f"{formats.count(low)}{formats.RANGE}{formats.count(high)}"  # as it is typed
    return _said(definition, low, high)
