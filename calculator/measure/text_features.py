"""Texts → words and runs of letters as numbers, weighed by how rare they are (TF-IDF)."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import Any

from calculator.measure.exponentials import logarithm

_WORD = re.compile(r"\w\w+|[^\w\s]{2,}", re.UNICODE)
LONGEST_TEXT = 4_000  # characters that are read; the rest seldom changes the class
MOST_FEATURES = 60_000
PADDING = 2  # places behind the features, for texts with fewer than two of them


@dataclass(frozen=True, slots=True)
class Counted:
    """Each text as the numbers of its features and how often they stand in it."""

    features: list[tuple[int, ...]]
    counts: list[tuple[int, ...]]
    takes: list[Any]  # itemgetters: the entries of a list at the features of a text, at once
    names: list[str]


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as the learner sees it: its features, taken from a list at once, and their weights."""

    take: Any  # as in `Counted`
    places: tuple[int, ...]
    weights: list[float]  # Euclidean length 1; 0 for what was not trained on


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
    """A text without accents, signs and digits, to find copies of it."""
    folded = unicodedata.normalize("NFKD", text).lower()
    return " ".join(re.sub(r"\d+", "0", word) for word in re.findall(r"\w+", folded))


def count_words(texts: Sequence[str]) -> Counted:
    """Words that stand in more than one text."""
    return _counted([words(text) for text in texts])


def count_letters(texts: Sequence[str]) -> Counted:
    """Runs of letters."""
    return _counted([list(letters(text)) for text in texts])


def _counted(texts: list[list[str]]) -> Counted:
    seen_in: dict[str, int] = {}
    for found in texts:
        for name in dict.fromkeys(found):
            seen_in[name] = seen_in.get(name, 0) + 1
    kept = [name for name, times in seen_in.items() if times > 1]
    if len(kept) > MOST_FEATURES:
        kept = sorted(kept, key=lambda name: (-seen_in[name], name))[:MOST_FEATURES]
    numbers = {name: place for place, name in enumerate(kept)}
    counted = Counted([], [], [], kept)
    for found in texts:
        held: dict[int, int] = {}
        for name in found:
            place = numbers.get(name)
            if place is not None:
                held[place] = held.get(place, 0) + 1
        # An itemgetter gives a tuple from two places on; the last ones belong to no feature.
        for spare in range(PADDING - len(held)):
            held[len(kept) + spare] = 0
        counted.features.append(tuple(held))
        counted.counts.append(tuple(held.values()))
        counted.takes.append(itemgetter(*held))
    return counted


def rarity(counted: Counted, train: Sequence[int]) -> list[float]:
    """Inverse document frequency over the rows that are trained on; 0 for what none of them has."""
    seen_in = [0] * (len(counted.names) + PADDING)
    for row in train:
        for place in counted.features[row]:
            seen_in[place] += 1
    known: dict[int, float] = {0: 0.0}
    for times in set(seen_in):
        if times:
            known[times] = logarithm((1 + len(train)) / (1 + times)) + 1
    return [known[times] for times in seen_in]


def vectors(counted: Counted, rows: Sequence[int], weights: Sequence[float]) -> list[Vector]:
    """Rows as vectors of length 1; what was not trained on weighs nothing."""
    found = []
    for row in rows:
        take = counted.takes[row]
        values = list(map(mul, counted.counts[row], take(weights)))
        length = math.sqrt(math.sumprod(values, values)) or 1.0
        found.append(Vector(take, counted.features[row], [value / length for value in values]))
    return found
