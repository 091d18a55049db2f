"""The extract of published prices: its shape, its dates, and that defaults are in it."""

import json
import re

import pytest
from genai_prices import data as published

from builder.content.hosted_prices import DATA_AS_OF, hosted_models

MODELS = hosted_models()
KINDS = {"chat", "embedding", "speech", "image", "document"}
FIELDS = {
    "input_usd_per_mtok", "output_usd_per_mtok", "cached_input_usd_per_mtok",
    "cache_write_usd_per_mtok", "input_audio_usd_per_mtok", "output_audio_usd_per_mtok",
    "input_image_usd_per_mtok", "output_image_usd_per_mtok", "audio_usd_per_hour",
    "usd_per_mchar", "usd_per_kpage",
}  # fmt: skip
OTHERS = {
    "name", "provider", "kind", "as_of", "tiers", "batch", "flex", "priority", "dated",
    "context_tokens",
}  # fmt: skip


def test_hundreds_of_models_of_every_kind_are_in_the_extract():
    assert 400 <= len(MODELS) <= 550
    assert {model["kind"] for model in MODELS.values()} == KINDS


def test_the_extract_is_small():
    assert len(json.dumps(MODELS, separators=(",", ":"))) < 150_000


@pytest.mark.parametrize("key", sorted(MODELS)[::25])
def test_a_model_has_known_fields_alone(key):
    assert set(MODELS[key]) <= FIELDS | OTHERS


def test_no_price_is_negative():
    for key, model in MODELS.items():
        assert all(model[field] >= 0 for field in FIELDS & set(model)), key


def test_a_price_of_the_package_arrives_unchanged():
    openai = next(provider for provider in published.providers if provider.id == "openai")
    model = next(model for model in openai.models if model.id == "gpt-4o-mini")

    extract = MODELS["openai/gpt-4o-mini"]
    assert extract["input_usd_per_mtok"] == float(model.prices.input_mtok)
    assert extract["output_usd_per_mtok"] == float(model.prices.output_mtok)
    assert extract["cached_input_usd_per_mtok"] == float(model.prices.cache_read_mtok)
    assert extract["batch"]["input_usd_per_mtok"] == extract["input_usd_per_mtok"] / 2


def test_a_tier_carries_the_length_above_which_it_counts():
    tiers = MODELS["openai/gpt-6-luna"]["tiers"]

    assert [tier["above_tokens"] for tier in tiers] == [272_000]
    assert tiers[0]["input_usd_per_mtok"] > MODELS["openai/gpt-6-luna"]["input_usd_per_mtok"]


def test_dated_prices_are_in_order_and_one_is_in_force():
    for key, model in MODELS.items():
        starts = [entry["from"] or "" for entry in model.get("dated", [])]
        assert starts == sorted(starts), key
        assert not starts or starts[0] <= DATA_AS_OF.isoformat()


def test_the_data_date_is_the_last_check_that_the_package_reports():
    checks = [
        day
        for provider in published.providers
        for model in provider.models
        for day in re.findall(
            r"(?:verified|checked|confirmed)[^.]{0,60}?(20\d\d-\d\d-\d\d)",
            model.price_comments or "",
        )
    ]

    assert max(checks) == DATA_AS_OF.isoformat()
