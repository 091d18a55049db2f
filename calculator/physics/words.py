"""Precisions, engines and methods by the names that people give them."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from calculator.names import Remembered, did_you_mean, is_number, parts, squeezed
from calculator.vocabulary import Vocabulary, Word

_LONGEST = 3  # parts of one name
_TEXTS_KEPT = 256


class Meant(NamedTuple):
    """The words that a text contains, in its order, and the parts that mean nothing."""

    words: tuple[Word, ...]
    unread: tuple[str, ...]


def words_in(vocabulary: Vocabulary, text: str) -> Meant:
    """Every word of a vocabulary in a text; longer names go before the shorter ones in them."""
    return _words(vocabulary)(text)


def _words_in(beside: tuple[str, ...], names: Mapping[str, Word], text: str) -> Meant:
    whole = names.get(squeezed(text))
    if whole is not None:
        return Meant((whole,), ())
    found, unread, left = [], [], parts(text.removesuffix(".gguf"))
    while left:
        for length in range(min(_LONGEST, len(left)), 0, -1):
            word = names.get(squeezed("".join(left[:length])))
            if word is not None:
                found.append(word)
                break
        else:
            length = 1
            if left[0] not in beside and not is_number(left[0]):
                unread.append(left[0])
        left = left[length:]
    return Meant(tuple(found), tuple(unread))


def first_named(vocabulary: Vocabulary, text: str) -> Word | None:
    """The first word of the vocabulary whose name stands in the text, not inside another word."""
    return _first(vocabulary)(text)


def _first_named(vocabulary: Vocabulary, text: str) -> Word | None:
    plain = text.lower()
    for word in vocabulary.words:
        if any(_stands_in(name, plain) for name in word.names):
            return word
    return None


def _stands_in(name: str, text: str) -> bool:
    start = text.find(name)
    while start >= 0:
        before = text[start - 1] if start else " "
        after = text[start + len(name) :][:1] or " "
        if not before.isalnum() and not (after.isalpha() and len(name) <= 4):
            return True
        start = text.find(name, start + 1)
    return False


def narrowest(words: tuple[Word, ...]) -> Word | None:
    """Of several precisions that a text names, the one with the fewest bits."""
    return min(words, key=lambda word: word.bits or 64.0, default=None)


def constants_of(word: Word) -> str:
    """The word whose measured constants serve this one."""
    return word.counts_as or word.id


def refusal(vocabulary: Vocabulary, field: str, text: str) -> str:
    """Why a text that names nothing known is refused, and what was probably meant."""
    known = [name for word in vocabulary.words for name in (word.id, *word.names)]
    hint = did_you_mean(text, known)
    return f"{field} {text[:60]!r} is not known{hint or '; those are ' + _some(vocabulary)}"


def _some(vocabulary: Vocabulary) -> str:
    return ", ".join(word.id for word in vocabulary.words)


def _reader(vocabulary: Vocabulary) -> Callable[[str], Meant]:
    names = {squeezed(n): word for word in vocabulary.words for n in (word.id, *word.names)}
    return lru_cache(maxsize=_TEXTS_KEPT)(partial(_words_in, vocabulary.beside, names))


# The same few texts are read over and over.
_words = Remembered[Callable[[str], Meant]](_reader)
_first = Remembered[Callable[[str], Word | None]](
    lambda vocabulary: lru_cache(maxsize=_TEXTS_KEPT)(partial(_first_named, vocabulary))
)
