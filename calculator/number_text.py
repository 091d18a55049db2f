"""Numbers as people write them: `10k`, `1.5 million`, `1 000 000`, `7,5`, `50 %`, `$50,000`.

Text that could mean two numbers is never guessed: the answer says both.
"""

import re
import unicodedata
from collections.abc import Iterator

_SCALES = {
    "k": 1e3, "K": 1e3, "thousand": 1e3, "tsd": 1e3,
    "M": 1e6, "Mio": 1e6, "mio": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "B": 1e9, "bn": 1e9, "G": 1e9, "billion": 1e9, "billions": 1e9,
    "T": 1e12, "tn": 1e12, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_UNIT_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}  # what a bare number counts
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SPACES = re.compile(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))")  # between groups of three digits
_PRICED = re.compile(
    r"(?P<minus>[+-]?)(?P<before>[$€£¥]|[A-Z]{3}\b)?\s*(?P<bare>.*?)\s*(?P<behind>[$€£¥]|\b[A-Z]{3})?",
    re.DOTALL,
)
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_PARTS = re.compile(r"(?P<digits>[+-]?[\d.,]*\d[.,]?([eE][+-]?\d+)?)\s*(?P<words>.*)")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*|\d{1,2}(,\d{2})+,\d{3}")  # 10,00,000 in India
_MAY_BE_M = re.compile(r"(second|minute|hour|day|month|metre|ms)")  # what m may be short for
_EXPECTED = "must be a number such as 20000, 20k or 1.5 million"


def read_number(text: str, unit: str | None = "", *, whole: bool = False) -> float | str:
    """A number that somebody wrote, or what is wrong with it in words.

    Args:
        text: as it was typed.
        unit: of the field, such as `USD`, `share` or `billion parameters`. A percentage is read
            only for shares, a sign of a currency only for that currency, and `7B` as 7 where a
            bare number counts billions. None: not known; a percentage is a hundredth then, and
            a currency must be the dollar.
        whole: whether the field takes whole numbers only; `1.500` can then mean nothing but 1,500.
    """
    shown = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    bare, currency = _without_currency(shown)
    if currency and not re.match(rf"{currency}\b", "USD" if unit is None else unit):
        priced = unit is None or unit.startswith("USD")
        return f"must be in {unit or 'USD'}" if priced else f"{_EXPECTED}, without a currency"
    found = _PARTS.fullmatch(_SPACES.sub("", bare))
    if not found:
        return _EXPECTED
    scale = _scale(found["words"].strip(), unit)
    if isinstance(scale, str):
        return scale
    readings = list(_readings(found["digits"]))
    if whole and scale == 1:
        readings = readings[:1]  # nobody writes a count with three decimals
    possible = sorted({each * scale for each in readings}, reverse=True)
    if len(possible) > 1:
        first, last = (plain(each) for each in possible)
        return f"could be {first} or {last}; write the one that you mean"
    return possible[0] if possible else _EXPECTED


def as_grouped(text: str, decimal: str) -> str:
    """Text without the one separator that groups digits where the reader writes this decimal mark.

    `12,000` is twelve thousand for whoever writes 1.5; for whoever writes 1,5 it stays doubtful.
    """
    other = {".": ",", ",": "."}.get(decimal)
    pattern = rf"(?<![\d.,])([1-9]\d{{0,2}})[{other}](\d{{3}})(?![\d.,])"
    return re.sub(pattern, r"\1\2", text) if other else text


def plain(value: float) -> str:
    """A number in the one form that is read back as itself, whatever stands around it."""
    if value.is_integer() and abs(value) < 10**15:
        return repr(int(value))
    text = repr(value)
    return text + "0" if len(set(_readings(text))) > 1 else text


def _without_currency(text: str) -> tuple[str, str]:
    """The text without a sign or code of a currency at either end, and the code of it."""
    found = _PRICED.fullmatch(text)
    sign = (found["before"] or found["behind"] or "") if found else ""
    bare = found["minus"] + found["bare"] if found else text
    return bare, _CURRENCIES.get(sign, sign)


def _scale(words: str, unit: str | None) -> float | str:
    """What the words behind the digits multiply by."""
    if words.startswith("%"):
        rest = words[1:].strip()
        if unit in ("%", "points") and not rest:
            return 1.0
        is_share = unit is None or unit.partition(" ")[0] in ("share", "fraction")
        return 0.01 if is_share and not rest else f"{_EXPECTED}, not a percentage"
    if words == "m" and (unit is None or _MAY_BE_M.match(unit)):
        return "must say M or million; m could be a minute as well"
    first, _, rest = ("M" if words == "m" else words).partition(" ")
    times = _SCALES.get(first) or _SCALES.get(first.lower() if len(first) > 2 else first)
    unit = unit or ""
    counted = next((size for word, size in _UNIT_SCALES.items() if unit.startswith(word)), 1.0)
    if times and not rest:
        return times / counted
    if not words or words.lower() in (unit.lower(), unit.lower().removesuffix("s")):
        return 1.0
    return _EXPECTED


def _readings(digits: str) -> Iterator[float]:
    """Every number that digits with points and commas can mean; none where they make no sense."""
    sign, body = (digits[0], digits[1:]) if digits[0] in "+-" else ("", digits)
    if _GROUPED.fullmatch(body) and not body.startswith("0"):
        yield float(sign + body.replace(",", "").replace(".", ""))
        if body.count(",") + body.count(".") == 1:
            yield float(sign + body.replace(",", "."))
        return
    whole, mark, rest = body.rpartition("," if body.rfind(",") > body.rfind(".") else ".")
    if mark and not ("," in whole or "." in whole):
        yield from _if_plain(f"{sign}{whole}.{rest}")
    elif mark and mark not in whole and _GROUPED.fullmatch(whole):
        yield from _if_plain(f"{sign}{whole.replace(',', '').replace('.', '')}.{rest}")
    elif not mark:
        yield from _if_plain(sign + body)


def _if_plain(text: str) -> Iterator[float]:
    if _PLAIN.fullmatch(text):
        yield float(text)
