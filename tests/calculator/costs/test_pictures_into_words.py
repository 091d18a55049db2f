"""What is seen and put into words is read by a vision-language model, not by a classifier."""

import pytest

from calculator.costs.passing import model_tokens, written_tokens
from calculator.costs.quantity import likely
from tests.priced import line, priced, usd

PICTURE = {"image-input-tokens-other": 1000, "tokens-per-image": 200}


def read_into(kind: str, **more: object):
    return priced(
        PICTURE, modality="image", output_kind=kind, images_per_request=2,
        input_tokens_per_request=300, data_may_leave_org=False, **more,
    )  # fmt: skip


def test_pictures_that_are_put_into_words_pass_at_full_size_with_the_prompt():
    # two pictures of 1,000 tokens and 300 of a prompt
    assert likely(model_tokens(read_into("text").case)) == 2 * 1000 + 300
    assert likely(model_tokens(read_into("class").case)) == 2 * 200


def test_an_open_model_that_writes_what_it_sees_has_eight_billion_parameters():
    writes, sorts = read_into("text"), read_into("class")

    assert likely(writes.case.workload.model_size_b) == 8
    assert likely(sorts.case.workload.model_size_b) == 0.3
    assert line(writes, "open_as_is", "upkeep")  # and so it needs machines with a card


def test_a_page_of_print_is_six_hundred_words():
    page = read_into("text", document_pages_per_request=1)

    assert likely(written_tokens(page.case)) == 800
    assert likely(written_tokens(read_into("text").case)) == 100


def test_a_language_model_from_scratch_that_writes_is_no_small_network():
    asked = {"modality": "text", "unlabelled_data": "large"}
    sizes = {
        kind: likely(priced({}, output_kind=kind, **asked).case.workload.own_model_size_b)
        for kind in ("text", "class")
    }

    assert sizes == {"text": 1.5, "class": pytest.approx(0.1)}


@pytest.mark.parametrize(
    ("kind", "price"), [("media", "label-price-written"), ("regions", "label-price-box")]
)
def test_the_label_of_what_is_made_or_found_is_more_than_a_class(kind, price):
    numbers = {price: 7, "label-price-class": 1, "label-reviews": 1, "labels-needed-fine-tune": 60}
    found = priced(
        numbers, modality="image", output_kind=kind, labelled_examples=10,
        retrainings_per_year=0, data_quality="high",
    )  # fmt: skip

    assert usd(found, "fine_tune", "labels") == pytest.approx((60 - 10) * 7)
