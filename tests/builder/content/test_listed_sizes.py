"""A size in whole billions tells a mixture where no other model of that size is listed."""

from builder.content.listed_sizes import told_by_size
from builder.content.records.facts import Shape

WRITES = {"input": "modality", "any_of": ["text"]}
USUAL = {"value": 17, "when": [{"input": "model_size_b", "at_least": 100}, WRITES]}


def shape(name: str, billions: float, active: float | None = None) -> Shape:
    sizes = {"layers": 36, "d_model": 2880, "heads": 64, "kv_heads": 8, "d_ff": 2880, "vocab": 1000}
    active_params = None if active is None else active * 1e9
    return Shape(names=[name], params=billions * 1e9, active_params=active_params, **sizes)


def test_a_mixture_alone_at_its_size_tells_what_works_on_each_token():
    (found,) = told_by_size([shape("gpt-oss 120B", 116.8, 5.13)], USUAL)

    assert found["value"] == 5.13
    assert found["because"] == "That of gpt-oss 120B, an open model of 116.8 billion parameters."
    assert found["when"] == [{"input": "model_size_b", "at_least": 116.5, "below": 117.5}, WRITES]


def test_a_dense_model_of_the_same_size_leaves_it_open():
    assert told_by_size([shape("Mixture", 35.0, 3.0), shape("Dense", 35.2)], USUAL) == []


def test_two_mixtures_of_one_size_tell_it_only_where_they_agree():
    agree = [shape("One", 235.1, 22.2), shape("Two", 235.4, 21.4)]
    differ = [shape("One", 235.1, 22.2), shape("Two", 235.4, 12.0)]

    assert [each["value"] for each in told_by_size(agree, USUAL)] == [22.2]
    assert told_by_size(differ, USUAL) == []


def test_small_models_are_not_told_by_their_size():
    assert told_by_size([shape("OLMoE", 6.92, 1.28)], USUAL) == []
