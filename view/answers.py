"""Answers to inputs in words: a value, a range of values, the bounds of a field."""

from calculator.knowledge import Answer, Input
from view import formats

NOT_KNOWN = "not known"


def value_words(definition: Input, value: Answer) -> str:
    """A value as a reader would say it: `few_gpus` as `A few GPUs`, 20000 as `20,000 examples`."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return next((c.label for c in definition.choices if c.value == value), value)
    return amount_words(definition, formats.count(value))


def amount_words(definition: Input, words: str) -> str:
    """A number in words with the unit of its input; money takes its sign in front."""
    if definition.unit in formats.CURRENCY_SIGNS:
        return f"{formats.CURRENCY_SIGNS[definition.unit]}{words}"
    return formats.counted(words, definition.unit)


def range_words(definition: Input, first: Answer, last: Answer) -> str:
    """A range of numbers that lead to one outcome; `last` None means no end."""
    if definition.kind not in ("integer", "number") or first is None:
        return value_words(definition, first)
    start = formats.count(float(first))
    if last is None:
        least = definition.minimum or 0
        return "any number" if first == least else f"{amount_words(definition, start)} or more"
    if first == last:
        return amount_words(definition, start)
    return amount_words(definition, f"{start} to {formats.count(float(last))}")


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
    return amount_words(definition, f"{formats.count(low)} to {formats.count(high)}")
