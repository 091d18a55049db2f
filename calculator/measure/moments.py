"""What a cell says of a day and time, and whether a column writes the month before the day."""

import re
from collections.abc import Sequence
from datetime import datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp])?.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|/(\d{1,2})/(\d{1,2}))" + _TIME)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})" + _TIME)
_DAY_NAMED = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})[ .,-]+(\d{4})" + _TIME)
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})" + _TIME)
_SECONDS_PER_DAY = 86_400

type Parts = tuple[int, int, int]  # year, month, day


def moment(cell: str, *, month_first: bool = False) -> float | None:
    """A date or time as days since the first of January of the year 1; None where it is none.

    Args:
        cell: as in the file.
        month_first: 03/04/2026 is the fourth of March. What can only be read the other way is.
    """
    text = cell.strip()
    if not text[-1:].isascii() or not text[:1].isalnum():
        return None
    for parts, times in _readings(text, month_first=month_first):
        at = _days(parts, times)
        if at is not None:
            return at
    return None


def moments_of(cells: Sequence[str]) -> list[float | None]:
    """The moments of a column, whose cells tell together whether the month comes first."""
    first = months_lead(cells)
    return [moment(cell, month_first=first) for cell in cells]


def months_lead(cells: Sequence[str]) -> bool:
    """Some second number is too large for a month, and no first one is."""
    found = [each for cell in cells if (each := _YEAR_LAST.match(cell.strip()))]
    return any(int(each[3]) > 12 for each in found) and all(int(each[1]) <= 12 for each in found)


def _readings(text: str, *, month_first: bool) -> list[tuple[Parts, Sequence[str | None]]]:
    """What a cell may mean, the likeliest first."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        month, day = int(found[2] or found[4]), int(found[3] or found[5] or 1)
        return [((int(found[1]), month, day), found.groups()[5:])]
    found = _YEAR_LAST.fullmatch(text)
    if found:
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        orders = [(year, other, one), (year, one, other)]
        if month_first and found[2] != ".":
            orders.reverse()
        return [(each, found.groups()[4:]) for each in orders]
    return _named(text)


def _named(text: str) -> list[tuple[Parts, Sequence[str | None]]]:
    """3 Jan 2026 or January 3, 2026."""
    found = _DAY_NAMED.fullmatch(text)
    day, name = (found[1], found[2]) if found else ("", "")
    if not found:
        found = _MONTH_NAMED.fullmatch(text)
        day, name = (found[2], found[1]) if found else ("", "")
    if not found or name[:3].lower() not in _MONTHS:
        return []
    month = _MONTHS.index(name[:3].lower()) + 1
    return [((int(found[3]), month, int(day)), found.groups()[3:])]


def _days(parts: Parts, times: Sequence[str | None]) -> float | None:
    hour, minute, second = (int(each or 0) for each in times[:3])
    if times[3]:
        hour = hour % 12 + (12 if times[3] in "Pp" else 0)
    try:
        at = datetime(*parts, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS_PER_DAY
