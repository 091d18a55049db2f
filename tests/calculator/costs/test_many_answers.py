"""Many answers put into one bill give what each gives alone, whichever comes first."""

import pytest

from calculator.costs.bills import bill
from calculator.costs.case import case_of
from calculator.costs.quantity import Quantity, spread_out
from calculator.costs.uncertainty import LIKELY
from tests.priced import priced, usd

TEXT = {"modality": "text", "requests_per_month": 100, "output_tokens_per_request": 500}
PHOTOS = {**TEXT, "modality": "multimodal", "input_tokens_per_request": 0}
SOUND = {"modality": "audio", "requests_per_month": 100, "output_tokens_per_request": 100,
         "hosted_model": "google/gemini-3.1-flash-lite"}  # fmt: skip
PRICIER_IF_LONG = "anthropic/claude-sonnet-4-5"  # above 200,000 tokens of a prompt
CASES = [
    (PRICIER_IF_LONG, TEXT, "input_tokens_per_request", [100_000, 200_000, 200_001, 900_000]),
    (PRICIER_IF_LONG, {**TEXT, "batch_share": 0.5}, "input_tokens_per_request", [300_000, 10.0]),
    ("google/gemini-2.5-pro", TEXT, "input_tokens_per_request", [250_000, 100_000, 200_001]),
    (None, PHOTOS, "images_per_request", [0.0, 1.0, 8.0]),
    (None, SOUND, "audio_minutes_per_request", [0.0, 1.0, 90.0]),
]


@pytest.mark.parametrize(("model", "answers", "varied", "values"), CASES)
@pytest.mark.parametrize("approach", ["api", "open_as_is"])
def test_each_of_many_answers_is_priced_as_if_it_stood_alone(
    model, answers, varied, values, approach
):
    asked = {**answers, **({"hosted_model": model} if model else {})}
    whole = priced({}, **asked, **{varied: values[0]})
    case = case_of(whole.question, LIKELY, {varied: Quantity([float(v) for v in values])})
    found = bill(case, approach)

    one_by_one = [
        sum(usd(each, approach, line.id) for line in each.bills[approach].lines)
        for each in (priced({}, **asked, **{varied: value}) for value in values)
    ]
    assert spread_out(found.total, len(values)) == pytest.approx(one_by_one, rel=1e-6)
