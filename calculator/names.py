"""Names as people write them: what a text means, and what was probably meant."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_APART = re.compile(r"[\s\-/,;:()+&]+")
_NOTHING = re.compile(r"[^a-z0-9.#]")
_NUMBER = re.compile(r"v?\d+(\.\d+)*")


def squeezed(text: str) -> str:
    """A name in lower case without anything but letters, digits, dots and #."""
    return _NOTHING.sub("", text.lower())


def parts(text: str) -> list[str]:
    """The words of a text in lower case; underscores and dots hold words together."""
    return [part for part in _APART.split(text.lower()) if part.strip("._'\"")]


def is_number(part: str) -> bool:
    """Whether a part is a count or a version, which names nothing."""
    return _NUMBER.fullmatch(part) is not None


def did_you_mean(wrong: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """`; did you mean 'x'?`, or nothing where no known name is so much alike."""
    by_key = {squeezed(name): name for name in known}
    close = difflib.get_close_matches(squeezed(wrong), by_key, n=1, cutoff=likeness)
    return f"; did you mean '{by_key[close[0]]}'?" if close else ""


class Remembered[T]:
    """What was made from a mapping, kept as long as the mapping is the same object.

    Knowledge never changes, so an index over it is built once.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._made: list[tuple[Mapping[str, Any], T]] = []

    def __call__(self, source: Any) -> T:
        for known, made in self._made:
            if known is source:
                return made
        made = self._make(source)
        self._made = [(source, made), *self._made[:3]]
        return made
