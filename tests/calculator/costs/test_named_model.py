"""An open model chosen by its name brings its size, its shape and what of it works on a token."""

from datetime import date

import pytest

from calculator.api import evaluate
from calculator.choosing import values_of
from calculator.packed import load_knowledge
from calculator.physics.models import listed_model

KNOWLEDGE = load_knowledge()
DAY = date(2026, 11, 28)
# The load of a published run: one H100 answered 6.85 requests a second, 0.146 seconds for one.
ASKED = {
    "modality": "text", "requests_per_month": 3_000_000, "volume_growth_per_year": 0,
    "input_tokens_per_request": 2000, "output_tokens_per_request": 100, "weight_bits": "4",
    "accelerator": "h100-sxm-80gb",
}  # fmt: skip
PUBLISHED_SECONDS = 0.146


def busy_seconds(**answers: object) -> float:
    result = evaluate({"inputs": {**ASKED, **answers}}, KNOWLEDGE, DAY, points=60, search=False)
    lines = result.priced.approaches["open_as_is"].lines
    given = next(line for line in lines if line.id == "hosting").given
    return next(g.value for g in given if (g.label or "").startswith("Seconds of a copy per"))


def test_a_mixture_of_experts_is_as_quick_as_its_active_part():
    named = busy_seconds(open_model="gpt-oss-120b")
    told = busy_seconds(model_size_b=117, active_size_b=5.1)
    dense = busy_seconds(model_size_b=117, active_size_b=117)

    assert PUBLISHED_SECONDS / 1.6 < named < PUBLISHED_SECONDS * 1.5
    assert PUBLISHED_SECONDS / 1.5 < told < PUBLISHED_SECONDS * 1.5
    assert dense > 5 * PUBLISHED_SECONDS


def test_a_large_model_of_which_only_the_size_is_told_has_the_range_of_those_that_there_are():
    def bill(**answers: object):
        asked = {"inputs": {**ASKED, "model_size_b": 150, **answers}}
        result = evaluate(asked, KNOWLEDGE, DAY, points=200, search=False)
        return result.priced.approaches["open_as_is"].total

    supposed = bill()

    # 5.1 is gpt-oss 120B, 37 DeepSeek V3, which has the most
    assert supposed.low < bill(active_size_b=5.1).value < bill(active_size_b=37).value
    assert bill(active_size_b=37).value < supposed.high
    told = bill(active_size_b=17)
    assert supposed.high / supposed.low > told.high / told.low


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"active_size_b": 5}, "needs the size of the whole model beside it"),
        (
            {"active_size_b": 20, "model_size_b": 8},
            "must be at most the size of the whole model, 8, got 20",
        ),
        (
            {"active_size_b": 12, "open_model": "gpt-oss-120b"},
            "must be that of gpt-oss 120B (5.1 active), 5.13, got 12",
        ),
    ],
)
def test_an_active_size_without_its_whole_is_a_problem(answers, message):
    result = evaluate({"inputs": answers}, KNOWLEDGE, DAY, points=60, search=False)

    assert [(each.field, each.message) for each in result.problems] == [("active_size_b", message)]


def test_small_models_are_dense():
    assert busy_seconds(model_size_b=70) == busy_seconds(model_size_b=70, active_size_b=70)


def test_a_dense_model_by_name_costs_what_its_size_costs():
    by_size = busy_seconds(model_size_b=8.03)

    assert busy_seconds(open_model="llama-3.1-8b") == pytest.approx(by_size, rel=0.05)


def test_the_size_of_a_named_model_is_known():
    result = evaluate({"inputs": {"open_model": "gpt-oss-20b"}}, KNOWLEDGE, DAY, search=False)

    assert result.inputs["model_size_b"] == 20.9  # billion, as published
    assert not result.problems


def test_a_size_that_is_not_the_named_model_s_is_a_problem():
    asked = {"open_model": "gpt-oss-120b", "model_size_b": 8}
    result = evaluate({"inputs": asked}, KNOWLEDGE, DAY, points=60, search=False)

    (problem,) = result.problems
    assert problem.field == "model_size_b"
    assert problem.message == "must be that of gpt-oss 120B (5.1 active), 116.8, got 8"


def test_every_open_model_can_be_chosen_and_means_its_own_shape():
    values = [str(each) for each in values_of(KNOWLEDGE.inputs["open_model"], KNOWLEDGE)]
    shapes = [shape for family in KNOWLEDGE.architectures.values() for shape in family.shapes]
    meant = [listed_model(value, KNOWLEDGE) for value in values]

    assert len(values) == len(set(values)) == len(shapes)
    assert {id(each.shape) for each in meant if each} == {id(shape) for shape in shapes}


def test_a_large_model_takes_as_many_accelerators_a_copy_as_serve_it_cheapest():
    asked = {
        "modality": "text", "output_kind": "text", "open_model": "llama-3.1-70b",
        "weight_bits": "8", "accelerator": "h100-sxm-80gb", "requests_per_month": 2_000_000,
        "input_tokens_per_request": 1500, "output_tokens_per_request": 300,
    }  # fmt: skip
    result = evaluate({"inputs": asked}, KNOWLEDGE, DAY, points=60, search=False)
    lines = result.priced.approaches["open_as_is"].lines
    given = next(line for line in lines if line.id == "hosting").given
    copies, units = (
        next(g.value for g in given if (g.label or "").startswith(label))
        for label in ("Copies in quarter 1", "Units of one copy")
    )

    # 70.6 GB of weights leave one card of 80 GB room for few requests; two hold them at ease.
    assert (copies, units) == (1, 2)
