"""Shown formulas worked out again, from their text and the numbers shown beside them alone."""

import math
import re
from collections.abc import Sequence
from functools import partial

_PLACE = re.compile(r"\{(\d+)\}")
_WORDS = {
    "the larger of (": "larger(", "the smaller of (": "smaller(", "rounded up (": "up(",
    "sum of powers (": "powers(", "; at least ": ", ", "; ": ", ", " months)": ")",
    "×": "*", "^": "**",
}  # fmt: skip


def worked_out_again(formula: str, values: Sequence[float], nudge: float = 0.0) -> float:
    """The value of a formula with these numbers in its places.

    `nudge` moves what is rounded up by a share of it: numbers that are shown with ten digits may
    lie on the other side of a whole one.
    """
    text = _PLACE.sub(lambda place: f"({values[int(place[1])]!r})", formula)
    for words, sign in _WORDS.items():
        text = text.replace(words, sign)
    calls = {"larger": max, "smaller": min, "up": partial(_up, nudge), "powers": _powers}
    return float(eval(text, {"__builtins__": {}}, calls))  # noqa: S307 - a formula of our own


def _up(nudge: float, amount: float, least: float) -> float:
    return max(float(math.ceil(amount * (1 + nudge) - 1e-9)), least)


def _powers(ratio: float, months: float) -> float:
    return math.fsum(ratio**month for month in range(int(months)))
