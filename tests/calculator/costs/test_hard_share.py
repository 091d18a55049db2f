"""The hard share of a combination goes to a hosted model only where one is of use."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from tests.priced import priced

KNOWLEDGE = load_knowledge()
LEAVES, STAYS = {"data_may_leave_org": True}, {"data_may_leave_org": False}
ROWS = ("tabular", "time_series", "graph", "scientific")


def hybrid(**answers):
    return priced({}, requests_per_month=1_000_000, **answers).bills["hybrid"]


def sent_to(**answers):
    return {line.id for line in hybrid(**answers).lines} & {"hosted-model", "hosting-large"}


@pytest.mark.parametrize("modality", ROWS)
def test_leave_to_send_rows_away_makes_no_combination_of_models_dearer(modality):
    asked = {"modality": modality, "output_kind": "class"}

    assert hybrid(**asked, **LEAVES).total == hybrid(**asked, **STAYS).total
    assert sent_to(**asked, **LEAVES) == {"hosting-large"}


def test_hard_texts_go_to_a_hosted_model_where_they_may_leave():
    text = {"modality": "text", "output_kind": "class"}

    assert sent_to(**text, **LEAVES) == {"hosted-model"}
    assert sent_to(**text, **STAYS) == {"hosting-large"}


@pytest.mark.parametrize(
    "kept", [{"runs_on": "own_servers"}, {"needs_weights_control": True}, {"latency_ms": 100}]
)
def test_what_no_hosted_model_may_answer_is_answered_by_one_of_your_own(kept):
    assert sent_to(modality="text", output_kind="class", **LEAVES, **kept) == {"hosting-large"}


def test_words_about_rows_may_come_from_a_hosted_model():
    assert sent_to(modality="tabular", output_kind="text", **LEAVES) == {"hosted-model"}


@pytest.mark.parametrize("modality", ["text", "image", *ROWS])
@pytest.mark.parametrize("more", [{}, {"runs_on": "own_servers"}, {"latency_ms": 100}])
def test_no_combination_sends_to_a_hosted_model_what_the_same_answer_keeps_from_one(modality, more):
    asked = {"modality": modality, "output_kind": "class", **LEAVES, **more}
    ranking = evaluate({"inputs": asked}, KNOWLEDGE, points=0).ranking
    api = next(each for each in ranking if each.approach == "api")
    known = {reason.effect for reason in api.reasons} & {"insufficient", "rules_out"}

    assert (sent_to(**asked) == {"hosted-model"}) == (not known)
