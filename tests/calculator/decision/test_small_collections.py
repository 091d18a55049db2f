"""Documents that fit into a prompt need no search; more of them do."""

import pytest

from calculator.decision.choice import choose
from calculator.decision.rulebook import Rulebook
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
BOOK = Rulebook(KNOWLEDGE)
ASKED = {
    "modality": "text",
    "output_kind": "text",
    "answers_from_documents": True,
    "data_may_leave_org": True,
    "labelled_examples": 0,
    "team_ml_expertise": "none",
    "requests_per_month": 300,
}


def answer(**said):
    return choose({**dict.fromkeys(KNOWLEDGE.inputs), **ASKED, **said}, BOOK, None).approach


@pytest.mark.parametrize("changes", [True, False])
@pytest.mark.parametrize("domain", ["general", "proprietary"])
def test_a_handbook_goes_into_the_prompt_and_an_archive_is_searched(changes, domain):
    said = {"knowledge_changes_often": changes, "domain_specialisation": domain}

    assert answer(**said, corpus_mtok=0.02) == "api"
    assert answer(**said, corpus_mtok=20) == "api_rag"
    assert answer(**said) == "api_rag"


def test_a_hosted_model_that_failed_is_not_tried_again_with_more_in_its_prompt():
    assert answer(corpus_mtok=0.02, api_meets_accuracy=False) != "api"
