"""Records of fine-tuning runs → predictions."""

import dataclasses

from calculator.facts import Shape
from calculator.needs.need import Assumed
from calculator.physics import chips, methods, plausible
from calculator.physics.constants import Constants, likely
from calculator.physics.decoding import Stream
from calculator.physics.denoising import FLOPS_PER_WEIGHT
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.formula import Formula
from calculator.physics.image_work import picture_gflops
from calculator.physics.memory import Training, accelerators_to_serve, accelerators_to_train
from calculator.physics.pictures import picture_tokens
from calculator.physics.predict_memory import USUAL_TUNING_LENGTH
from calculator.physics.predict_samples import (
    HOURS,
    checkpointing,
    predict_samples,
    tunes_by_sample,
)
from calculator.physics.predict_training import is_tuned, read_layout
from calculator.physics.recipe import told_stage
from calculator.physics.run import Run
from calculator.physics.serving import Load
from calculator.physics.speech import sound_positions
from calculator.physics.trainable import trainable_params
from calculator.physics.training import FORWARD_AND_BACKWARD, accelerator_hours, goodput
from calculator.physics.tuning import (
    SEQUENCES_PER_UPDATE,
    TUNING_GOODPUT,
    Tuning,
    step_flops,
    tuning_hours,
    tuning_tokens_per_second,
)
from calculator.physics.tuning_tokens import passing_tokens
from calculator.units import FLOPS_PER_GFLOP, PARAMS_PER_BILLION

_NO_TRAINING = ("generation", "inference", "labelling", "labeling", "annotation")
_ONE_PASS = Assumed("sequences-in-one-pass", "sequences")
_SMALL_MODEL = Assumed("small-model-size", "billion parameters")
_SMALL_MODEL_TOKENS = Assumed("small-model-pass-tokens", "tokens")
_WEIGHTS_SPREAD = 3  # stage of sharding
_SPREAD_UNKNOWN_TUNING_LENGTH = Assumed("spread-unknown-tuning-length", "factor")


def predict_tuning(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Accelerator-hours where tokens or examples are known, else total tokens per second."""
    method = fields.text("method") or "full"
    if any(mark in method.lower() for mark in _NO_TRAINING):
        raise PredictionError(f"method {method!r} trains no model")
    if tunes_by_sample(fields):
        by_sample = predict_samples(fields, method)
        if by_sample is not None:
            return by_sample
    run = _run(fields, constants, method)
    tokens = passing_tokens(fields, run, method)
    tuning = _tuning(fields, run, method, constants)
    plausible.warn_of_training_memory(fields, run, constants, method)
    if tokens is None:
        plausible.warn_of_speed(fields, run)
        rate = "total tokens per second", "tokens/s"
        return *rate, lambda known: tuning_tokens_per_second(tuning, known)
    passed = tokens(constants)
    plausible.warn_of_hours(fields, run, passed)
    if methods.is_like_pretraining(method, passed, constants):
        hours = accelerator_hours(run, passed, constants).value
        plausible.tell_of_work(fields, run, passed, hours, goodput(constants))
        return *HOURS, lambda known: accelerator_hours(run, tokens(known), known)
    if tuning.writing is None:
        hours, part = tuning_hours(tuning, passed, constants).value, step_flops(tuning)
        kept = likely(constants, TUNING_GOODPUT)
        plausible.tell_of_work(fields, run, passed, hours, kept, part / FORWARD_AND_BACKWARD)
    return *HOURS, lambda known: tuning_hours(tuning, tokens(known), known)


def _run(fields: Fields, constants: Constants, method: str) -> Run:
    params = fields.needed("params")
    name = fields.text("base_model", "model", "name")
    known = fields.transformer(params)
    run = Run(
        params=params,
        active_params=min(params, fields.number("active_params") or params),
        shape=known.shape,
        accelerator=fields.accelerator(),
        seq_len=_seq_len(fields, name, params, known.shape),
        precision=fields.arithmetic("bf16"),
        checkpointing=checkpointing(fields),
        kernel_lag=chips.kernel_lag(fields.accelerator(), fields.text("attention")),
        tuned=is_tuned(fields),
    )
    count = fields.number("accelerator_count") or float(_fewest(run, method, constants))
    return dataclasses.replace(run, accelerators=count, layout=read_layout(fields, count))


def _seq_len(fields: Fields, name: str, params: float, shape: Shape) -> float:
    """Tokens of an example; of a picture, as many as its forward FLOPs need."""
    told = fields.number("fwd_gflops_per_sample")
    gflops = told if told or fields.number("seq_len") else picture_gflops(fields)
    if gflops is not None:
        return max(1.0, gflops * FLOPS_PER_GFLOP / (FLOPS_PER_WEIGHT * params))
    seconds = fields.number("audio_seconds")
    if fields.number("seq_len") is None and ("whisper" in name.lower() or seconds):
        return sound_positions(name, seconds, shape, fields.constants)
    return _text_length(fields) + picture_tokens(fields, shape)


def _text_length(fields: Fields) -> float:
    answer, prompt = fields.number("completion_len"), fields.number("prompt_len")
    if answer is not None and prompt is not None and fields.number("seq_len") is None:
        return prompt + answer
    usual = likely(fields.constants, USUAL_TUNING_LENGTH)
    return fields.supposed(
        "seq_len", usual, "a usual length is taken", _SPREAD_UNKNOWN_TUNING_LENGTH
    )


def _fewest(run: Run, method: str, constants: Constants) -> int:
    training = Training(params=run.params, shape=run.shape, method=method, seq_len=run.seq_len)
    return accelerators_to_train(training, run.accelerator, constants)


def _tuning(fields: Fields, run: Run, method: str, constants: Constants) -> Tuning:
    length = _pass_length(fields, run)
    _note_of_batch(fields, method)
    batch = fields.number("global_batch") or _usual_batch(fields, run)
    micro = _micro_batch(fields) or _usual_micro_batch(batch / run.accelerators, run, constants)
    return Tuning(
        run=run,
        method=method,
        micro_batch_tokens=max(1.0, min(micro, batch) * length),
        tokens_per_update=max(1.0, batch * length),
        trainable_params=trainable_params(fields, run.params, run.shape, method, constants),
        gathers=_gathers(fields, run, method, constants),
        teacher_params=fields.number("teacher_params") or 0.0,
        writing=_writing(fields, run, method, constants),
    )


def _micro_batch(fields: Fields) -> float | None:
    return fields.number("micro_batch") or fields.number("batch")


def _note_of_batch(fields: Fields, method: str) -> None:
    """Say what is taken for a batch or a teacher that the record leaves out."""
    if not (fields.number("global_batch") or _micro_batch(fields)):
        fields.suppose("global_batch and micro_batch are not given; usual ones are taken")
    if "distil" in method.lower() and fields.number("teacher_params") is None:
        fields.suppose("teacher_params is not given; passes of a teacher are not counted")


def _gathers(fields: Fields, run: Run, method: str, constants: Constants) -> bool:
    """Whether each pass fetches weights that others hold.

    Layers and matrices that are split for good stay where they are.
    """
    stays = run.layout.tensor * run.layout.pipeline > 1
    told = fields.text("sharding")
    if told and not stays:
        return told_stage(told) == _WEIGHTS_SPREAD
    spread = not stays and run.accelerators > 1 and _fewest(run, method, constants) > 1
    if spread:
        fields.suppose(
            f"sharding is not given; the weights are taken to be spread over {run.accelerators:g} "
            "accelerators, as one is too small"
        )
    return spread


def _usual_batch(fields: Fields, run: Run) -> float:
    """Sequences of an update, from passes and their accumulation where those are given."""
    micro, passes = _micro_batch(fields), fields.number("gradient_accumulation")
    together = (micro or 1.0) * (passes or 1.0) * run.accelerators
    return together if passes else max(likely(fields.constants, SEQUENCES_PER_UPDATE), together)


def _writing(fields: Fields, run: Run, method: str, constants: Constants) -> Load | None:
    """Answers that the run writes; without the length of one, the trainer's step alone counts."""
    if not methods.writes_its_own_texts(method) or fields.text("objective"):
        return None  # what is timed is the trainer's step alone
    answer = fields.number("completion_len")
    if answer is None:
        fields.suppose("completion_len is not given; the time to write the answers is not counted")
        return None
    prompt = fields.number("prompt_len") or max(1.0, run.seq_len - answer)
    span = accelerators_to_serve(run.params, run.shape, 16, run.accelerator, constants)
    return Load(
        stream=Stream(
            params=run.params,
            active_params=run.active_params,
            shape=run.shape,
            accelerator=run.accelerator,
            accelerators=float(span),
            engine="vllm",
            input_tokens=prompt,
            output_tokens=answer,
        )
    )


def _usual_micro_batch(share: float, run: Run, constants: Constants) -> float:
    """Sequences of one pass where that is not told.

    A few sequences per accelerator are one pass. More of them are accumulated one by one
    where the model is large, and still one pass where it is small.
    """
    if share <= likely(constants, _ONE_PASS):
        return max(share, 1.0)
    small = likely(constants, _SMALL_MODEL) * PARAMS_PER_BILLION
    most = likely(constants, _SMALL_MODEL_TOKENS) / run.seq_len
    return min(share, most) if run.params < small else 1.0


def _pass_length(fields: Fields, run: Run) -> float:
    """Tokens of one example as it passes, from totals where those are given."""
    tokens, steps = fields.number("tokens"), fields.number("steps")
    batch = fields.number("global_batch")
    if tokens and steps and batch:
        return min(run.seq_len, tokens / steps / batch)
    return run.seq_len
