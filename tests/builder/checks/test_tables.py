"""Tables that physics reads contradict neither themselves nor each other."""

import pytest

from builder.checks.tables import check_tables
from tests.builder.checks.test_plausible import spoilt
from tests.built import content


def told(kind, record_id, list_name, index, **changes):
    """What the check says of one entry in a record's list, in another shape."""
    loaded = content().kinds[kind][record_id]
    entries = list(getattr(loaded.record, list_name))
    entries[index] = entries[index].model_copy(update=changes)
    record = loaded.record.model_copy(update={list_name: entries})
    return [str(each).partition(": ")[2] for each in check_tables(spoilt(kind, record, loaded))]


def test_the_tables_of_the_content_are_sound():
    assert list(check_tables(content())) == []


@pytest.mark.parametrize(("changes", "message"), [
    ({"kv_heads": 120}, "kv_heads must be at most heads (12), got 120"),
    ({"kv_heads": 5}, "heads must be a multiple of kv_heads (5), got 12"),
    ({"active_params": 2e8}, "active_params must be at most params (109,500,000), got 200,000,000"),
    ({"window_layers": 13}, "window_layers must be at most layers (12), got 13"),
    ({"vocab": 305_220}, (
        "vectors of 305,220 words with 768 numbers must be within params (109,500,000)")),
])  # fmt: skip
def test_a_part_of_a_transformer_is_not_more_than_the_whole(changes, message):
    assert told("architecture", "bert", "shapes", 0, **changes) == [message]


def test_a_model_is_listed_once():
    said = "'BERT base' is taken by content/architectures/bert.yaml ('bert')"

    assert told("architecture", "bert", "shapes", 1, names=["BERT base"]) == [said]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "hosted"}, "'hosted' is taken by content/vocabularies/engine.yaml ('engine')"),
        ({"names": ["groq"]}, "'groq' is taken by content/vocabularies/engine.yaml ('engine')"),
        (
            {"counts_as": "lama.cpp"},
            "counts_as must be the id of a word of 'engine', got 'lama.cpp'",
        ),
    ],
)
def test_a_text_leads_to_one_word_that_counts_as_one_of_its_list(changes, message):
    assert told("vocabulary", "engine", "words", 1, **changes)[0] == message


@pytest.mark.parametrize("times", [1000, 0.001])
def test_a_network_with_arithmetic_in_another_unit_is_told(times):
    loaded = content().kinds["network"]["resnet-50"]  # 4.1 GFLOPs for 25.6 million parameters
    record = loaded.record.model_copy(update={"gflops": loaded.record.gflops * times})
    (problem,) = check_tables(spoilt("network", record, loaded))

    assert problem.message.endswith(
        "for each million parameters, got "
        f"{record.gflops / (record.params / 1e6):.3g}; is the unit another?"
    )
