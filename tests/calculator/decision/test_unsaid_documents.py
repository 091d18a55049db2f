"""Nothing leads to retrieval while nobody has said anything that points to documents."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
ASSISTANT = {
    "modality": "code", "output_kind": "text", "task_novelty": "solved",
    "data_may_leave_org": True, "requests_per_month": 1_200_000, "quality_target": "best_possible",
    "team_ml_expertise": "some", "labelled_examples": 0, "latency_ms": 5000,
}  # fmt: skip


def advised(**answers):
    inputs = {**ASSISTANT, **answers}
    return evaluate({"inputs": inputs}, KNOWLEDGE, points=0).recommended


@pytest.mark.parametrize("expertise", ["none", "some", "strong"])
@pytest.mark.parametrize("novelty", ["solved", "close", "unique"])
@pytest.mark.parametrize("modality", ["text", "code", "multimodal"])
def test_neither_a_team_nor_a_task_brings_documents_along(expertise, novelty, modality):
    said = {"team_ml_expertise": expertise, "task_novelty": novelty, "modality": modality}

    assert advised(**said) != "api_rag"


def test_what_points_to_documents_still_leads_to_them():
    assert advised(answers_from_documents=True) == "api_rag"
    assert advised(modality="text", knowledge_changes_often=True) == "api_rag"


def test_the_last_points_count_against_a_model_used_unchanged_with_or_without_documents():
    doubts = KNOWLEDGE.rules["the-last-points-take-training"].doubts

    assert doubts["api_rag"] == doubts["api"]
