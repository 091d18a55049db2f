"""What is fine-tuned to sort text is an encoder; what writes is as large as the open model."""

import pytest

from calculator.costs.bills import Costs
from calculator.suppositions import suppose
from tests.priced import KNOWLEDGE, priced, scenario, usd

SORTS = {"modality": "text", "output_kind": "class", "data_may_leave_org": True}
WRITES = {**SORTS, "output_kind": "text"}
EMAILS = {**SORTS, "labelled_examples": 200, "requests_per_month": 15_000}


def notes(found: Costs, approach: str, line: str) -> list[str]:
    return [each.note for each in found.bills[approach].lines if each.id == line]


def lines(found: Costs, approach: str) -> set[str]:
    return {each.id for each in found.bills[approach].lines}


def test_a_tuned_sorter_of_few_mails_runs_on_a_processor_and_no_endpoint_is_kept():
    found = priced({}, **EMAILS)

    assert "Virtual processors" in notes(found, "fine_tune", "hosting")[0]
    assert "tuned-endpoint" not in lines(found, "fine_tune")


@pytest.mark.parametrize("kind", ["class", "number", "ranking", "regions"])
def test_an_encoder_serves_at_the_price_of_a_frozen_backbone_of_its_size(kind):
    found = priced({"backbone-params-b": 0.2}, **{**EMAILS, "output_kind": kind})

    tuned = usd(found, "fine_tune", "hosting")
    assert tuned == pytest.approx(usd(found, "feature_extraction", "hosting"))


def test_the_size_of_the_open_model_is_that_of_a_tuned_one_only_where_it_writes():
    def rent(asked: dict[str, object], size: float) -> float:
        asked = {**asked, "data_may_leave_org": False, "requests_per_month": 3_000_000}
        return usd(priced({}, **asked, model_size_b=size), "fine_tune", "hosting")

    assert rent(SORTS, 70) == rent(SORTS, 8)
    assert rent(WRITES, 70) > rent(WRITES, 8)


def test_an_open_model_that_is_small_enough_for_an_encoder_sizes_the_tuned_sorter():
    def taken(**said: object) -> object:
        return suppose(scenario(**EMAILS, **said), KNOWLEDGE).values["tuned_model_size_b"]

    assert taken(model_size_b=0.4) == 0.4
    assert taken(model_size_b=70) == taken() == 0.2
    assert taken(model_size_b=0.4, tuned_model_size_b=0.1) == 0.1


def test_whoever_says_that_a_language_model_is_tuned_to_sort_may_have_it_hosted():
    said = {**EMAILS, "tuned_model_size_b": 8}

    assert "tuned-endpoint" in lines(priced({}, **said, tuning_place="hosted"), "fine_tune")
    assert notes(priced({}, **said, tuning_place="own"), "fine_tune", "hosting") != []
    assert "Virtual" not in notes(priced({}, **said, tuning_place="own"), "fine_tune", "hosting")[0]
