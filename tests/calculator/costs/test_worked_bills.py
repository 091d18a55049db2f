"""Bills of hosted models, worked by hand from published price lists, to the cent.

Each row says model, what one request holds, how many requests, and the sum that the provider's
list gives: (fresh × input + cached × cache read + written × cache write + output × output) / 10⁶.
"""

from datetime import date
from typing import Any

import pytest

from calculator.packed import load_knowledge
from tests.answers import answer

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


WORKED = [
    # 1,000 × 1,000,000 × 3.00 / 10⁶ and as many output tokens at 15.00, in hundredths
    ("anthropic/claude-sonnet-4-5", 100, tokens(10_000, 1_000), 3.00 + 1.50),
    # half read from the cache at 0.30, a fifth written at 3.75, the rest fresh at 3.00
    ("anthropic/claude-sonnet-4-5", 1_000,
     tokens(10_000, 0, cached_input_share=0.5, cache_write_share=0.2), 1.50 + 7.50 + 9.00),
    # above 200,000 tokens all of the prompt costs 6.00 and the answer 22.50
    ("anthropic/claude-sonnet-4-5", 10, tokens(250_000, 1_000), 15.00 + 0.225),
    ("anthropic/claude-sonnet-4-5", 10, tokens(200_000, 1_000), 6.00 + 0.15),
    ("anthropic/claude-opus-4-5", 1_000, tokens(2_000, 500), 10.00 + 12.50),
    ("anthropic/claude-haiku-4-5", 10_000, tokens(3_000, 200), 30.00 + 10.00),
    ("anthropic/claude-haiku-4-5", 10_000, tokens(3_000, 200, batch_share=1), 20.00),
    ("anthropic/claude-3-haiku", 100_000, tokens(400, 100), 10.00 + 12.50),
    ("openai/gpt-4o", 1_000, tokens(1_000, 500), 2.50 + 5.00),
    ("openai/gpt-4o", 1_000, tokens(4_000, 0, cached_input_share=0.75), 2.50 + 3.75),
    ("openai/gpt-4o", 1_000, tokens(1_000, 500, batch_share=0.5), 3.75 + 1.875),
    ("openai/gpt-4o-mini", 1_000_000, tokens(500, 100), 75.00 + 60.00),
    ("openai/gpt-4.1", 5_000, tokens(2_000, 1_000), 20.00 + 40.00),
    ("openai/gpt-4.1-mini", 5_000, tokens(2_000, 1_000), 4.00 + 8.00),
    ("openai/gpt-4.1-nano", 1_000_000, tokens(1_000, 50), 100.00 + 20.00),
    ("openai/gpt-5", 2_000, tokens(8_000, 2_000), 20.00 + 40.00),
    ("openai/gpt-5", 2_000, tokens(8_000, 2_000, service_tier="flex"), 10.00 + 20.00),
    ("openai/gpt-5", 2_000, tokens(8_000, 2_000, service_tier="priority"), 40.00 + 80.00),
    ("openai/gpt-5-mini", 10_000, tokens(1_000, 1_000, cached_input_share=0.9), 0.25 + 0.225 + 20),
    ("openai/gpt-5-nano", 10_000_000, tokens(200, 20), 100.00 + 80.00),
    ("openai/o4-mini", 1_000, tokens(1_000, 5_000), 1.10 + 22.00),
    ("openai/o1", 100, tokens(10_000, 10_000), 15.00 + 60.00),
    ("openai/gpt-4", 100, tokens(4_000, 1_000), 12.00 + 6.00),
    ("google/gemini-2.5-pro", 100, tokens(100_000, 5_000), 12.50 + 5.00),
    ("google/gemini-2.5-pro", 100, tokens(300_000, 5_000), 75.00 + 7.50),
    ("google/gemini-2.5-flash", 10_000, tokens(1_000, 400), 3.00 + 10.00),
    ("google/gemini-2.5-flash-lite", 10_000, tokens(10_000, 1_000), 10.00 + 4.00),
    ("cohere/command-a", 1_000, tokens(2_000, 1_000), 5.00 + 10.00),
    ("groq/llama-3.3-70b-versatile", 100_000, tokens(1_000, 1_000), 59.00 + 79.00),
    ("perplexity/sonar", 10_000, tokens(500, 500), 5.00 + 5.00),
    # images that are made: tokens of a square of medium quality at the price of image tokens
    ("openai/gpt-image-1", 1_000,
     tokens(100, 0, generated_images_per_request=1), 0.50 + 42.24),
    ("openai/gpt-image-2", 1_000,
     tokens(100, 0, generated_images_per_request=1), 0.50 + 52.68),
    ("openai/gpt-image-2", 1_000,
     tokens(100, 0, generated_images_per_request=1, batch_share=1), 0.25 + 26.34),
    ("google/gemini-3-pro-image-preview", 1_000,
     tokens(100, 0, generated_images_per_request=2), 0.20 + 268.80),
    ("google/gemini-3.1-flash-image-preview", 1_000,
     tokens(0, 0, generated_images_per_request=1), 67.20),
    # text that is read out: 10,000 × 900 characters at 15 and 22 a million
    ("openai/tts-1", 10_000, tokens(0, 0, spoken_characters_per_request=900), 135.00),
    ("groq/canopylabs/orpheus-v1-english", 10_000,
     tokens(0, 0, spoken_characters_per_request=900), 198.00),
    # pages: 5,000 of three at 2 and 4 a thousand; all of them can wait in the last
    ("mistral/mistral-ocr-2512", 5_000, tokens(0, 0, document_pages_per_request=3), 30.00),
    ("mistral/mistral-ocr-4-1", 5_000, tokens(0, 0, document_pages_per_request=3), 60.00),
    ("mistral/mistral-ocr-4-1", 5_000,
     tokens(0, 0, document_pages_per_request=3, batch_share=1), 30.00),
    # speech by the hour: 600 hours at 0.36, 0.04 and 0.111
    ("openai/whisper-1", 3_600, {"modality": "audio", "audio_minutes_per_request": 10}, 216.00),
    ("groq/whisper-large-v3-turbo", 3_600,
     {"modality": "audio", "audio_minutes_per_request": 10}, 24.00),
    ("groq/whisper-large-v3", 3_600,
     {"modality": "audio", "audio_minutes_per_request": 10}, 66.60),
]  # fmt: skip


@pytest.mark.parametrize(("model", "requests", "asked", "usd"), WORKED)
def test_a_bill_is_what_the_price_list_says(model, requests, asked, usd):
    assert first_month(model, requests, **asked) == pytest.approx(usd, abs=0.005)


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


def test_a_photo_counts_by_the_rule_of_the_model():
    # gpt-4o-mini: 2,833 + 4 × 5,667 = 25,501 tokens; gpt-4o: 85 + 4 × 170 = 765
    photo = {"modality": "image", "images_per_request": 1, **NO_TEXT}

    assert first_month("openai/gpt-4o-mini", 1_000, **photo) == pytest.approx(3.82515)
    assert first_month("openai/gpt-4o", 1_000, **photo) == pytest.approx(1.9125)


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
