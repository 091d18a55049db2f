"""What an unsaid kind of data may be: Bayes' rule on shares, worked by hand."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import SHAPING, shares, worlds
from calculator.estimate import Estimate
from calculator.knowledge import Condition, OpenShares
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
NOTHING = dict.fromkeys(KNOWLEDGE.inputs)
ON_TABLES = Condition(input="modality", equals="tabular")
INDEPENDENT = {"weight-of-a-clue": Estimate(1, 1, 1)}

SETTLED = {  # what shapes the rest is always the same here, unless a test says otherwise
    name: (OpenShares(of={choices[0].value if choices else "true": 1.0}),)
    for name in SHAPING
    for choices in [KNOWLEDGE.inputs[name].choices]
}


def common(text: float, tabular: float, *, gpus: float, gpus_on_tables: float) -> Rulebook:
    """Two kinds of data, one kind of output, and how often each goes with no GPU at all."""
    told = {
        **SETTLED,
        "modality": (OpenShares(of={"text": text, "tabular": tabular}),),
        "output_kind": (OpenShares(of={"class": 1.0}),),
        "data_may_leave_org": (OpenShares(of={"true": 1.0}),),
        "compute": (
            OpenShares(
                of={"none": 1 - gpus_on_tables, "few_gpus": gpus_on_tables}, when=(ON_TABLES,)
            ),
            OpenShares(of={"none": 1 - gpus, "few_gpus": gpus}),
        ),
    }
    inputs = {
        key: dataclasses.replace(each, open_shares=told.get(key, ()))
        for key, each in KNOWLEDGE.inputs.items()
    }
    return Rulebook(dataclasses.replace(KNOWLEDGE, inputs=inputs), overrides=INDEPENDENT)


def test_an_answer_that_is_commoner_beside_tables_points_to_tables():
    # 0.8 × 0.25 = 0.2 for text, 0.2 × 0.75 = 0.15 for tables: 4 to 3
    book = common(0.8, 0.2, gpus=0.75, gpus_on_tables=0.25)
    found = shares("modality", {**NOTHING, "compute": "none"}, book)

    assert found == pytest.approx({"text": 4 / 7, "tabular": 3 / 7})


def test_an_answer_that_is_as_common_beside_every_kind_says_nothing_of_it():
    book = common(0.8, 0.2, gpus=0.5, gpus_on_tables=0.5)

    assert shares("modality", {**NOTHING, "compute": "none"}, book) == pytest.approx(
        {"text": 0.8, "tabular": 0.2}
    )


def test_many_labels_point_to_tables_and_numbers_that_no_rule_tells_apart_to_the_same():
    book = Rulebook(KNOWLEDGE)
    sixty, seventy, millions = (
        shares("modality", {**NOTHING, "labelled_examples": n}, book) for n in (60, 70, 2_000_000)
    )

    assert sixty == seventy
    assert millions["tabular"] > seventy["tabular"]


@pytest.mark.parametrize(
    ("said", "value", "kind"),
    [
        ("answers_from_documents", True, "text"),
        ("data_is_event_sequence", True, "tabular"),
        ("combines_modalities", True, "multimodal"),
        ("output_kind", "regions", "image"),
    ],
)
def test_a_telling_answer_names_the_kind_of_data(said, value, kind):
    found = shares("modality", {**NOTHING, said: value}, Rulebook(KNOWLEDGE))

    assert max(found, key=found.__getitem__) == kind


def test_sensitive_data_more_often_may_not_leave_so_a_hosted_model_is_less_likely_the_end():
    book = Rulebook(KNOWLEDGE)
    plain = {**NOTHING, "modality": "text", "output_kind": "text", "task_novelty": "solved"}
    sensitive = {**plain, "regulated_or_sensitive": True}
    hosted = book.names.index("api")

    assert prospects(sensitive, book).ends[hosted] < prospects(plain, book).ends[hosted]
    assert prospects({**plain, "data_may_leave_org": False}, book).ends[hosted] == 0


@given(
    st.fixed_dictionaries(
        {key: st.sampled_from([None, True, False]) for key, each in KNOWLEDGE.inputs.items()
         if each.kind == "boolean"}
    ),
    st.sampled_from([None, "text", "graph"]),
)  # fmt: skip
def test_shares_add_up_and_keep_what_was_said(flags, kind):
    found = worlds({**NOTHING, **flags, "modality": kind}, Rulebook(KNOWLEDGE))

    assert sum(share for share, _ in found) == pytest.approx(1)
    assert kind is None or {kinds[SHAPING.index("modality")] for _, kinds in found} == {kind}
