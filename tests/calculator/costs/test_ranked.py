"""A ranking is billed for all candidates that it weighs, and trained on one at a time."""

import pytest

from calculator.costs.quantity import likely
from calculator.suppositions import suppose
from tests.priced import KNOWLEDGE, priced, scenario, usd

RANKING = {"modality": "text", "output_kind": "ranking", "requests_per_month": 1_000_000}
NUMBERS = {"ranked-candidates": 100, "candidate-tokens": 300}
PRICES = {"hosted:input_usd_per_mtok": 0.1, "hosted:output_usd_per_mtok": 0.0}


def test_a_hosted_model_reads_all_candidates_of_a_ranking():
    found = priced({**NUMBERS, **PRICES}, **RANKING)

    # 100 × 300 tokens at 0.10 a million, a million times in each of 12 months
    assert usd(found, "api", "hosted-model") == pytest.approx(12 * 30_000 * 0.1)


@pytest.mark.parametrize("modality", ["text", "tabular"])
def test_own_machines_are_busy_in_proportion_to_the_candidates(modality):
    few, many = (
        priced(
            {**NUMBERS, "ranked-candidates": count, "tokens-per-row": 3_000},
            **{**RANKING, "modality": modality, "requests_per_month": 2_000_000_000},
        )
        for count in (50, 200)
    )

    ratio = usd(many, "feature_extraction", "hosting") / usd(few, "feature_extraction", "hosting")
    assert ratio == pytest.approx(4, rel=0.1)  # copies come whole


def test_an_example_to_train_on_is_one_candidate():
    few, many = (priced({**NUMBERS, "ranked-candidates": count}, **RANKING) for count in (50, 200))

    trained = [usd(found, "heavy_fine_tune", "training") for found in (few, many)]
    assert trained[0] == pytest.approx(trained[1])


def test_a_length_that_was_said_is_that_of_the_whole_ranking():
    found = priced(NUMBERS, **RANKING, input_tokens_per_request=2_000)

    assert likely(found.case.workload.input_tokens) == 2_000
    assert found.case.workload.candidates is None


def test_a_label_reads_one_text():
    found = priced(NUMBERS, **{**RANKING, "output_kind": "class"})

    assert likely(found.case.workload.input_tokens) == 800


def test_the_length_that_is_shown_as_taken_is_the_one_that_is_billed():
    shown = suppose(scenario(**RANKING), KNOWLEDGE).values["input_tokens_per_request"]
    found = priced({}, **RANKING)

    assert likely(found.case.workload.input_tokens) == pytest.approx(shown)
