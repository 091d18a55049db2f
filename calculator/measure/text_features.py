"""Texts → words and runs of letters as numbers, weighed by how rare they are (TF-IDF)."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from calculator.measure.exponentials import logarithm

_WORD = re.compile(r"\w\w+|[^\w\s]{2,}", re.UNICODE)
LONGEST_TEXT = 4_000  # characters that are read; the rest seldom changes the class
MOST_FEATURES = 60_000


@dataclass(frozen=True, slots=True)
class Counted:
    """Each text as the numbers of its features and how often they stand in it."""

    features: list[tuple[int, ...]]
    counts: list[tuple[int, ...]]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as the learner sees it: its features, taken from a list at once, and their weights."""

    take: Any  # itemgetter: the entries of a list at the places of the features
    places: tuple[int, ...]
    weights: tuple[float, ...]  # Euclidean length 1, and 1 for the constant that comes last


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
    features, counts = [], []
    for found in texts:
        held: dict[int, int] = {}
        for name in found:
            place = numbers.get(name)
            if place is not None:
                held[place] = held.get(place, 0) + 1
        features.append(tuple(held))
        counts.append(tuple(held.values()))
    return Counted(features, counts, kept)


def rarity(counted: Counted, train: Sequence[int]) -> list[float]:
    """Inverse document frequency over the rows that are trained on; 0 for what none of them has."""
    seen_in = [0] * len(counted.names)
    for row in train:
        for place in counted.features[row]:
            seen_in[place] += 1
    known: dict[int, float] = {0: 0.0}
    for times in set(seen_in):
        if times:
            known[times] = logarithm((1 + len(train)) / (1 + times)) + 1
    return [known[times] for times in seen_in]


def vectors(counted: Counted, rows: Sequence[int], weights: Sequence[float]) -> list[Vector]:
    """Rows as vectors of length 1 and a constant; what was not trained on is left out."""
    return [_vector(counted.features[row], counted.counts[row], weights) for row in rows]


def _vector(places: tuple[int, ...], counts: tuple[int, ...], weights: Sequence[float]) -> Vector:
    known = [place for place in places if weights[place]]
    values = [times * weights[place] for place, times in zip(places, counts, strict=True)
              if weights[place]]  # fmt: skip
    length = math.sqrt(math.sumprod(values, values)) or 1.0
    numbers = (*known, len(weights), len(weights))  # twice: itemgetter gives a tuple from two on
    return Vector(itemgetter(*numbers), numbers, (*[value / length for value in values], 1.0, 0.0))
