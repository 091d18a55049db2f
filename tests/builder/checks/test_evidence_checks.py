"""Figures need evidence, and evidence needs a reader."""

from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from builder.checks.evidence import (
    check_claims_have_a_verdict,
    check_support_is_outside,
    figures_without_evidence,
)
from builder.content.records.facts import Claim
from builder.pages.words import claim_title

CLAIM = {
    "id": "gd-1",
    "kind": "guidance",
    "sources": ["a-page"],
    "says": "Short enough to be its own heading.",
    "status": "supported",
    "checked": "2026-11-21",
    "covers": ["gd-1"],
}
LONG = "A statement that goes on for longer than the heading of a claim has room for it."


@pytest.mark.parametrize(
    "sentence",
    [
        "It costs $40 a month.",
        "Accuracy rose by 12 %.",
        "You need 500 examples.",
        "A model of 7B parameters.",
        "Training took 3–5 days.",
        "It is 3× faster.",
    ],
)
def test_a_sentence_with_a_figure_and_no_citation_is_found(sentence):
    assert list(figures_without_evidence(f"Plain words. {sentence} More words.")) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "You need 500 examples.[@fg-10]",
        "It costs {{gpu-hour}} for 40 hours.",
        "Llama 3 came in 2024.",
        "GPT-4 is a model.",
        "The three questions of step 2.",
    ],
)
def test_cited_figures_names_and_years_are_no_problem(sentence):
    assert list(figures_without_evidence(sentence)) == []


def test_a_citation_covers_its_own_sentence_only():
    text = "It took 3 days.[@fg-1] It cost $40."

    assert list(figures_without_evidence(text)) == ["It cost $40."]


def _claim(note):
    """A content of one claim that no record cites."""
    claim = SimpleNamespace(problem=lambda _, said: said, record=SimpleNamespace(note=note))
    return SimpleNamespace(everything=lambda: iter(()), kinds={"claim": {"gd-1": claim}})


def test_a_claim_that_no_record_cites_needs_a_note_of_what_holds():
    assert list(check_claims_have_a_verdict(_claim(None))) == [
        "claim 'gd-1' is used on no page and has no note of what holds"
    ]


def test_a_claim_with_a_note_may_stand_on_evidence_alone():
    assert list(check_claims_have_a_verdict(_claim("It held in 2024 only."))) == []


def test_a_short_claim_is_its_own_heading():
    assert claim_title(Claim.model_validate(CLAIM)) == "Short enough to be its own heading"


def test_a_long_claim_without_a_title_is_refused_since_its_heading_would_be_cut():
    with pytest.raises(ValidationError, match="title is required where says exceeds 71"):
        Claim.model_validate(CLAIM | {"says": LONG})


def test_a_long_claim_is_headed_by_its_title():
    claim = Claim.model_validate(CLAIM | {"says": LONG, "title": "Room for headings"})

    assert claim_title(claim) == "Room for headings"


def _content(status, evidence):
    record = SimpleNamespace(status=status, evidence=evidence)
    claim = SimpleNamespace(problem=lambda _, said: said, record=record)
    sources = {"own": "own", "study": "paper"}
    kinds = {
        key: SimpleNamespace(record=SimpleNamespace(kind=kind)) for key, kind in sources.items()
    }
    return SimpleNamespace(kinds={"claim": {"gd-1": claim}, "source": kinds})


@pytest.mark.parametrize("evidence", [[], ["own"]])
def test_a_claim_that_only_we_bear_out_is_not_supported(evidence):
    assert list(check_support_is_outside(_content("supported", evidence))) == [
        "claim 'gd-1' is supported by nobody else; its status is judgement"
    ]


@pytest.mark.parametrize(
    ("status", "evidence"), [("supported", ["own", "study"]), ("judgement", ["own"])]
)
def test_a_study_supports_and_a_judgement_needs_none(status, evidence):
    assert list(check_support_is_outside(_content(status, evidence))) == []
