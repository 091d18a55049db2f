"""One entry of the form as text: its number, and its parts in an address."""

import math
from collections.abc import Mapping

from calculator.number_text import plain, read_number

_BETWEEN = "~"

type Texts = Mapping[str, str]


def written(text: str) -> str:
    """A number of an address, where a point is decimal, as a form reads it without a question."""
    try:
        number = float(text)
    except ValueError:
        return text
    return plain(number) if math.isfinite(number) else text


def each_written(texts: Texts) -> dict[str, str]:
    return {key: written(text) for key, text in texts.items()}


def usd_written(texts: Texts) -> dict[str, str]:
    return {**texts, "usd": written(texts["usd"])}


def parted(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """`1~2~4` by name; the last part may hold the separator itself."""
    parts = text.split(_BETWEEN, len(names) - 1)
    return dict(zip(names, parts + [""] * (len(names) - len(parts)), strict=True))


def joined(texts: Texts, names: tuple[str, ...]) -> str:
    return _BETWEEN.join(texts.get(name, "") for name in names)


def number_of(text: str) -> float | str:
    """A number, or the text where it is none; `calculator.request` says what is wrong with it."""
    number = read_number(text, None)
    return text if isinstance(number, str) else number
