"""How many tokens pass a model in a fine-tuning run, from what its record gives."""

from collections.abc import Callable

from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.methods import writes_its_own_texts
from calculator.physics.run import Run

type Tokens = Callable[[Constants], float]
_SEQUENCES_OF_A_PAIR = 2.0  # a chosen and a rejected answer
_TUNING_FILL = Assumed("tuning-fill", "share")
_SPREAD_UNKNOWN_PADDING = Assumed("spread-unknown-padding", "factor")


def passing_tokens(fields: Fields, run: Run, method: str) -> Tokens | None:
    """Tokens that pass the model: given, or from steps and batch, or from examples."""
    tokens = fields.number("tokens")
    if tokens is not None:
        return lambda _: tokens
    steps, batch = fields.number("steps"), fields.number("global_batch")
    examples = fields.number("examples")
    if steps and batch and not (examples and fields.number("epochs")):
        texts = steps * batch * _texts_of_a_prompt(fields, batch, method)
        return lambda _: texts * run.seq_len
    if examples is None:
        return None
    texts = examples * (fields.number("epochs") or 1.0) * _texts_per_example(fields, method)
    mean = fields.number("mean_len")
    if mean is not None and fields.text("padding").lower() != "padded":
        return lambda _: texts * min(mean, run.seq_len)
    share = fields.number("filled_share")
    if share is not None:
        if share > 1:
            raise PredictionError(f"filled_share must be at most 1, got {share:g}")
        return lambda _: texts * run.seq_len * share
    if _is_fixed_length(fields):
        return lambda _: texts * run.seq_len
    fields.suppose("examples are padded or packed in an unknown way", _SPREAD_UNKNOWN_PADDING)
    return lambda known: texts * run.seq_len * likely(known, _TUNING_FILL)


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


def _is_fixed_length(fields: Fields) -> bool:
    """Padded or packed to the full length; encoders, pictures and speech always are."""
    told = fields.text("padding").lower()
    if told in ("padded", "packed") or fields.number("fwd_gflops_per_sample") or fields.network():
        return True
    name = fields.text("base_model", "model", "name").lower()
    return any(mark in name for mark in ("bert", "electra", "whisper", "vit", "mpnet"))
