"""Numbers in the story of a worked example are inputs of its sum, or the record says why not."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.load import Content
from builder.problems import Problem

_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_SMALL.split(), start=2)}
_WORDS |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), start=3)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {"half": 0.5, "a third": 1 / 3, "a quarter": 0.25, "three quarters": 0.75, "a tenth": 0.1}
_PLAIN = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)}"
_TOLD = (
    rf"(?:(?P<part>{'|'.join(_PARTS)})(?: an?)?|(?P<plain>{_PLAIN})|a(?= (?:million|billion)))"
    rf"(?: (?P<scale>{'|'.join(_SCALES)}))?(?P<percent>%)?(?: in (?P<of>ten))?"
)
_NUMBER = re.compile(  # the word behind a number says in what it counts
    rf"\b(?P<told>{_TOLD})(?!\w)(?:[ -](?:of a )?(?P<unit>\w+))?(?P<daily>(?: \w+)? a day)?",
    re.IGNORECASE,
)
_UNITS = {  # in what the inputs count
    "second": 1000, "seconds": 1000,  # ms
    "month": 52 / 12, "months": 52 / 12, "year": 52, "years": 52,  # weeks
}  # fmt: skip
_COUNTED = (1.0, 1e-6, 1e-9)  # as told, in millions of tokens, in billions of parameters
_PER_MONTH = 30  # days
_ROUNDED = 0.05  # a month is 4.33 weeks, and half a year 26


def check_stories(content: Content) -> Iterator[Problem]:
    """Every number of a situation is an input or stands in `not_counted`, which has no others."""
    for loaded in content.kinds["scenario"].values():
        record = loaded.record
        found = numbers(record.situation)
        told = [name for name, values in found if not _met(values, record.inputs)]
        for name in told:
            if name not in record.not_counted:
                message = f"'{name}' is no input; make it one or say why under not_counted"
                yield loaded.problem(("situation",), message)
        for name in record.not_counted:
            if name not in told:
                message = f"'{name}' is no number of the story that the inputs leave out"
                yield loaded.problem(("not_counted", name), message)


def numbers(story: str) -> Iterator[tuple[str, list[float]]]:
    """Each number as it is told, and the values in which an input may hold it."""
    for match in _NUMBER.finditer(" ".join(story.split())):
        value = _value(match)
        unit = (match["unit"] or "").lower()
        factors = [_UNITS[unit]] if unit in _UNITS else [*_COUNTED]
        if match["daily"]:
            factors = [_PER_MONTH]
        yield match["told"], [value * factor for factor in factors]


def _value(match: re.Match[str]) -> float:
    if match["part"]:
        value = _PARTS.get(match["part"].lower(), 0.0)
    else:
        plain = (match["plain"] or "1").lower().replace(",", "")
        value = float(_WORDS.get(plain) or plain)
    share = 0.01 if match["percent"] else 0.1 if match["of"] else 1.0
    return value * _SCALES.get((match["scale"] or "").lower(), 1.0) * share


def _met(values: list[float], inputs: Mapping[str, Any]) -> bool:
    held = [each for each in inputs.values() if isinstance(each, int | float) and each is not True]
    return any(abs(value - each) <= _ROUNDED * abs(value) for value in values for each in held)
