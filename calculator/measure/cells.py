"""What a cell holds: nothing, a number as people write it, a date."""

import re
from collections.abc import Sequence
from datetime import date, datetime

_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?"})
_LARGEST, _LONGEST_NUMBER = 1e15, 40
_PLAIN_SIGNS = frozenset("0123456789.+-eE")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMA = re.compile(r"[-+]?\d{1,3}(?:[.\s]\d{3})*,\d+|[-+]?\d+,\d+")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def missing(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.strip().lower() in _MISSING


def filled_of(cells: Sequence[str]) -> list[str]:
    """The cells that say something."""
    return [cell for cell in cells if cell.strip().lower() not in _MISSING]


def uses_comma(cells: Sequence[str]) -> bool:
    """Decimal commas: some numbers have one, and none reads only with a point."""
    commas = sum(bool(_COMMA.fullmatch(cell.strip())) for cell in cells)
    thousands = sum(bool(_THOUSANDS.fullmatch(cell.strip())) for cell in cells)
    return commas > thousands and commas > 0


def number(cell: str, *, comma: bool = False) -> float | None:
    """A cell as a number; None where it is none."""
    text = cell.strip().rstrip("%").rstrip()
    if comma:
        text = text.replace(".", "").replace(" ", "").replace("\u00a0", "").replace(",", ".")
    elif "," in text and _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if len(text) < _LONGEST_NUMBER and _PLAIN.fullmatch(text):
        value = float(text)
        return value if -_LARGEST < value < _LARGEST else None
    return None


def numbers_of(cells: Sequence[str], *, comma: bool = False) -> list[float | None]:
    """Cells as numbers; a cell that says nothing or is none becomes None."""
    longest = max(map(len, cells), default=0)
    if not comma and longest < _LONGEST_NUMBER and _PLAIN_SIGNS.issuperset("".join(cells)):
        try:
            values: list[float | None] = list(map(float, cells))
        except ValueError:
            values = [None]
        if all(value is not None and -_LARGEST < value < _LARGEST for value in values):
            return values
    return [None if missing(cell) else number(cell, comma=comma) for cell in cells]


def moment(cell: str) -> float | None:
    """A date or time as days since the first of January of the year 1."""
    text = cell.strip()
    found = _DATE.fullmatch(text)
    try:
        if found:
            year, month, day, hour, minute, second = (int(each or 0) for each in found.groups())
            at = datetime(year, month, day or 1, hour, minute, second)  # noqa: DTZ001
            return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
        found = _DAY_FIRST.fullmatch(text)
        if found:
            day, month, year = map(int, found.groups())
            return float(date(year, month, day).toordinal())
    except ValueError:
        return None
    return None
