"""What the reader has set by hand, in words."""

from view import formats
from view.entries import ENDS, Texts
from view.own_numbers import PAID_WORDS


def number_words(texts: Texts) -> str:
    """A number as it was typed: `700`, or `700 (500 to 900)`."""
    low, likely, high = (_typed(texts.get(end, "")) for end in ENDS)
    return likely if low == likely == high else f"{likely} ({low} to {high})"


def line_words(texts: Texts) -> str:
    """What a line of the reader's own costs: `20,000 USD once, before launch`."""
    paid = PAID_WORDS.get(texts.get("paid", ""), "")
    return f"{_typed(texts.get('usd', ''))} USD {paid}".rstrip()


def _typed(text: str) -> str:
    """A number with its thousands set apart; other text as it is."""
    try:
        return formats.count(float(text))
    except (ValueError, OverflowError):
        return text
