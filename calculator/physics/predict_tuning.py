"""Records of fine-tuning runs → predictions."""

import dataclasses
import re

from calculator.estimate import Estimate
from calculator.physics import chips, methods, plausible
from calculator.physics.constants import Constants, likely
from calculator.physics.decoding import Stream
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.formula import Formula
from calculator.physics.memory import (
    Training,
    accelerators_to_serve,
    accelerators_to_train,
    training_bytes,
    usable_bytes,
)
from calculator.physics.predict_samples import (
    HOURS,
    checkpointing,
    predict_samples,
    tunes_by_sample,
)
from calculator.physics.predict_training import decide_speed, is_tuned, read_layout
from calculator.physics.reading import once
from calculator.physics.recipe import told_stage
from calculator.physics.run import Layout, Run
from calculator.physics.serving import Load
from calculator.physics.trainable import trainable_params
from calculator.physics.training import FORWARD_AND_BACKWARD, accelerator_hours, goodput
from calculator.physics.tuning import (
    TUNING_GOODPUT,
    Tuning,
    step_flops,
    tuning_hours,
    tuning_tokens_per_second,
)
from calculator.physics.tuning_batch import (
    micro_batch,
    note_of_batch,
    pass_length,
    usual_batch,
    usual_micro_batch,
)
from calculator.physics.tuning_tokens import example_tokens, passing_tokens

_NO_TRAINING = re.compile(r"generation|inference|labell?ing|annotation")
_WEIGHTS_SPREAD = 3  # stage of sharding


def predict_tuning(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Accelerator-hours where tokens or examples are known, else total tokens per second."""
    method = fields.text("method") or "full"
    if _NO_TRAINING.search(method.lower()):
        raise PredictionError(f"method {method!r} trains no model")
    if tunes_by_sample(fields):
        by_sample = predict_samples(fields, method)
        if by_sample is not None:
            return by_sample
    run = _run(fields, method)
    tokens, tuning = passing_tokens(fields, run.seq_len, method), _tuning(fields, method)
    decide_speed(fields, run.accelerator)
    if tokens is None:
        fields.decides("accelerator_count", "method", "global_batch", "lora_rank")
        plausible.warn_of_speed(fields, run)
        rate = "total tokens per second", "tokens/s"
        return *rate, lambda known: tuning_tokens_per_second(tuning, known)
    passed = tokens(constants)
    plausible.warn_of_hours(fields, run, passed)
    alike = methods.is_like_pretraining(method, passed, constants)

    def hours(known: Constants) -> Estimate:
        work = tokens(known)
        return accelerator_hours(run, work, known) if alike else tuning_hours(tuning, work, known)

    kept = goodput(constants) if alike else likely(constants, TUNING_GOODPUT)
    if alike or tuning.writing is None:
        part = 1.0 if alike else step_flops(tuning) / FORWARD_AND_BACKWARD
        plausible.tell_of_work(fields, run, passed, hours, constants, kept, part)
    return *HOURS, hours


@once
def _run(fields: Fields, method: str) -> Run:
    run = _told_run(fields)
    if run.accelerators <= 0:
        needed = accelerators_to_train(_step(run, method), run.accelerator, fields.constants)
        count = float(needed)
        run = dataclasses.replace(run, accelerators=count, layout=read_layout(fields, count))
    plausible.warn_of_training_memory(fields, run, fields.constants, method)
    return run


def _told_run(fields: Fields) -> Run:
    """The run as it is told; without accelerators where their number is not."""
    params = fields.needed("params")
    known = fields.transformer(params)
    return Run(
        params=params,
        active_params=min(params, fields.number("active_params") or params),
        shape=known.shape,
        accelerator=fields.accelerator(),
        seq_len=example_tokens(fields, params, known.shape),
        precision=fields.arithmetic("bf16"),
        checkpointing=checkpointing(fields),
        kernel_lag=_kernel_lag(fields),
        tuned=is_tuned(fields),
        accelerators=(count := fields.number("accelerator_count")) or 0.0,
        layout=read_layout(fields, count) if count else Layout(),
    )


@once
def _kernel_lag(fields: Fields) -> float:
    return chips.kernel_lag(fields.accelerator(), fields.text("attention"))


def _step(run: Run, method: str) -> Training:
    return Training(params=run.params, shape=run.shape, method=method, seq_len=run.seq_len)


def _fits_alone(run: Run, method: str, constants: Constants) -> bool:
    room = usable_bytes(run.accelerator, constants)
    return training_bytes(_step(run, method), constants) <= room


@once
def _tuning(fields: Fields, method: str) -> Tuning:
    run, constants = _run(fields, method), fields.constants
    length = pass_length(fields, run)
    note_of_batch(fields, method)
    batch = fields.number("global_batch") or usual_batch(fields, run)
    micro = micro_batch(fields) or usual_micro_batch(batch / run.accelerators, run, constants)
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


def _gathers(fields: Fields, run: Run, method: str, constants: Constants) -> bool:
    """Whether each pass fetches weights that others hold.

    Layers and matrices that are split for good stay where they are.
    """
    stays = run.layout.tensor * run.layout.pipeline > 1
    told = fields.text("sharding")
    if told and not stays:
        return told_stage(told) == _WEIGHTS_SPREAD
    spread = not stays and run.accelerators > 1 and not _fits_alone(run, method, constants)
    if spread:
        fields.suppose(
            f"sharding is not given; the weights are taken to be spread over {run.accelerators:g} "
            "accelerators, as one is too small"
        )
    return spread


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
