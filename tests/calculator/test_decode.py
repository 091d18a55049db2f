"""Records as text until they are asked for; see `calculator/decode.py`."""

from datetime import date

import pytest

from calculator.decode import Table, decode, knowledge_from_json
from calculator.facts import Architecture
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge


def test_a_table_reads_a_record_when_it_is_asked_for_and_no_other():
    days = Table(date, {"known": "2026-11-29", "spoilt": "no day"})

    assert days["known"] == date(2026, 11, 29)
    assert len(days) == 2
    assert "spoilt" in days
    with pytest.raises(ValueError, match="no day"):
        days["spoilt"]


def test_a_record_that_was_read_is_the_same_again():
    models = Table(Architecture, {"one": {"id": "one", "name": "One", "marks": [], "shapes": []}})

    assert models["one"] is models["one"]


def test_a_table_keeps_its_order_whatever_is_asked_for_first():
    days = Table(date, {"b": "2026-11-02", "a": "2026-11-01"})
    asked_first = days["a"]

    assert list(days) == ["b", "a"]
    assert list(days.values()) == [date(2026, 11, 2), asked_first]
    assert dict(days.items()) == {"b": date(2026, 11, 2), "a": date(2026, 11, 1)}


def test_a_name_that_a_table_does_not_hold_is_missing_and_not_none():
    days = Table(date, {})

    assert days.get("a") is None
    with pytest.raises(KeyError):
        days["a"]


def test_knowledge_of_nothing_is_asked_to_name_its_tables():
    with pytest.raises(TypeError, match="inputs"):
        knowledge_from_json({})


def test_a_value_that_may_be_missing_stays_missing():
    assert decode(date | None, None) is None
    assert decode(tuple[date, ...], ["2026-11-29"]) == (date(2026, 11, 29),)


def test_the_packed_knowledge_is_read_record_by_record():
    knowledge = load_knowledge()

    assert isinstance(knowledge, Knowledge)
    for name in ("architectures", "networks", "vocabularies", "predictor_fields"):
        assert isinstance(getattr(knowledge, name), Table)
