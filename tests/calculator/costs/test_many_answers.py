"""Many answers put into one bill give what each gives alone, whichever comes first."""

import pytest

from calculator.costs.asked import FIELDS, PIECES
from calculator.costs.bills import bill
from calculator.costs.case import case_of
from calculator.costs.quantity import Quantity, spread_out
from calculator.costs.uncertainty import LIKELY
from calculator.costs.what_if import Variation, totals
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
    (None, {**TEXT, "input_tokens_per_request": 3000}, "cached_input_share", [0.0, 0.5, 1.0]),
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


KINDS = [
    {"modality": "text", "output_kind": "text"},
    {"modality": "image", "output_kind": "media", "generated_images_per_request": 4},
    {"modality": "audio", "output_kind": "media", "spoken_characters_per_request": 800},
    {"modality": "image", "output_kind": "fields", "document_pages_per_request": 2},
]


@pytest.mark.parametrize("answers", KINDS)
def test_what_is_tried_beside_it_does_not_move_a_bill(answers):
    question = priced({}, requests_per_month=300_000, **answers).question
    tried = [Variation({"requests_per_month": 10.0**n}, n % 3) for n in range(3, 9)]
    tried += [Variation({name: value}) for name in PIECES for value in (0.0, 1.0, 30.0)]
    others = FIELDS.keys() - {*PIECES, "horizon_months"}
    tried += [Variation({name: 3.0}) for name in sorted(others)]

    found = totals(question, tried)

    alone = [totals(question, [each]) for each in tried]
    for name, bills in found.items():  # of many lengths and sizes most are read off a table
        assert bills == pytest.approx([each[name][0] for each in alone], rel=0.03), name
