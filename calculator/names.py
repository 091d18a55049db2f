"""Names as people write them: what a text means, and what was probably meant."""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_APART = re.compile(r"[\s\-/,;:()+&]+")
_NOTHING = re.compile(r"[^a-z0-9.#]")
_TRIED = 16  # names that are compared letter by letter
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
    """`; did you mean 'x'?`, or nothing where no known name is so much alike.

    Letters are compared one by one with those names alone that share most pairs of letters.
    """
    key, names = squeezed(wrong), _paired(tuple(known))
    wanted = _pairs(key)

    def shared(name: str) -> float:
        pairs = names[name][1]
        return len(wanted & pairs) / (len(wanted) + len(pairs))

    likely = sorted(names, key=shared, reverse=True)[:_TRIED]
    close = difflib.get_close_matches(key, likely, n=1, cutoff=likeness)
    return f"; did you mean '{names[close[0]][0]}'?" if close else ""


@functools.lru_cache(maxsize=32)
def _paired(known: tuple[str, ...]) -> dict[str, tuple[str, frozenset[str]]]:
    """By its key, each name and the pairs of letters in it."""
    by_key = {squeezed(name): name for name in known}
    return {key: (name, _pairs(key)) for key, name in by_key.items()}


def _pairs(key: str) -> frozenset[str]:
    """Letters that stand side by side, the edges of the name among them."""
    framed = f" {key} "
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))


class Remembered[T]:
    """What was made from a mapping, kept as long as the mapping is the same object.

    Knowledge never changes, so an index over it is built once.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._made: list[tuple[Mapping[str, Any], T]] = []
        _indexes.append(self)

    def __call__(self, source: Any) -> T:
        for known, made in self._made:
            if known is source:
                return made
        made = self._make(source)
        self._made = [(source, made), *self._made[:3]]
        return made

    def forget(self) -> None:
        """Keep nothing."""
        self._made = []


_indexes: list[Remembered[Any]] = []


def forget_indexes() -> None:
    """Let go of every index, and so of the knowledge that it is over."""
    for each in _indexes:
        each.forget()
