"""Tokens that a hosted model bills for one request: text, images and sound read, text written."""

from calculator.costs.case import Case
from calculator.costs.listed_prices import (
    FRAME_TOKENS,
    HEARS_FIELD,
    IMAGE_TOKENS,
    frame_rule,
    image_rule,
)
from calculator.costs.passing import transcript_tokens
from calculator.costs.quantity import Amount, occurs
from calculator.needs.need import Assumed, Over

SOUND_TOKENS = Assumed("audio-input-tokens", "tokens per minute")
_EFFORTS = ("low", "medium", "high")
_REASONING = Assumed("reasoning-tokens-{}", "tokens per request", Over(names=_EFFORTS))


def tokens_read(case: Case, model: str, extra_tokens: Amount) -> Amount:
    """Input tokens of one request, images and sound among them.

    Sound that the model would not hear by itself is written down before and read as text.
    """
    text = case.workload.input_tokens + extra_tokens + _image_tokens(case, model)
    if reads_a_transcript(case, model):
        return text + transcript_tokens(case)
    return text + sound_tokens(case, model)


def tokens_written(case: Case) -> Amount:
    """Output tokens, those of reasoning included, which are billed alike."""
    work = case.workload
    if work.effort == "none":
        return work.output_tokens
    return work.output_tokens + case.assumed(_REASONING, work.effort)


def sound_tokens(case: Case, model: str) -> Amount:
    """Tokens that the sound of one request counts as, for a model that hears it."""
    minutes = case.workload.audio_minutes
    if not occurs(minutes) or reads_a_transcript(case, model):
        return 0.0
    return minutes * case.assumed(SOUND_TOKENS)


def reads_a_transcript(case: Case, model: str) -> bool:
    """Whether the sound is written down before the model, which does not hear it by itself."""
    heard_first = case.workload.heard_first
    return heard_first and HEARS_FIELD not in case.knowledge.hosted_models[model]


def _image_tokens(case: Case, model: str) -> Amount:
    """Tokens that the images of one request count as, by the rule of the model."""
    images = case.workload.images
    if not occurs(images):
        return 0.0
    frames = frame_rule(case.knowledge, model) if case.workload.is_video else ""
    if frames:
        return images * case.assumed(FRAME_TOKENS, frames)
    return images * case.assumed(IMAGE_TOKENS, image_rule(case.knowledge, model))
