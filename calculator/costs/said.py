"""How long what somebody says is once it is written down."""

from collections.abc import Callable

from calculator.costs.quantity import Amount
from calculator.needs.need import Assumed

LETTERS = Assumed("letters-per-token", "letters per token")
_LETTERS_SPOKEN = Assumed("spoken-letters-per-minute", "letters per minute")


def tokens_said(minutes: Amount, assumed: Callable[[Assumed], Amount]) -> Amount:
    """Tokens of the transcript of so many minutes."""
    return minutes * assumed(_LETTERS_SPOKEN) / assumed(LETTERS)
