"""How many significant digits a number is said with, so that what differs reads differently."""

from collections.abc import Callable, Sequence
from itertools import pairwise

_SAME = 1e-3  # of a number: what differs by less is said as the same
_MOST_DIGITS = 9


def rounded(number: float, digits: int = 2) -> float:
    """The number to some significant digits; the same on every platform."""
    return float(f"{number:.{digits - 1}e}")


def telling_digits(*rising: float) -> int:
    """The fewest digits, at least two, with which numbers that differ read differently.

    Numbers within a thousandth of each other count as the same.
    """
    pairs = [(one, two) for one, two in pairwise(rising) if two - one > _SAME * abs(two)]
    return _fewest(2, lambda n: all(rounded(one, n) < rounded(two, n) for one, two in pairs))


def adding_digits(total: float, parts: Sequence[float], times: Sequence[int], digits: int) -> int:
    """The fewest digits with which what is shown adds up: parts come to the total's last digit.

    Args:
        total: shown with `digits` digits.
        parts: that come to it.
        times: how often each counts, such as a month's amount for each month.
        digits: of the total, and the fewest of the parts.
    """
    shown = rounded(total, digits)

    def adds_up(n: int) -> bool:
        each = (rounded(part, n) * count for part, count in zip(parts, times, strict=True))
        return rounded(sum(each), digits) == shown

    return _fewest(digits, adds_up)


def _fewest(least: int, holds: Callable[[int], bool]) -> int:
    return next((n for n in range(least, _MOST_DIGITS) if holds(n)), _MOST_DIGITS)
