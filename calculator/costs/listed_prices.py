"""Prices of a hosted model as they are listed: on a day, for a length of prompt, for a service."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed, Over

# Whose rule for images a model follows; the content says which models those are.
IMAGE_RULES = ("other", "gpt-4o", "gpt-4o-mini", "gpt-patches", "claude", "gemini-2", "gemini-3")
IMAGE_TOKENS = Assumed("image-input-tokens-{}", "tokens per image", Over(names=IMAGE_RULES))
# Whose rule for the frames of a video; to other models they are images.
FRAME_RULES = ("gemini-2", "gemini-3")
FRAME_TOKENS = Assumed("video-frame-tokens-{}", "tokens per image", Over(names=FRAME_RULES))
# Whose rule for generated images a model follows.
MADE_RULES = ("gpt-image-1", "gpt-image-2", "gemini")
MADE_TOKENS = Assumed("image-output-tokens-{}", "tokens per image", Over(names=MADE_RULES))
HEARS_FIELD = "input_audio_usd_per_mtok"  # the price of a model that hears by itself
SERVICES = ("batch", "flex", "priority")


def prices_on(model: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """The prices of a hosted model that are in force on a day, batch prices included."""
    dated = [
        entry
        for entry in model.get("dated", ())
        if entry["from"] is None or date.fromisoformat(entry["from"]) <= today
    ]
    return {**model, **dated[-1]} if dated else model


def listed_on(model: Mapping[str, Any], today: date) -> str:
    """The day as of which a price list is known: that of the look, or of a history before it."""
    looked_at = str(model["as_of"])
    starts = [entry["from"] for entry in model.get("dated", ()) if entry["from"]]
    begun = [start for start in starts if start <= today.isoformat()]
    return max(begun) if begun and today.isoformat() < looked_at else looked_at


def steps_of(prices: Mapping[str, Any]) -> set[float]:
    """Prompt lengths beyond which other prices hold, for any service."""
    found = {float(tier["above_tokens"]) for tier in prices.get("tiers", ())}
    return found.union(*(steps_of(prices[each]) for each in SERVICES if prices.get(each)))


def at_length(prices: Mapping[str, Any], prompt_tokens: float) -> Mapping[str, Any]:
    """The prices of a prompt of this length; crossing a tier reprices all of its tokens."""
    reached = [tier for tier in prices.get("tiers", ()) if prompt_tokens > tier["above_tokens"]]
    found = {**prices, **reached[-1]} if reached else dict(prices)
    for service in SERVICES:
        if other := prices.get(service):
            found[service] = at_length(other, prompt_tokens)
    return found


def served(prices: Mapping[str, Any], service: str) -> Mapping[str, Any]:
    """The prices of another service; those of the usual one where it has none of its own."""
    return {**prices, **prices.get(service, {})}


def image_rule(knowledge: Knowledge, model: str) -> str:
    """Whose rule for images that it is shown a model follows."""
    return _rule(IMAGE_TOKENS, IMAGE_RULES, knowledge, model) or "other"


def frame_rule(knowledge: Knowledge, model: str) -> str:
    """Whose rule for frames of a video a model follows; empty where they are images to it."""
    return _rule(FRAME_TOKENS, FRAME_RULES, knowledge, model)


def made_rule(knowledge: Knowledge, model: str) -> str:
    """Whose rule for images that it makes a model follows; empty where it makes none."""
    return _rule(MADE_TOKENS, MADE_RULES, knowledge, model)


def _rule(need: Assumed, rules: Sequence[str], knowledge: Knowledge, model: str) -> str:
    """The rule of the longest beginning of a model's id that is named; empty where none is."""
    named = [
        (len(start), rule)
        for rule in rules
        for start in knowledge.assumptions[need.of(rule)].models
        if model.startswith(start)
    ]
    return max(named)[1] if named else ""
