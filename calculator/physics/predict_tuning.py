"""Records of fine-tuning runs → predictions."""

import dataclasses

from calculator.estimate import Estimate
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.memory import Training, accelerators_to_train
from calculator.physics.plausible import warn_of_hours, warn_of_speed, warn_of_training_memory
from calculator.physics.predict_training import checkpointing
from calculator.physics.training import Run, accelerator_hours
from calculator.physics.tuning import Tuning, method_kind, tuning_hours, tuning_tokens_per_second

_NO_TRAINING = ("generation", "inference", "labelling", "labeling", "annotation")
_WHISPER_FRAMES = 1500.0
_USUAL_BATCH = 16.0
_ONE_PASS = 4.0  # sequences
_SMALL_MODEL = 1e9
_SMALL_MODEL_TOKENS = 16384.0
_LIKE_PRETRAINING = 1e9  # tokens, from which a run is organised like pre-training


def predict_tuning(fields: Fields, constants: Constants) -> tuple[str, str, Estimate]:
    """Accelerator-hours where tokens or examples are known, else total tokens per second."""
    method = fields.text("method") or "full"
    if any(mark in method.lower() for mark in _NO_TRAINING):
        raise PredictionError(f"method {method!r} trains no model")
    run = _run(fields, constants, method)
    tokens = _tokens(fields, run, constants)
    tuning = _tuning(fields, run, method, constants)
    warn_of_training_memory(fields, run, constants, method)
    if tokens is None:
        warn_of_speed(fields, run)
        return "total tokens per second", "tokens/s", tuning_tokens_per_second(tuning, constants)
    warn_of_hours(fields, run, tokens)
    if _is_like_pretraining(method, tokens):
        return "accelerator-hours", "h", accelerator_hours(run, tokens, constants)
    return "accelerator-hours", "h", tuning_hours(tuning, tokens, constants)


def _is_like_pretraining(method: str, tokens: float) -> bool:
    """Whether the loop is a tuned one for full weights: continued pre-training, large SFT."""
    continued = any(
        mark in method.lower() for mark in ("cpt", "continued", "pretrain", "pre-train")
    )
    return continued or (method.lower().startswith(("full", "sft")) and tokens >= _LIKE_PRETRAINING)


def _run(fields: Fields, constants: Constants, method: str) -> Run:
    params = fields.needed("params")
    name = fields.text("base_model", "model", "name")
    known = fields.transformer(params)
    run = Run(
        params=params,
        active_params=min(params, fields.number("active_params") or params),
        shape=known.shape,
        accelerator=fields.accelerator(),
        seq_len=_seq_len(fields, name),
        precision=fields.arithmetic("bf16"),
        checkpointing=checkpointing(fields),
    )
    count = fields.number("accelerator_count") or float(_fewest(run, method, constants))
    return dataclasses.replace(run, accelerators=count)


def _seq_len(fields: Fields, name: str) -> float:
    if "whisper" in name.lower():
        return fields.number("seq_len") or _WHISPER_FRAMES
    return fields.supposed(
        "seq_len", 1024.0, "a usual length is taken", "spread-unknown-tuning-length"
    )


def _fewest(run: Run, method: str, constants: Constants) -> int:
    training = Training(params=run.params, shape=run.shape, method=method, seq_len=run.seq_len)
    return accelerators_to_train(training, run.accelerator, constants)


def _tokens(fields: Fields, run: Run, constants: Constants) -> float | None:
    """Tokens that pass the model: given, or from examples, or from steps and batch."""
    tokens, examples = fields.number("tokens"), fields.number("examples")
    if tokens is not None:
        return tokens
    if examples is None:
        return None
    filled = 1.0 if _is_fixed_length(fields) else likely(constants, "tuning-fill")
    if filled < 1:
        fields.suppose("examples are padded or packed in an unknown way", "spread-unknown-padding")
    return examples * (fields.number("epochs") or 1.0) * run.seq_len * filled


def _is_fixed_length(fields: Fields) -> bool:
    """Encoders and speech models pad every example to the full length."""
    name = fields.text("base_model", "model", "name").lower()
    return any(mark in name for mark in ("bert", "electra", "whisper", "vit", "mpnet"))


def _tuning(fields: Fields, run: Run, method: str, constants: Constants) -> Tuning:
    length = _pass_length(fields, run)
    batch = fields.number("global_batch") or max(_USUAL_BATCH, run.accelerators)
    micro = fields.number("micro_batch") or _usual_micro_batch(batch / run.accelerators, run)
    return Tuning(
        run=run,
        method=method,
        micro_batch_tokens=max(1.0, min(micro, batch) * length),
        tokens_per_update=max(1.0, batch * length),
        trainable_params=_trainable(fields, run.params, method, constants),
        code="mlperf" if "mlperf" in fields.text("name").lower() else "ordinary",
        gathers=_fewest(run, method, constants) > 1,
    )


def _usual_micro_batch(share: float, run: Run) -> float:
    """Sequences of one pass where that is not told.

    A few sequences per accelerator are one pass. More of them are accumulated one by one
    where the model is large, and still one pass where it is small.
    """
    if share <= _ONE_PASS:
        return max(share, 1.0)
    return min(share, _SMALL_MODEL_TOKENS / run.seq_len) if run.params < _SMALL_MODEL else 1.0


def _pass_length(fields: Fields, run: Run) -> float:
    """Tokens of one example as it passes, from totals where those are given."""
    tokens, steps = fields.number("tokens"), fields.number("steps")
    batch = fields.number("global_batch")
    if tokens and steps and batch:
        return min(run.seq_len, tokens / steps / batch)
    return run.seq_len


def _trainable(fields: Fields, params: float, method: str, constants: Constants) -> float:
    given = fields.number("trainable_params")
    if given is not None:
        return min(given, params)
    if method_kind(method) == "full":
        return params
    return params * likely(constants, "adapter-share")
