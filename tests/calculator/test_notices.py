"""What the market says about a tuned model: the chosen one may be closed to newcomers."""

from dataclasses import replace

import pytest

from calculator.api import evaluate
from tests.priced import KNOWLEDGE, TODAY

TUNED = {
    "modality": "text",
    "output_kind": "text",
    "output_style_or_format_gap": True,
    "labelled_examples": 2000,
    "data_may_leave_org": True,
    "team_ml_expertise": "some",
    "requests_per_month": 20_000,
    "tuning_place": "hosted",
    "hosted_model": "anthropic/claude-haiku-5-5",
}
ELSEWHERE, NOWHERE = "notice-hosted-tuning-elsewhere", "notice-hosted-tuning-nowhere"


def told(knowledge=KNOWLEDGE, **said):
    result = evaluate({"inputs": {**TUNED, **said}}, knowledge, TODAY)
    return result.recommended, {each.rule: each.text for each in result.warnings}


def test_a_chosen_model_that_nobody_new_can_tune_is_told_with_the_one_that_is_priced():
    recommended, notices = told()

    assert recommended == "fine_tune"
    assert notices[ELSEWHERE].startswith("Claude Haiku 5.5 cannot be tuned by a new customer.")
    assert (
        "priced with Gemini 3.5 Flash Lite, which can be tuned today (customers of Google Cloud"
        in (notices[ELSEWHERE])
    )


def test_where_nobody_new_can_tune_any_hosted_model_that_is_told():
    closed = {key: replace(life, tuning=None) for key, life in KNOWLEDGE.lives.items()}
    _, notices = told(replace(KNOWLEDGE, lives=closed))

    assert notices[NOWHERE].endswith("Tuning is priced on your own accelerators.")


@pytest.mark.parametrize(
    "said",
    [
        {"hosted_model": None},  # nobody chose one
        {"hosted_model": "google/gemini-3.5-flash"},  # can be tuned
        {"hosted_model": "google/gemini-3.1-flash-lite"},  # can be, and ends, which is told
        {"tuning_place": "own"},
        {"data_may_leave_org": False},
    ],
)
def test_else_nothing_is_told_of_who_may_tune(said):
    recommended, notices = told(**said)

    assert recommended == "fine_tune"
    assert not {ELSEWHERE, NOWHERE} & set(notices)


def test_where_a_model_can_no_longer_be_tuned_on_the_one_service_that_did_another_is_priced():
    # Vertex AI retired the 2.5 models on 20 October 2026; the Gemini API never tuned them.
    _, notices = told(hosted_model="google/gemini-2.5-flash")

    assert notices[ELSEWHERE].startswith("Gemini 2.5 Flash cannot be tuned by a new customer.")
