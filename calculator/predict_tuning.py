"""Records of fine-tuning runs → predictions."""

import dataclasses

from calculator.architecture import transformer
from calculator.constants import Constants, likely
from calculator.estimate import Estimate
from calculator.fields import PredictionError, Fields
from calculator.memory import Training, accelerators_to_train
from calculator.plausible import warn_of_hours, warn_of_speed, warn_of_training_memory
from calculator.predict_training import checkpointing
from calculator.training import Run
from calculator.tuning import Tuning, method_kind, tuning_hours, tuning_tokens_per_second

_NO_TRAINING = ("generation", "inference", "labelling", "labeling", "annotation")
_WHISPER_FRAMES = 1500.0


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
    return "accelerator-hours", "h", tuning_hours(tuning, tokens, constants)


def _run(fields: Fields, constants: Constants, method: str) -> Run:
    params = fields.needed("params")
    name = fields.text("base_model", "model", "name")
    known = transformer(params, name, fields.shape(params), fields.knowledge)
    if known.origin == "inferred":
        fields.suppose("the shape of the model is inferred from its size")
    run = Run(
        params=params,
        active_params=min(params, fields.number("active_params") or params),
        shape=known.shape,
        accelerator=fields.accelerator(),
        seq_len=_seq_len(fields, name),
        precision=fields.text("precision") or "bf16",
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
    per_update = (fields.number("global_batch") or _usual_batch(run)) * _pass_length(fields, run)
    micro = fields.number("micro_batch")
    if micro is None:
        share = max(run.seq_len, per_update / run.accelerators)
        micro_tokens = min(share, max(run.seq_len, likely(constants, "tuning-micro-batch-tokens")))
    else:
        micro_tokens = micro * _pass_length(fields, run)
    return Tuning(
        run=run,
        method=method,
        micro_batch_tokens=min(micro_tokens, max(1.0, per_update)),
        tokens_per_update=per_update,
        trainable_params=_trainable(fields, run.params, method, constants),
    )


def _pass_length(fields: Fields, run: Run) -> float:
    """Tokens of one example as it passes, from totals where those are given."""
    tokens, steps = fields.number("tokens"), fields.number("steps")
    batch = fields.number("global_batch")
    if tokens and steps and batch:
        return min(run.seq_len, tokens / steps / batch)
    return run.seq_len


def _usual_batch(run: Run) -> float:
    return max(16.0, run.accelerators)


def _trainable(fields: Fields, params: float, method: str, constants: Constants) -> float:
    given = fields.number("trainable_params")
    if given is not None:
        return min(given, params)
    if method_kind(method) == "full":
        return params
    return params * likely(constants, "adapter-share")
