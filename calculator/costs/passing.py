"""What one request takes through a model of one's own: tokens read, passes, tokens written."""

from calculator.costs.case import Case
from calculator.costs.listed_prices import IMAGE_TOKENS
from calculator.costs.quantity import Amount, occurs
from calculator.costs.said import LETTERS, tokens_said
from calculator.needs.need import Assumed

_PER_MINUTE = Assumed("tokens-per-audio-minute", "tokens per minute")
_PER_ROW = Assumed("tokens-per-row", "tokens per row")
_PER_WINDOW = Assumed("tokens-per-window", "tokens per window")
_PER_IMAGE = Assumed("tokens-per-image", "tokens per image")
_PER_MADE_IMAGE = Assumed("tokens-per-generated-image", "tokens per image")
_PASSES = Assumed("denoising-passes", "passes")
_PER_CHARACTER = Assumed("speech-tokens-per-character", "tokens per character")

_BY_VECTORS = ("feature_extraction", "fine_tune", "heavy_fine_tune", "from_scratch", "hybrid")


def looks_up(case: Case, approach: str) -> bool:
    """Whether an approach on machines of one's own answers from documents that it searches."""
    return approach == "open_as_is" and case.workload.looks_up


def keeps_vectors(case: Case, approach: str) -> bool:
    """Whether an approach ranks a collection that the reader counted, by vectors of its own."""
    return approach in _BY_VECTORS and case.workload.ranks_collection


def writes_text(case: Case) -> bool:
    """Whether an open model for this work writes an answer token by token.

    One that makes images works on all of an image at once, pass after pass.
    """
    work = case.workload
    if occurs(work.images_made):
        return False
    return work.medium in ("text", "audio") or work.modality == "multimodal"


def model_tokens(case: Case) -> Amount:
    """Tokens, patches, frames or rows that one request takes through a model of one's own once."""
    return case.once("model tokens", lambda: _model_tokens(case))


def _model_tokens(case: Case) -> Amount:
    work = case.workload
    if work.medium == "audio":
        return work.audio_minutes * case.assumed(_PER_MINUTE)
    if work.medium == "tabular":
        row = case.assumed(_PER_ROW)
        return row if work.candidates is None else row * work.candidates
    if work.medium == "time_series":
        return case.assumed(_PER_WINDOW)
    pictures: Amount = 0.0
    if occurs(work.images):  # what puts a picture into words reads it at full size
        each = (
            case.assumed(IMAGE_TOKENS, "other") if writes_text(case) else case.assumed(_PER_IMAGE)
        )
        pictures = work.images * each
    if occurs(work.images_made):
        pictures = pictures + work.images_made * case.assumed(_PER_MADE_IMAGE)
    written = work.input_tokens if work.medium == "text" or writes_text(case) else 0.0
    if work.heard_first:
        written = written + transcript_tokens(case)
    return pictures + written


def of_example(case: Case, tokens: Amount) -> Amount:
    """Tokens of an example to train on, of those of a request: a label is about one candidate."""
    candidates = case.workload.candidates
    return tokens if candidates is None else tokens / candidates


def passed_tokens(case: Case) -> Amount:
    """Tokens that one request takes through the model, all passes counted.

    An image is made of noise, pass after pass, with all of its patches in each.
    """
    made = case.workload.images_made
    if not occurs(made):
        return model_tokens(case)
    return case.once("passed tokens", lambda: model_tokens(case) * case.assumed(_PASSES))


def passes_started(case: Case) -> Amount:
    """Passes that one request starts: many for each image that is made, else one."""
    made = case.workload.images_made
    return made * case.assumed(_PASSES) if occurs(made) else 1.0


def written_tokens(case: Case) -> Amount:
    """Tokens that a model of one's own writes for one request: text, and sound where it speaks."""
    work = case.workload
    if work.heard_first or not occurs(work.characters_spoken):
        return work.output_tokens
    return work.output_tokens + work.characters_spoken * case.assumed(_PER_CHARACTER)


def transcript_tokens(case: Case) -> Amount:
    """Tokens of what is said in one request, written down for a language model to read."""
    work = case.workload
    if not work.heard_first:
        return 0.0
    said = tokens_said(work.audio_minutes, case.assumed)
    return case.called("Tokens heard", "tokens per request", said)


def characters_spoken(case: Case) -> Amount:
    """Characters that are read out for one request; those of the answer where it is spoken."""
    work = case.workload
    if not work.answer_is_spoken:
        return work.characters_spoken
    letters = work.output_tokens * case.assumed(LETTERS)
    return case.called("Characters read out", "characters per request", letters)


def is_spoken(case: Case) -> bool:
    """Whether anything is read out; by what is there, which no draw can round to nothing."""
    work = case.workload
    return occurs(work.output_tokens if work.answer_is_spoken else work.characters_spoken)
