"""What a cell holds: nothing, or a number as people write it."""

import re
from collections.abc import Sequence

_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?"})
_LARGEST, _LONGEST_NUMBER = 1e15, 40
_PLAIN_SIGNS = frozenset("0123456789.+-eE")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMA = re.compile(r"[-+]?(?:\d+|[1-9]\d{0,2}(?:[.\s'’]\d{3})+),\d+")
_WITH_COMMA = re.compile(r"[-+]?(?:\d+|[1-9]\d{0,2}(?:[.\s'’]\d{3})+)(?:,\d+)?")
_WITH_POINT = re.compile(r"[-+]?[1-9]\d{0,2}(?:[,\s'’]\d{3})+(?:\.\d+)?")
_ONLY_POINT = re.compile(r"[-+]?\d*\.(?:\d{1,2}|\d{4,})")
_BETWEEN = re.compile(r"[.,\s'’](?=.)")
_CURRENCIES = "$€£¥"
_SIGN_BEFORE = re.compile(rf"([-+])\s*[{_CURRENCIES}]\s*")


def missing(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.strip().lower() in _MISSING


def filled_of(cells: Sequence[str]) -> list[str]:
    """The cells that say something."""
    return [cell for cell in cells if cell.strip().lower() not in _MISSING]


def uses_comma(cells: Sequence[str]) -> bool:
    """Decimal commas: more numbers read only with one than with a point."""
    bare = [_bare(cell) for cell in cells]
    commas = sum(bool(_COMMA.fullmatch(text)) for text in bare)
    points = sum(bool(_WITH_POINT.fullmatch(text) or _ONLY_POINT.fullmatch(text)) for text in bare)
    return commas > points


def _bare(cell: str) -> str:
    """Without a sign of percent or of a currency."""
    text = cell.strip().strip(f"%{_CURRENCIES}").strip()
    return _SIGN_BEFORE.sub(r"\1", text) if text[:1] in ("-", "+") else text


def number(cell: str, *, comma: bool = False) -> float | None:
    """A cell as a number; None where it is none."""
    text = _bare(cell)
    if comma and _WITH_COMMA.fullmatch(text):
        whole, _, part = text.partition(",")
        text = _BETWEEN.sub("", whole) + ("." + part if part else "")
    elif _WITH_POINT.fullmatch(text):
        whole, _, part = text.partition(".")
        text = _BETWEEN.sub("", whole) + ("." + part if part else "")
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
