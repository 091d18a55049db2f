"""Texts → words and runs of letters as numbers, weighed by how rare they are (TF-IDF)."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from calculator.measure.exponentials import logarithm

_WORD = re.compile(r"\w\w+|[^\w\s]{2,}", re.UNICODE)
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")
LONGEST_TEXT = 4_000  # characters that are read; the rest seldom changes the class
MOST_FEATURES = 60_000
PADDING = 2  # places behind the features, for texts with fewer than two of them
SQUARE = 64  # what stands for 1 in a squared rarity

type Vector = tuple[Any, tuple[int, ...], float]  # take, places, 1 / Euclidean length


@dataclass(frozen=True, slots=True)
class Counted:
    """Each text as the places of its features, each as often as it stands there."""

    places: list[tuple[int, ...]]
    takes: list[Any]  # itemgetters: the entries of a list at the places of a text, at once
    repeated: list[tuple[tuple[int, int], ...]]  # of a text: place, and count · (count - 1)
    names: list[str]


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text[:LONGEST_TEXT].lower())


def letters(text: str) -> Iterator[str]:
    """Runs of three to five letters within words, borders marked."""
    for word in words(text):
        padded = f" {word} "
        for width in (3, 4, 5):
            for start in range(max(1, len(padded) - width + 1)):
                yield padded[start : start + width]


def plain(text: str) -> str:
    """A text without accents and signs, any number as 0, to find copies of it."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).lower()
    return _DIGITS.sub("0", " ".join(_WORDS.findall(folded)))


def count_words(texts: Sequence[str]) -> Counted:
    """Words that stand in more than one text."""
    return _counted([words(text) for text in texts])


def count_letters(texts: Sequence[str]) -> Counted:
    """Runs of letters."""
    return _counted([list(letters(text)) for text in texts])


def _counted(texts: list[list[str]]) -> Counted:
    seen_in: Counter[str] = Counter()
    for found in texts:
        seen_in.update(dict.fromkeys(found).keys())
    kept = [name for name, times in seen_in.items() if times > 1]
    if len(kept) > MOST_FEATURES:
        kept = sorted(kept, key=lambda name: (-seen_in[name], name))[:MOST_FEATURES]
    numbers = {name: place for place, name in enumerate(kept)}
    counted = Counted([], [], [], kept)
    for found in texts:
        held = [numbers[name] for name in found if name in numbers]
        # An itemgetter gives a tuple from two places on; the last ones belong to no feature.
        held += range(len(kept), len(kept) + PADDING - len(held))
        counted.places.append(tuple(held))
        counted.takes.append(itemgetter(*held))
        counted.repeated.append(_repeated(held))
    return counted


def _repeated(places: list[int]) -> tuple[tuple[int, int], ...]:
    if len(set(places)) == len(places):
        return ()
    times = Counter(places).items()
    return tuple((place, count * (count - 1)) for place, count in times if count > 1)


def squared_rarity(counted: Counted, train: Sequence[int]) -> list[int]:
    """The square of the inverse document frequency over the rows that are trained on.

    In parts of `SQUARE`; 0 for what none of the rows has.
    """
    seen_in: Counter[int] = Counter()
    for row in train:
        seen_in.update(dict.fromkeys(counted.places[row]).keys())
    known = {0: 0}
    for times in set(seen_in.values()):
        rarity = logarithm((1 + len(train)) / (1 + times)) + 1
        known[times] = round(rarity * rarity * SQUARE)
    squares = [known[seen_in[place]] for place in range(len(counted.names))]
    return squares + [0] * PADDING


def vectors(counted: Counted, rows: Sequence[int], squares: Sequence[int]) -> list[Vector]:
    """Rows as vectors of length 1; what was not trained on weighs nothing."""
    found = []
    for row in rows:
        take = counted.takes[row]
        length = sum(take(squares))
        for place, more in counted.repeated[row]:
            length += more * squares[place]
        found.append((take, counted.places[row], math.sqrt(SQUARE / length) if length else 0.0))
    return found
