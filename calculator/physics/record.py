"""A record of published format: nothing in it is passed over in silence.

`content/predictor-fields` says which fields there are. A field, precision, engine, method or
chip that isn't known is refused; one that is given and not read ends in a warning.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Self

from calculator.knowledge import Knowledge
from calculator.names import did_you_mean
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants
from calculator.physics.reading import Reader
from calculator.physics.values import LARGEST, PredictionError, bits_told, by_id, number_of, shown
from calculator.physics.words import first_named, refusal, words_in
from calculator.vocabulary import PredictorField

_NEUTRAL = ("none", "no", "")  # left unread, these change nothing, nor do null, false and 1


class Record(Reader):
    """A record, and what had to be supposed or warned of while reading it."""

    def __init__(
        self,
        record: Mapping[str, Any],
        knowledge: Knowledge,
        constants: Constants,
        command: str = "",
    ) -> None:
        self._record = by_id(record, knowledge)
        self._command = command
        self.knowledge = knowledge
        self.constants = constants
        self._odd = {name: odd for name in self._record if (odd := self._check(name))}
        self.notes: list[str] = []
        self.is_noted = True  # whether what is supposed is put into words
        self.decisive: set[str] = set()
        self._start(self._odd_words())

    def _odd_words(self) -> list[str]:
        return [each for name in self._record for each in self._odd.get(name, ())]

    def varied(self, name: str, value: Any) -> Self:
        """The record with another value of one field, unread and without notes.

        Raises:
            PredictionError: the value is refused.
        """
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        other._record = {**self._record, name: value}
        other._odd = {**self._odd, name: other._check(name)}
        other.is_noted = False
        odd = other._odd_words() if self._odd else other._odd[name]
        other._start(odd, self, name)
        return other

    def _check(self, name: str) -> list[str]:
        """Warnings of words that mean nothing in a field.

        Raises:
            PredictionError: nobody knows the field or its value, with what was probably meant.
        """
        known, value = self.knowledge.predictor_fields, self._record[name]
        if name not in known:
            word = str(name)[:60]
            raise PredictionError(f"{word} is not a field{did_you_mean(word, known)}")
        field = known[name]
        if value is None or field.role not in ("input", "hint"):
            return []
        if field.kind == "number":
            self._record[name] = number_of(name, value)
        elif field.kind not in ("switch", "shape", "any"):
            return self._check_words(field)
        return []

    def _check_words(self, field: PredictorField) -> list[str]:
        text = self.peeked(field.id)
        if field.kind in ("precision", "method"):
            return self._check_vocabulary(field, text)
        if field.kind == "text" and field.choices and self._command in ("", *field.commands):
            if text and not any(mark in text.lower() for mark in field.choices):
                raise PredictionError(f"{field.id} {shown(text)} is not known: {field.help}")
        elif field.kind == "engine":
            vocabulary = self.knowledge.vocabularies["engine"]
            if text and first_named(vocabulary, text) is None:
                raise PredictionError(refusal(vocabulary, field.id, text))
        return []

    def _check_vocabulary(self, field: PredictorField, text: str) -> list[str]:
        vocabulary = self.knowledge.vocabularies[field.kind]
        meant = words_in(vocabulary, text)
        quantised = words_in(self.knowledge.vocabularies["precision"], text).words
        if text and not meant.words and not quantised and bits_told(text) is None:
            raise PredictionError(refusal(vocabulary, field.id, text))
        unread = meant.unread if bits_told(text) is None else ()
        return [f"{each!r} in {field.id} means nothing here and is not read" for each in unread]

    def unused(self) -> list[str]:
        """A warning for each field that was given and that the prediction did not read."""
        read = self.all_read()
        return [unused(name) for name in self._telling() if name not in read]

    def heeded(self) -> list[str]:
        """Fields that were given, say something, and were read."""
        read = self.all_read()
        return [name for name in self._telling() if name in read]

    def decides(self, *names: str) -> None:
        """Remember fields whose other values never come to the same; nobody has to try them."""
        if self.is_noted:
            self.decisive.update(names)

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
        self._read.add(name)
        value = self._record.get(name)
        if value is None or (type(value) is float and 0 < value < LARGEST):
            return value
        return number_of(name, value)

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
        if self.is_noted and note not in self.notes:
            self.notes.append(note)
        if widening is not None:
            self.widenings.append(widening)

    def text(self, *names: str) -> str:
        """The first text that is given under one of the names, or ""."""
        for name in names:
            self._read.add(name)
            if self._record.get(name) is not None and (text := self.peeked(name)):
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


def unused(name: str) -> str:
    """What is said of a field that is given and changes nothing."""
    return f"{name} is given, but this prediction does not use it"
