"""A scenario survives the way into an address and back."""

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.address import from_address, to_address, values_with_defaults
from calculator.knowledge import Choice, Input, Knowledge
from calculator.scenario import Scenario, read_scenario

KINDS = (Choice(value="text", label="Text"), Choice(value="image", label="Images"))


def an_input(key: str, kind: str, **more: object) -> Input:
    return Input(id=key, label=key, question="", help="", kind=kind, group="g", order=1, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return make_knowledge()


def make_knowledge() -> Knowledge:
    inputs = [
        an_input("modality", "choice", choices=KINDS, default="text"),
        an_input("labels", "integer", minimum=0, maximum=10**12, default=2000),
        an_input("share", "number", minimum=0, maximum=1),
        an_input("private", "boolean", default=True),
    ]
    empty: MappingProxyType[str, object] = MappingProxyType({})
    others = dict.fromkeys(
        set(Knowledge.__dataclass_fields__) - {"inputs", "data_version", "as_of"}, empty
    )
    day = date(2026, 11, 21)
    by_id = {each.id: each for each in inputs}
    return Knowledge(inputs=by_id, data_version="2026-11-21.ab", as_of=day, **others)  # type: ignore[arg-type]


DEFAULTS = {"modality": "text", "labels": 2000, "share": None, "private": True}


def test_the_default_scenario_has_an_empty_address(knowledge):
    assert to_address(Scenario(DEFAULTS), knowledge) == ""


def test_only_other_answers_stand_in_the_address_sorted_and_with_the_data_version(knowledge):
    scenario = Scenario({"modality": "image", "labels": None, "share": 0.25, "private": False})

    assert (
        to_address(scenario, knowledge)
        == "labels=unknown&modality=image&private=false&share=0.25&v=2026-11-21.ab"
    )


def test_a_price_that_the_reader_set_is_part_of_the_address(knowledge):
    written = to_address(Scenario(DEFAULTS), knowledge, {"gpu-hour": "1~2~4"})

    assert written == "a.gpu-hour=1~2~4&v=2026-11-21.ab"
    assert from_address(written).overrides == {"gpu-hour": "1~2~4"}


def test_of_a_key_given_twice_the_first_counts_and_the_reader_is_told():
    address = from_address("#labels=1&labels=2")

    assert address.values == {"labels": "1"}
    assert [each.message for each in address.problems] == ["is given twice; the first one counts"]


def test_a_huge_address_is_refused_in_one_sentence():
    address = from_address("labels=" + "9" * 30_000)

    assert address.values == {}
    assert [each.message for each in address.problems] == [
        "must be at most 20,000 characters, got 30,007"
    ]


def test_a_field_to_go_to_is_no_answer():
    address = from_address("#input=labels&v=old")

    assert (address.values, address.focus, address.version) == ({}, "labels", "old")


def test_what_an_address_of_the_page_leaves_out_has_its_default(knowledge):
    found = values_with_defaults(from_address("labels=5&v=2026-11-28"), knowledge)

    assert found == {"modality": "text", "labels": "5", "share": "unknown", "private": "true"}


def test_what_an_address_by_hand_leaves_out_is_unknown(knowledge):
    found = values_with_defaults(from_address("labels=5"), knowledge)

    assert found == {
        "modality": "unknown",
        "labels": "5",
        "share": "unknown",
        "private": "unknown",
    }


answers = st.fixed_dictionaries(
    {
        "modality": st.sampled_from([None, "text", "image"]),
        "labels": st.none() | st.integers(0, 10**12),
        "share": st.none() | st.floats(0, 1),
        "private": st.none() | st.booleans(),
    }
)


@given(answers)
def test_every_scenario_comes_back_as_it_was(values):
    knowledge = make_knowledge()
    written = to_address(Scenario(values), knowledge)
    texts = values_with_defaults(from_address(written), knowledge)
    scenario, problems = read_scenario(texts, knowledge, text=True)

    assert (scenario.values, problems) == (values, [])
    assert to_address(scenario, knowledge) == written


@given(st.text())
def test_no_text_makes_reading_an_address_fail(text):
    address = from_address(text)

    assert all(isinstance(value, str) for value in address.values.values())
