"""Readings that are kept: a record with another value of a field reads as if it were given so."""

from typing import Any

import pytest

from calculator.physics.fields import Fields, PredictionError
from calculator.physics.predict import read_record
from calculator.physics.reading import once
from tests.calculator.physics.test_every_field import CASES, CONSTANTS, KNOWLEDGE, REQUESTS

type Outcome = str | tuple[Any, ...]


def outcome(command: str, fields: Fields) -> Outcome:
    try:
        quantity, unit, formula = read_record(command, fields, CONSTANTS)
        answer = formula(CONSTANTS)
    except (PredictionError, OverflowError, ZeroDivisionError) as problem:
        return str(problem)
    return quantity, unit, answer, set(fields.warnings), set(fields.widenings)


def varied_outcome(command: str, first: Fields, name: str, value: Any, found: Outcome) -> Outcome:
    """What a varied record comes to, by its likeness to the first where that is claimed."""
    try:
        varied = first.varied(name, value)
        alike = first.reads_like(varied)
    except PredictionError as problem:
        return str(problem)
    anew = outcome(command, varied)
    return "reads alike and is not" if alike and anew != found else anew


def others(value: Any, texts: tuple[str, ...]) -> list[Any]:
    if isinstance(value, str):
        return [None, *texts]
    return [None, value * 3, value / 7] if isinstance(value, int | float) else [None]


@pytest.mark.parametrize(("command", "number"), CASES)
def test_a_record_with_another_value_is_predicted_as_if_it_were_given_so(command, number):
    request = {name: value for name, value in REQUESTS[command][number].items() if value}
    first = Fields(request, KNOWLEDGE, CONSTANTS, command)
    found = outcome(command, first)
    known = KNOWLEDGE.predictor_fields

    for name, value in ((n, v) for n in request for v in others(request[n], known[n].other)):
        anew = outcome(command, Fields({**request, name: value}, KNOWLEDGE, CONSTANTS, command))
        assert varied_outcome(command, first, name, value, found) == anew


@pytest.mark.parametrize(("command", "number"), CASES)
def test_another_value_of_a_field_that_decides_never_comes_to_the_same(command, number):
    request = {name: value for name, value in REQUESTS[command][number].items() if value}
    first = Fields(request, KNOWLEDGE, CONSTANTS, command)
    answer = outcome(command, first)[:3]

    for name in first.decisive & set(first.heeded()):
        value, texts = request[name], KNOWLEDGE.predictor_fields[name].other
        for other in (text for text in others(value, texts) if text not in (None, value)):
            varied = Fields({**request, name: other}, KNOWLEDGE, CONSTANTS, command)
            assert outcome(command, varied)[:3] != answer, (name, other)


@once
def half_of_batch(fields: Fields) -> float:
    fields.warnings.append("halved")
    return fields.needed("batch") / 2


@once
def a_quarter(fields: Fields) -> float:
    return half_of_batch(fields) / 2


def record_of(**request: Any) -> Fields:
    return Fields(request, KNOWLEDGE, CONSTANTS, "serve")


def test_a_reading_is_made_once_and_warns_once():
    fields = record_of(batch=8)

    assert [a_quarter(fields), half_of_batch(fields), a_quarter(fields)] == [2, 4, 2]
    assert fields.warnings == ["halved"]
    assert fields.all_read() == {"batch"}


def test_another_value_is_read_anew_and_a_field_beside_it_is_not():
    fields = record_of(batch=8, concurrency=3)
    a_quarter(fields)

    assert a_quarter(fields.varied("batch", 20)) == 5
    beside = fields.varied("concurrency", 4)
    assert (a_quarter(beside), beside.warnings) == (2, ["halved"])


def test_a_record_reads_alike_where_no_reading_comes_to_something_else():
    fields = record_of(batch=8, concurrency=3, input_len=7)
    a_quarter(fields)
    fields.number("input_len")

    tried = {"batch": 8.0, "concurrency": 4, "input_len": 7.0}
    alike = {name: fields.reads_like(fields.varied(name, v)) for name, v in tried.items()}

    assert alike == {"batch": True, "concurrency": True, "input_len": False}
    assert not fields.reads_like(fields.varied("batch", 9))


@once
def as_words(fields: Fields) -> str:
    return "even" if whole_part(fields) % 2 == 0 else "odd"


@once
def whole_part(fields: Fields) -> int:
    return int(fields.needed("batch"))


def test_a_reading_holds_where_those_within_it_come_to_the_same():
    fields = record_of(batch=8.2)
    as_words(fields)

    alike, unlike = fields.varied("batch", 8.7), fields.varied("batch", 10)
    assert [as_words(fields), as_words(alike), as_words(unlike)] == ["even"] * 3
    assert alike.kept[as_words,] is fields.kept[as_words,] is not unlike.kept[as_words,]


def test_a_varied_record_says_no_notes():
    fields = record_of(model="Llama 3.1 8B")
    fields.suppose("something")

    varied = fields.varied("model", None)
    varied.suppose("something else")

    assert (fields.notes, varied.notes) == (["something"], ["something"])
