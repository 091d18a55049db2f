"""A record of published format: nothing in it is passed over in silence.

`content/predictor-fields` says which fields there are. A field, precision, engine, method or
chip that isn't known is refused; one that is given and not read ends in a warning.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.knowledge import Knowledge
from calculator.names import did_you_mean
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants
from calculator.physics.words import first_named, refusal, words_in
from calculator.vocabulary import PredictorField

_LARGEST = 1e30
_BITS_TOLD = re.compile(r"(?<![\d.])([1-9](?:\.\d+)?)\s*bpw")
_NEUTRAL = ("none", "no", "")  # left unread, these change nothing, nor do null, false and 1


class PredictionError(ValueError):
    """A record that cannot be answered; the message says why."""


class Record:
    """A record, and what had to be supposed or warned of while reading it."""

    def __init__(
        self,
        record: Mapping[str, Any],
        knowledge: Knowledge,
        constants: Constants,
        command: str = "",
    ) -> None:
        self._record = _by_id(record, knowledge)
        self._command = command
        self._read: set[str] = set()
        self.knowledge = knowledge
        self.constants = constants
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.widenings: list[Assumed] = []  # spreads that unknowns add
        self.layout: dict[str, float] | None = None  # once it is read
        self._check()

    def _check(self) -> None:
        """Refuse fields that nobody knows, and words that mean nothing in them.

        Raises:
            PredictionError: the first such field, with what was probably meant.
        """
        known = self.knowledge.predictor_fields
        for name, value in self._record.items():
            if name not in known:
                word = str(name)[:60]
                raise PredictionError(f"{word} is not a field{did_you_mean(word, known)}")
            if value is None or known[name].role not in ("input", "hint"):
                continue
            if known[name].kind == "number":
                number_of(name, value)
            elif known[name].kind not in ("switch", "shape", "any"):
                self._check_words(known[name])

    def _check_words(self, field: PredictorField) -> None:
        text = self.peeked(field.id)
        if field.kind == "text" and field.choices and self._command in ("", *field.commands):
            if text and not any(mark in text.lower() for mark in field.choices):
                raise PredictionError(f"{field.id} {shown(text)} is not known: {field.help}")
        elif field.kind in ("precision", "method"):
            self._check_vocabulary(field)
        elif field.kind == "engine":
            vocabulary = self.knowledge.vocabularies["engine"]
            if text and first_named(vocabulary, text) is None:
                raise PredictionError(refusal(vocabulary, field.id, text))

    def _check_vocabulary(self, field: PredictorField) -> None:
        vocabulary, text = self.knowledge.vocabularies[field.kind], self.peeked(field.id)
        meant = words_in(vocabulary, text)
        quantised = words_in(self.knowledge.vocabularies["precision"], text).words
        if text and not meant.words and not quantised and bits_told(text) is None:
            raise PredictionError(refusal(vocabulary, field.id, text))
        for unread in meant.unread if bits_told(text) is None else ():
            self.warnings.append(f"{unread!r} in {field.id} means nothing here and is not read")

    def unused(self) -> list[str]:
        """A warning for each field that was given and that the prediction did not read."""
        return [unused(name) for name in self._telling() if name not in self._read]

    def heeded(self) -> list[str]:
        """Fields that were given, say something, and were read."""
        return [name for name in self._telling() if name in self._read]

    def given(self) -> Mapping[str, Any]:
        """What the record says, by ids of fields."""
        return self._record

    def _telling(self) -> Iterator[str]:
        known = self.knowledge.predictor_fields
        for name, value in self._record.items():
            nothing = value is None or value is False or value in _NEUTRAL
            one = value == 1 and value is not True
            if known[name].role == "input" and not nothing and not one:
                yield name

    def number(self, name: str) -> float | None:
        """A positive finite number, or None where the record has none."""
        value = self.value(name)
        return None if value is None else number_of(name, value)

    def value(self, name: str) -> Any:
        """What a field holds, of whatever kind; it counts as read."""
        self._read.add(name)
        return self._record.get(name)

    def needed(self, name: str) -> float:
        """A number without which nothing can be said."""
        value = self.number(name)
        if value is None:
            raise PredictionError(f"{name} is missing, and nothing in the record stands in for it")
        return value

    def supposed(
        self, name: str, otherwise: float, why: str, widening: Assumed | None = None
    ) -> float:
        """A number, or a stated supposition in its place that may widen the range."""
        value = self.number(name)
        if value is not None:
            return value
        self.suppose(f"{name} is not given; {why} ({otherwise:,.12g})", widening)
        return otherwise

    def suppose(self, note: str, widening: Assumed | None = None) -> None:
        """Record a supposition, and the spread that it adds."""
        if note not in self.notes:
            self.notes.append(note)
        if widening is not None:
            self.widenings.append(widening)

    def text(self, *names: str) -> str:
        """The first text that is given under one of the names, or ""."""
        for name in names:
            self._read.add(name)
            text = self.peeked(name)
            if text:
                return text
        return ""

    def peeked(self, name: str) -> str:
        """The text of a field, without counting as read."""
        value = self._record.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise PredictionError(f"{name} must be text, got {shown(value)}")
        return value

    def switch(self, name: str) -> bool | None:
        """True or false, or None where the record does not say."""
        value = self.value(name)
        if value is None or isinstance(value, bool):
            return value
        raise PredictionError(f"{name} must be true or false, got {shown(value)}")


def _by_id(record: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The record with fields by their own ids, whichever of their names it uses.

    Raises:
        PredictionError: a field is given under two names.
    """
    fields = knowledge.predictor_fields.values()
    ids = {name: field.id for field in fields if field.also for name in field.also}
    found: dict[str, Any] = {}
    for name, value in record.items():
        field = ids.get(name, name)
        if field in found:
            raise PredictionError(f"{field} is given twice, as {name} too")
        found[field] = value
    return found


def number_of(name: str, value: object) -> float:
    """A value that must be a number above 0.

    Raises:
        PredictionError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PredictionError(f"{name} must be a number, got {shown(value)}")
    if not 0 < value < _LARGEST:
        raise PredictionError(f"{name} must be above 0 and finite, got {shown(value)}")
    return float(value)


def unused(name: str) -> str:
    """What is said of a field that is given and changes nothing."""
    return f"{name} is given, but this prediction does not use it"


def bits_told(precision: str) -> float | None:
    """Bits per weight that a text gives as a number: "exl2 3.5bpw"; None where it gives none."""
    told = _BITS_TOLD.search(precision.lower())
    return float(told[1]) if told else None


def shown(value: object) -> str:
    """A value as messages show it."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
