"""What somebody says: how long it is once written down, what hears it, whether it is answered."""

from collections.abc import Callable

from calculator.costs.answers import Answers
from calculator.costs.quantity import Amount
from calculator.needs.need import Assumed

MINUTES, CHARACTERS = "audio_minutes_per_request", "spoken_characters_per_request"
LETTERS = Assumed("letters-per-token", "letters per token")
_LETTERS_SPOKEN = Assumed("spoken-letters-per-minute", "letters per minute")


def tokens_said(minutes: Amount, assumed: Callable[[Assumed], Amount]) -> Amount:
    """Tokens of the transcript of so many minutes."""
    return minutes * assumed(_LETTERS_SPOKEN) / assumed(LETTERS)


def heard_first(answers: Answers) -> bool:
    """Whether a language model works on what a recording says: one model alone writes it down."""
    if answers.choice("modality", "text") != "audio" or answers.plain(MINUTES) == 0:
        return False
    thought = answers.choice("output_kind", "") in ("actions", "fields")
    return thought or answers.plain(CHARACTERS) > 0 or answers.yes("answers_from_documents")


def is_spoken(answers: Answers) -> bool:
    """Whether the answer is read out, where nothing was said of it: who acts on a call speaks."""
    return answers.choice("output_kind", "") == "actions" and not answers.is_given(CHARACTERS)
