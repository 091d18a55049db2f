"""Hosted prices as the calculator reads them: their shape, their dates, and that all are there."""

import json

import pytest
from genai_prices import data as published

from builder.content.hosted_prices import hosted_models, prices_day
from builder.refresh import genai_prices
from tests.built import content

MODELS = hosted_models(content())
KINDS = {"chat", "embedding", "speech", "image", "document"}
FIELDS = {
    "input_usd_per_mtok", "output_usd_per_mtok", "cached_input_usd_per_mtok",
    "cache_write_usd_per_mtok", "input_audio_usd_per_mtok", "output_audio_usd_per_mtok",
    "input_image_usd_per_mtok", "output_image_usd_per_mtok", "audio_usd_per_hour",
    "usd_per_mchar", "usd_per_kpage",
}  # fmt: skip
OTHERS = {
    "name", "provider", "kind", "as_of", "tiers", "batch", "flex", "priority", "dated",
    "context_tokens", "open",
}  # fmt: skip


def test_hundreds_of_models_of_every_kind_have_a_price():
    assert 400 <= len(MODELS) <= 550
    assert {model["kind"] for model in MODELS.values()} == KINDS


def test_what_the_calculator_reads_is_small():
    assert len(json.dumps(MODELS, separators=(",", ":"))) < 150_000


@pytest.mark.parametrize("key", sorted(MODELS)[::25])
def test_a_model_has_known_fields_alone(key):
    assert set(MODELS[key]) <= FIELDS | OTHERS


def test_a_price_of_the_package_arrives_unchanged():
    openai = next(provider for provider in published.providers if provider.id == "openai")
    model = next(model for model in openai.models if model.id == "gpt-4o-mini")

    seen = genai_prices.listed(prices_day(content()))["openai/gpt-4o-mini"]["values"][0]
    assert seen["input_usd_per_mtok"] == float(model.prices.input_mtok)
    assert seen["output_usd_per_mtok"] == float(model.prices.output_mtok)
    assert seen["cached_input_usd_per_mtok"] == float(model.prices.cache_read_mtok)
    assert seen["batch"]["input_usd_per_mtok"] == seen["input_usd_per_mtok"] / 2


def test_a_tier_carries_the_length_above_which_it_counts():
    tiers = MODELS["openai/gpt-6-luna"]["tiers"]

    assert [tier["above_tokens"] for tier in tiers] == [272_000]
    assert tiers[0]["input_usd_per_mtok"] > MODELS["openai/gpt-6-luna"]["input_usd_per_mtok"]


def test_dated_prices_are_in_order_and_one_is_in_force():
    for key, model in MODELS.items():
        starts = [entry["from"] or "" for entry in model.get("dated", [])]
        assert starts == sorted(starts), key
        assert not starts or starts[0] <= model["as_of"]
