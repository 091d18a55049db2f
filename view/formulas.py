"""Formulas of a bill as people read them: in words, and again with the numbers put in."""

import re
from collections.abc import Callable, Sequence

_PLACE = re.compile(r"\{(\d+)\}")
_DIGITS = range(10, 18)  # ten are kept of what is worked out, all of what was put in


def in_words(formula: str, labels: Sequence[str]) -> str:
    """A formula with the label of each number in its place."""
    return _filled(formula, labels.__getitem__)


def with_numbers(formula: str, values: Sequence[float]) -> str:
    """A formula with the value of each number in its place."""
    return _filled(formula, lambda place: exactly(values[place]))


def exactly(value: float) -> str:
    """A number with all the digits that are kept: `1,234.5`."""
    digits = next(each for each in _DIGITS if float(f"{value:.{each}g}") == value)
    return f"{value:,.{digits}g}" if abs(value) < 1e16 else f"{value:.{digits}g}"


def _filled(formula: str, of: Callable[[int], str]) -> str:
    return _PLACE.sub(lambda place: of(int(place[1])), formula)
