"""Documents that fit into a prompt are read whole with each question, mostly from the cache."""

import pytest

from calculator.api import evaluate
from calculator.costs.documents import documents_in_prompt
from calculator.costs.quantity import likely
from tests.priced import KNOWLEDGE, TODAY, line, priced, usd, with_hosted_model

MODEL = with_hosted_model(
    input_usd_per_mtok=1.0, cached_input_usd_per_mtok=0.1, output_usd_per_mtok=0.0
)
HANDBOOK = {
    "modality": "text",
    "output_kind": "text",
    "answers_from_documents": True,
    "corpus_mtok": 0.02,
    "input_tokens_per_request": 800,
    "output_tokens_per_request": 0,
}
FIVE = {"prompt-cache-life": 5}


def bill(approach="api", numbers=FIVE, **said):
    return usd(priced(numbers, knowledge=MODEL, **{**HANDBOOK, **said}), approach, "hosted-model")


def test_a_handbook_is_read_from_the_cache_but_once_in_its_life():
    # 730.5 hours of 12 lives of five minutes are 8,766 a month, a tenth of 87,660 questions. Of
    # 20,000 tokens 800 were counted; 19,200 x (0.1 x 1 + 0.9 x 0.1) + 800 = 4,448 USD of a million.
    month = 87_660 * 4_448 / 1e6

    assert bill(requests_per_month=87_660) == pytest.approx(12 * month)


def test_few_questions_find_nothing_in_the_cache():
    # 300 questions of 20,000 tokens at 1 USD for a million
    assert bill(requests_per_month=300) == pytest.approx(12 * 300 * 0.02)


def test_a_prompt_that_was_said_to_be_as_long_holds_the_documents_already():
    said = {"requests_per_month": 300, "input_tokens_per_request": 20_000}

    assert bill(**said) == pytest.approx(12 * 300 * 0.02)
    assert bill(**said, cached_input_share=1) == pytest.approx(12 * 300 * 0.002)


@pytest.mark.parametrize(
    "other",
    [
        {"corpus_mtok": 0.1},
        {"corpus_mtok": None},
        {"answers_from_documents": False},
        {"output_kind": "class"},
    ],
)
def test_only_documents_that_fit_and_are_answered_from_lengthen_the_prompt(other):
    asked = {**HANDBOOK, **other}

    assert likely(documents_in_prompt(priced({}, **asked).case).tokens) == 0
    assert bill(requests_per_month=300, **other) == pytest.approx(12 * 300 * 0.0008)


def test_a_search_hands_over_passages_and_not_the_documents():
    found = {**FIVE, "rag-context-tokens": 3000}

    assert bill("api_rag", found, requests_per_month=300) == pytest.approx(12 * 300 * 0.0038)


def test_tokens_of_the_documents_count_for_energy_too():
    found = priced(FIVE, knowledge=MODEL, **HANDBOOK, requests_per_month=300)

    assert line(found, "api", "hosted-model").hosted_tokens[0] == pytest.approx(20_000)


def test_a_window_that_is_too_short_for_the_documents_is_told():
    small = {**HANDBOOK, "hosted_model": "deepseek/deepseek-chat"}  # takes 64,000 tokens
    long, short = (
        evaluate({"inputs": {**small, "corpus_mtok": size}}, KNOWLEDGE, TODAY)
        for size in (0.065, 0.06)
    )

    def notices(result):
        return {each.rule for each in result.warnings}

    assert "notice-longer-than-the-context" in notices(long)
    assert "notice-longer-than-the-context" not in notices(short)
