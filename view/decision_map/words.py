"""Words of the decision map that depend on a result: why an approach is open or not, what fits."""

from calculator.decision.records import Ranked
from calculator.knowledge import Knowledge
from calculator.result import Result
from view import money_words
from view.environment import without_marks

_LETTER = 7.4  # px of a bold letter of 13 px, on average
_CALLOUT_LETTER = 8.2  # the same with room for a wider face
_PLAIN_LETTER = 7.4
_MARGIN = 10.0  # px at both ends of a callout
_LEAST_CALLOUT = 130.0  # px for "Your case: $100,000"
_ROOM = 30.0  # px for the number and both ends
_WIDE, _NARROW = 430.0, 240.0  # px of the plot on a desk and on a phone


def fits(name: str, percent: float) -> str:
    """Where the name has room on its stretch of the ribbon: everywhere, wide or nowhere."""
    needed = len(name) * _LETTER + _ROOM
    if needed <= percent / 100 * _NARROW:
        return "everywhere"
    return "wide" if needed <= percent / 100 * _WIDE else "nowhere"


def callout_width(first: str, second: str) -> int:
    """Pixels for two lines of a callout, the first in bold; it may say whose case it is instead."""
    letters = max(len(first) * _CALLOUT_LETTER, len(second) * _PLAIN_LETTER, _LEAST_CALLOUT)
    return round(letters + 2 * _MARGIN)


def short_number(words: str) -> str:
    """`10,000` as `10k`, `1 million` as `1m`, for ticks with little room."""
    for long, letter in (
        (" million", "m"), (" billion", "bn"), (" trillion", "tn"), (",000", "k"),
    ):  # fmt: skip
        if words.endswith(long):
            return words.removesuffix(long) + letter
    return words


def why(ranked: Ranked, result: Result, knowledge: Knowledge) -> str:
    """The weightiest reason for how an approach stands."""
    if ranked.over_budget:
        return money_words.why_over_budget(ranked, result, knowledge)
    if ranked.reasons:
        return without_marks(ranked.reasons[0].text)
    return "" if ranked.verdict in ("recommended", "suitable") else money_words.why_unlikely(ranked)
