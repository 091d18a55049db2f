"""What a type checker would have said of an argument, in a sentence, for those who run none."""

from collections.abc import Mapping
from datetime import date, datetime

from calculator.knowledge import Knowledge


def check_request(request: object, *kinds: type) -> None:
    """A request is a mapping, or one of some records.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(request, (Mapping, *kinds)):
        names = "".join(f"a {each.__name__} or " for each in kinds)
        raise TypeError(f"request must be {names}a mapping, got {kind_of(request)}")


def check_knowledge(knowledge: object) -> None:
    """Knowledge is what `load_knowledge` gives.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(knowledge, Knowledge):
        raise TypeError(f"knowledge must come from load_knowledge(), got {kind_of(knowledge)}")


def check_day(today: object) -> None:
    """A day is a date without a time.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(today, date) or isinstance(today, datetime):
        raise TypeError(f"today must be a date without a time, got {kind_of(today)}")


def kind_of(value: object) -> str:
    """What was found, for a message."""
    return f"{value!r:.60} ({type(value).__name__})"
