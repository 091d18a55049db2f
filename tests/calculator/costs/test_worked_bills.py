"""Bills of hosted models, worked by hand from published price lists, to the cent."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.packed import load_knowledge
from tests.answers import answer

ROOT = Path(__file__).parents[3]
KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 27)
NO_TEXT = {"input_tokens_per_request": 0, "output_tokens_per_request": 0}


def tokens(read: int, written: int, **more: Any) -> dict[str, Any]:
    return {"input_tokens_per_request": read, "output_tokens_per_request": written, **more}


def first_month(model: str, requests: int, today: date = TODAY, **asked: Any) -> float:
    inputs = {
        "modality": "text", "requests_per_month": requests, "volume_growth_per_year": 0,
        "horizon_months": 1, "hosted_model": model, "data_may_leave_org": True, **asked,
    }  # fmt: skip
    result = answer({"inputs": inputs}, KNOWLEDGE, today, points=1, search=False)
    assert result["problems"] == []
    lines = result["costs"]["approaches"]["api"]["lines"]
    return float(next(line for line in lines if line["id"] == "hosted-model")["first_month"])


LISTS = yaml.safe_load((ROOT / "tests" / "data" / "worked_bills.yaml").read_text("utf-8"))
WORKED = LISTS["bills"]


@pytest.mark.parametrize("bill", WORKED, ids=lambda bill: bill["model"])
def test_a_bill_is_what_the_price_list_says(bill):
    usd = first_month(bill["model"], bill["requests"], **bill["asked"])

    assert usd == pytest.approx(sum(bill["usd"]), abs=0.005)


def test_every_worked_bill_is_of_a_price_list_with_an_address():
    assert {bill["model"].partition("/")[0] for bill in WORKED} == set(LISTS["lists"])


def test_a_price_cut_counts_from_its_day():
    # o3 cost 10.00 and 40.00 until 9 June 2025, then 2.00 and 8.00
    before = first_month("openai/o3", 1_000, date(2025, 6, 9), **tokens(1_000, 1_000))
    after = first_month("openai/o3", 1_000, date(2025, 6, 10), **tokens(1_000, 1_000))

    assert (before, after) == (pytest.approx(50.00), pytest.approx(10.00))


def test_sound_is_billed_at_its_own_price():
    # 1,900 tokens a minute at 0.50 a million: 0.95 for a thousand minutes
    usd = first_month(
        "google/gemini-3.1-flash-lite", 1_000, modality="audio", audio_minutes_per_request=1,
        **NO_TEXT,
    )  # fmt: skip

    assert usd == pytest.approx(0.95)


def test_an_answer_that_is_spoken_is_billed_by_its_tokens_of_sound():
    # 900 characters, 1.3 tokens each, at 64.00 a million; the service beside it would cost 14.40
    usd = first_month(
        "openai/gpt-realtime", 1_000, modality="audio", audio_minutes_per_request=0,
        spoken_characters_per_request=900, **NO_TEXT,
    )  # fmt: skip

    assert usd == pytest.approx(74.88)


def test_a_photo_counts_by_the_rule_of_the_model():
    # gpt-4o-mini: 2,833 + 4 × 5,667 = 25,501 tokens; gpt-4o: 85 + 4 × 170 = 765
    photo = {"modality": "image", "images_per_request": 1, **NO_TEXT}

    assert first_month("openai/gpt-4o-mini", 1_000, **photo) == pytest.approx(3.82515)
    assert first_month("openai/gpt-4o", 1_000, **photo) == pytest.approx(1.9125)


def test_a_frame_of_a_video_counts_less_than_a_photo_where_its_maker_says_so():
    # 600 frames of 70 tokens at 0.25 a million, a thousand times; 258 at 0.30 until 2.5
    video = {"modality": "video", "images_per_request": 600, **NO_TEXT}
    described = {**video, "output_kind": "text"}

    for asked in (video, described):
        usd = first_month("google/gemini-3.1-flash-lite", 1_000, **asked)
        assert usd == pytest.approx(10.50)
    assert first_month("google/gemini-2.5-flash", 1_000, **video) == pytest.approx(46.44)


def test_reasoning_is_billed_as_output():
    # medium effort: 2,000 tokens at 8.00 a million on top of 500
    still = first_month("openai/gpt-4.1", 1_000, **tokens(0, 500))
    thought = first_month("openai/gpt-4.1", 1_000, **tokens(0, 500, reasoning_effort="medium"))

    assert (still, thought) == (pytest.approx(4.00), pytest.approx(20.00))


def test_a_service_beside_a_model_that_sells_none_does_the_work():
    # 1,000 images at 0.04, 1,000 × 900 characters at 16 a million, 1,000 pages at 0.0015
    asked = {"generated_images_per_request": 1, "spoken_characters_per_request": 900,
             "document_pages_per_request": 1}  # fmt: skip
    usd = first_month("openai/gpt-4.1", 1_000, **tokens(0, 0, **asked))

    assert usd == pytest.approx(40.00 + 14.40 + 1.50)
