"""How many tokens an example has and how many pass in a fine-tuning run, by its record."""

from collections.abc import Callable

from calculator.facts import Shape
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.denoising import FLOPS_PER_WEIGHT
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.image_work import picture_gflops
from calculator.physics.methods import writes_its_own_texts
from calculator.physics.pictures import picture_tokens
from calculator.physics.predict_memory import USUAL_TUNING_LENGTH
from calculator.physics.reading import once
from calculator.physics.speech import sound_positions
from calculator.units import FLOPS_PER_GFLOP

type Tokens = Callable[[Constants], float]
_NAMES = ("base_model", "model", "name")
_SEQUENCES_OF_A_PAIR = 2.0  # a chosen and a rejected answer
_TUNING_FILL = Assumed("tuning-fill", "share")
_SPREAD_UNKNOWN_TUNING_LENGTH = Assumed("spread-unknown-tuning-length", "factor")
_SPREAD_UNKNOWN_PADDING = Assumed("spread-unknown-padding", "factor")


def example_tokens(fields: Fields, params: float, shape: Shape) -> float:
    """Tokens of an example; of a picture, as many as its forward FLOPs need."""
    told = fields.number("fwd_gflops_per_sample")
    gflops = told if told or fields.number("seq_len") else picture_gflops(fields)
    if gflops is not None:
        return max(1.0, gflops * FLOPS_PER_GFLOP / (FLOPS_PER_WEIGHT * params))
    seconds = fields.number("audio_seconds")
    hears = seconds is not None or fields.says("whisper", *_NAMES)
    if fields.number("seq_len") is None and hears:
        return sound_positions(fields.text(*_NAMES), seconds, shape, fields.constants)
    return _text_length(fields) + picture_tokens(fields, shape)


@once
def _text_length(fields: Fields) -> float:
    answer, prompt = fields.number("completion_len"), fields.number("prompt_len")
    if answer is not None and prompt is not None and fields.number("seq_len") is None:
        return prompt + answer
    fields.decides("seq_len")
    usual = likely(fields.constants, USUAL_TUNING_LENGTH)
    return fields.supposed(
        "seq_len", usual, "a usual length is taken", _SPREAD_UNKNOWN_TUNING_LENGTH
    )


@once
def passing_tokens(fields: Fields, seq_len: float, method: str) -> Tokens | None:
    """Tokens that pass the model: given, or from steps and batch, or from examples."""
    tokens = fields.number("tokens")
    if tokens is not None:
        fields.decides("tokens")
        return lambda _: tokens
    steps, batch = fields.number("steps"), fields.number("global_batch")
    examples = fields.number("examples")
    if steps and batch and not (examples and fields.number("epochs")):
        texts = steps * batch * _texts_of_a_prompt(fields, batch, method)
        return lambda _: texts * seq_len
    if examples is None:
        return None
    texts = examples * (fields.number("epochs") or 1.0) * _texts_per_example(fields, method)
    mean = fields.number("mean_len")
    if mean is not None and fields.text("padding").lower() != "padded":
        return lambda _: texts * min(mean, seq_len)
    share = fields.number("filled_share")
    if share is not None:
        if share > 1:
            raise PredictionError(f"filled_share must be at most 1, got {share:g}")
        return lambda _: texts * seq_len * share
    if _is_fixed_length(fields):
        return lambda _: texts * seq_len
    fields.suppose("examples are padded or packed in an unknown way", _SPREAD_UNKNOWN_PADDING)
    return lambda known: texts * seq_len * likely(known, _TUNING_FILL)


def _texts_per_example(fields: Fields, method: str) -> float:
    """Pairs of answers are two texts, prompts as many as are written to each."""
    if writes_its_own_texts(method):
        return fields.needed("generations")
    return _SEQUENCES_OF_A_PAIR if "dpo" in method.lower() else 1.0


def _texts_of_a_prompt(fields: Fields, batch: float, method: str) -> float:
    """Answers that each of a batch stands for: one, unless the batch can only count prompts."""
    answers = fields.number("generations") if writes_its_own_texts(method) else None
    if answers is None:
        return 1.0
    if batch % answers:
        fields.suppose(f"{batch:g} of global_batch are prompts, {answers:g} answers to each")
        return answers
    prompts = batch / answers
    fields.suppose(
        f"{batch:g} of global_batch are written answers, {answers:g} to each of {prompts:g} prompts"
    )
    return 1.0


@once
def _is_fixed_length(fields: Fields) -> bool:
    """Padded or packed to the full length; encoders, pictures and speech always are."""
    told = fields.text("padding").lower()
    if told in ("padded", "packed") or fields.number("fwd_gflops_per_sample") or fields.network():
        return True
    name = fields.text(*_NAMES).lower()
    return any(mark in name for mark in ("bert", "electra", "whisper", "vit", "mpnet"))
