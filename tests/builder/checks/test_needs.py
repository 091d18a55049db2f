"""What code asks of the content at run time, `build.py check` asks before."""

import copy
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.checks.across_records import check_content
from builder.checks.asked import Asked
from builder.checks.beside import check_beside
from builder.checks.evaluated import check_choices, check_examples, check_models
from builder.checks.needs import check_needs, declared
from builder.checks.unit_words import Unit, read_unit
from builder.content.knowledge import knowledge_data
from builder.content.load import Content
from builder.problems import Problem
from builder.steps import build_day
from calculator.decode import knowledge_from_json
from calculator.needs.need import Assumed
from tests.built import content as project_content

ROOT = Path(__file__).resolve().parents[3]
FOLDER = "content/assumptions"


@pytest.fixture(scope="module")
def sound() -> Content:
    content = project_content()
    assert list(told(content)) == []
    return content


@pytest.fixture
def content(sound: Content) -> Content:
    """The content, whose records may be taken away and changed."""
    kinds = {kind: dict(records) for kind, records in sound.kinds.items()}
    named = {kind: set(names) for kind, names in sound.named.items()}
    return dataclasses.replace(sound, kinds=kinds, named=named)


def told(content: Content) -> Iterator[Problem]:
    yield from content.problems
    yield from check_content(content, build_day())
    yield from check_needs(content)


def delete(content: Content, kind: str, record_id: str) -> None:
    del content.kinds[kind][record_id]
    content.named[kind].discard(record_id)


def change(content: Content, kind: str, record_id: str, **fields: Any) -> None:
    """Give a record other values, where it stands."""
    loaded = content.kinds[kind][record_id]
    record = loaded.record.model_copy(update=fields)
    content.kinds[kind][record_id] = dataclasses.replace(loaded, record=record)


def add_choice(content: Content, input_id: str, value: str) -> None:
    record = content.kinds["input"][input_id].record
    choices = [*record.choices, record.choices[0].model_copy(update={"value": value})]
    loaded = content.kinds["input"][input_id]
    document = copy.copy(loaded.document)
    content.kinds["input"][input_id] = dataclasses.replace(
        loaded, record=record.model_copy(update={"choices": choices}), document=document
    )


def messages(found: Iterator[Problem]) -> list[str]:
    return [f"{problem.path}: {problem.message}" for problem in found]


@pytest.mark.parametrize(
    ("kind", "record_id", "message"),
    [
        ("assumption", "log-bytes",
         f"{FOLDER}/log-bytes.yaml: must be there: a formula needs it in kB per request"),
        ("assumption", "tokens-per-image",
         f"{FOLDER}/tokens-per-image.yaml: must be there: a formula needs it in tokens per image"),
        ("assumption", "usable-memory-share",
         f"{FOLDER}/usable-memory-share.yaml: must be there: a formula needs it in share"),
        ("input", "horizon_months",
         "content/inputs/horizon_months.yaml: must be there: a formula asks for it"),
    ],
)  # fmt: skip
def test_a_missing_file_that_a_formula_reads_is_named(content, kind, record_id, message):
    delete(content, kind, record_id)

    assert message in messages(check_needs(content))


@pytest.mark.parametrize(
    ("kind", "record_id", "unit", "message"),
    [
        ("assumption", "log-bytes", "bytes per request",
         "unit must be kB per request, in which its formula counts, got bytes per request"),
        ("assumption", "grid-france", "USD per day",
         "unit must be g CO2e per kWh, in which its formula counts, got USD per day"),
        ("assumption", "software-engineer-day", "USD per hour",
         "unit must be USD per day, in which its formula counts, got USD per hour"),
        ("assumption", "matmul-share-turing", "seconds",
         "unit must be share of dense peak, in which its formula counts, got seconds"),
        ("input", "audio_minutes_per_request", "seconds per request",
         "unit must be minutes per request, in which its formula counts, got seconds per request"),
    ],
)  # fmt: skip
def test_a_number_in_another_unit_than_its_formula_counts_in_is_named(
    content, kind, record_id, unit, message
):
    change(content, kind, record_id, unit=unit)
    folder = f"{kind}s"

    assert messages(check_needs(content)) == [f"content/{folder}/{record_id}.yaml: {message}"]


def test_a_unit_is_read_to_its_last_word(content):
    change(content, "assumption", "software-engineer-day", unit="USD per dya")

    (found,) = messages(check_content(content, build_day()))
    assert found == (
        f"{FOLDER}/software-engineer-day.yaml: "
        "unknown unit 'dya' in 'USD per dya'; did you mean 'day'?"
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("USD per GB and month", Unit("USD", ("GB", "month"))),
        ("bytes per layer, width and token", Unit("byte", ("layer", "token", "width"))),
        ("share of dense 16-bit peak, added up in 32 bits", Unit("share")),
        ("million training tokens", Unit("million training token")),
        ("people", Unit("person")),
    ],
)
def test_a_unit_is_a_measure_and_what_it_is_per(text, unit):
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    ("input_id", "value", "message"),
    [
        ("electricity_grid", "brasil",
         "choice 'brasil' needs the assumption 'grid-brasil'; did you mean 'grid-brazil'?"),
        ("currency", "sek",
         "choice 'sek' needs the assumption 'usd-per-sek'; did you mean 'usd-per-eur'?"),
        ("modality", "point_cloud", "choice 'point_cloud' is not known to the formulas"),
        ("accelerator", "l40-s-48gb",
         "choice 'l40-s-48gb' needs content/accelerators/l40-s-48gb.yaml"),
        ("label_kind", "boxx",
         "choice 'boxx' needs the assumption 'label-price-boxx'; did you mean 'label-price-box'?"),
    ],
)  # fmt: skip
def test_a_choice_that_no_record_or_formula_stands_for_is_named(content, input_id, value, message):
    add_choice(content, input_id, value)

    (found,) = messages(check_needs(content))
    assert found.startswith(f"content/inputs/{input_id}.yaml: {message}")


def test_a_hosted_model_without_prices_is_named(content):
    add_choice(content, "hosted_model", "mycorp/model-1")

    found = messages(check_models(content, knowledge_from_json(knowledge_data(content))))
    assert found == [
        "content/inputs/hosted_model.yaml: no prices of a hosted model 'mycorp/model-1'"
    ]


def test_a_choice_that_the_formulas_stumble_over_is_named(content):
    add_choice(content, "weight_bits", "eight")

    found = messages(check_choices(content, knowledge_from_json(knowledge_data(content)), Asked()))
    assert [each for each in found if "'eight' gives no bill: ValueError" in each]


def test_an_example_that_states_another_answer_is_named(content):
    change(content, "scenario", next(iter(content.kinds["scenario"])), answer="from_scratch")

    (found,) = messages(
        check_examples(content, knowledge_from_json(knowledge_data(content)), Asked())
    )
    assert "the calculator recommends" in found
    assert found.endswith("got from_scratch")


def test_an_invented_group_is_named(content):
    change(content, "input", "corpus_mtok", group="workloda")

    (found,) = messages(check_needs(content))
    assert found.endswith("unknown group 'workloda'; did you mean 'workload'?")


def test_a_place_that_is_taken_is_named(content):
    other = content.kinds["input"]["batch_share"].record.order
    change(content, "input", "peak_factor", order=other)

    (found,) = messages(check_beside(content))
    assert f"order {other} is taken by" in found


def test_an_assumption_that_no_formula_reads_is_named(content):
    loaded = content.kinds["assumption"]["log-bytes"]
    record = loaded.record.model_copy(update={"id": "log-bits"})
    content.kinds["assumption"]["log-bits"] = dataclasses.replace(loaded, record=record)

    (found,) = messages(check_needs(content))
    assert "no formula reads the assumption 'log-bits'; did you mean 'log-bytes'?" in found


def test_a_special_case_that_no_chip_has_is_named(content):
    loaded = content.kinds["assumption"]["matmul-share-hopper"]
    record = loaded.record.model_copy(update={"id": "matmul-share-hoper"})
    content.kinds["assumption"]["matmul-share-hoper"] = dataclasses.replace(loaded, record=record)

    (found,) = messages(check_needs(content))
    assert "no formula reads the assumption 'matmul-share-hoper'; did you mean" in found
    assert "'matmul-share-hopper'" in found


def test_an_input_that_nothing_reads_is_named(content):
    loaded = content.kinds["input"]["corpus_mtok"]
    record = loaded.record.model_copy(update={"id": "corpus_pages", "order": 9999})
    content.kinds["input"]["corpus_pages"] = dataclasses.replace(loaded, record=record)

    (found,) = messages(check_needs(content))
    assert found.endswith("no formula and no rule reads the input 'corpus_pages'")


def test_no_formula_takes_an_id_that_is_not_declared():
    ids = [need.id for need in declared() if isinstance(need, Assumed)]

    assert len(ids) == len(set(ids))
    assert len(ids) > 60
