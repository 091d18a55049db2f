"""Records of training runs and of training throughput → predictions."""

import dataclasses
import re

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.formula import Formula
from calculator.physics.mixture import is_mixture
from calculator.physics.plausible import (
    tell_of_work,
    warn_of_hours,
    warn_of_speed,
    warn_of_training_memory,
)
from calculator.physics.predict_boosting import predict_boosting
from calculator.physics.predict_samples import (
    HOURS,
    USUAL_COUNT,
    checkpointing,
    is_by_sample,
    predict_samples,
)
from calculator.physics.reading import once
from calculator.physics.run import Layout, Run
from calculator.physics.training import (
    accelerator_hours,
    goodput,
    seconds_per_token,
    tokens_per_second,
    training_flops_per_token,
)
from calculator.units import SECONDS_PER_HOUR

_USUAL_RUN = Assumed("usual-run-hours", "hours")
_USUAL_COUNT_BY_WORK = Assumed("usual-accelerators-by-work", "accelerators")
_MOST_COUNT = Assumed("most-usual-accelerators", "accelerators")
_USUAL_LENGTH = Assumed("usual-training-length", "tokens")
_USUAL_ENCODER_LENGTH = Assumed("usual-encoder-length", "tokens")
_SPREAD_OTHER_MODELS = Assumed("spread-other-models", "factor")
SPREAD_UNKNOWN_LENGTH = Assumed("spread-unknown-length", "factor")


def predict_training(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Accelerator-hours of a training run."""
    if fields.number("trees") or _is(fields, "tabular"):
        return predict_boosting(fields, constants)
    if is_by_sample(fields):
        return predict_samples(fields) or _by_flops(fields)
    tokens = fields.number("tokens") or _repeated_examples(fields) or _of_steps(fields)
    if tokens is None:
        return _by_flops(fields)
    run = read_run(fields, usual_accelerators=None)
    if run.accelerators <= 0:
        run = dataclasses.replace(run, accelerators=_usual_count(run, tokens, constants))
    if _is(fields, "encoder", "encoder-decoder", "bio", "speech", "earth"):
        fields.suppose(
            "not a plain language model; published runs scatter more", _SPREAD_OTHER_MODELS
        )
    decide_speed(fields, run.accelerator)
    fields.decides("tokens", "seq_len")
    warn_of_hours(fields, run, tokens)
    warn_of_training_memory(fields, run, constants)

    def hours(known: Constants) -> Estimate:
        return accelerator_hours(run, tokens, known)

    tell_of_work(fields, run, tokens, hours, constants, goodput(constants))
    return *HOURS, hours


@once
def _is(fields: Fields, *kinds: str) -> bool:
    return fields.text("kind") in kinds


def predict_throughput(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Steady tokens per second and accelerator."""
    run = read_run(fields, usual_accelerators=likely(constants, USUAL_COUNT))
    run = _one_at_a_time(run, fields, constants)
    decide_speed(fields, run.accelerator)
    fields.decides("seq_len")
    warn_of_speed(fields, run)
    warn_of_training_memory(fields, run, constants)
    rate = "tokens per second per accelerator", "tokens/s"
    return *rate, lambda known: tokens_per_second(run, known)


def decide_speed(fields: Fields, chip: Accelerator) -> None:
    """Remember what the speed of training always follows from: a listed chip, and recomputation."""
    fields.decides("checkpointing")
    if chip.id in fields.knowledge.accelerators:
        fields.decides("accelerator")


def read_run(fields: Fields, *, usual_accelerators: float | None) -> Run:
    """The run that a record describes; `accelerators` is 0 where it and a usual are unknown."""
    params = fields.needed("params")
    active = min(params, fields.number("active_params") or params)
    known = fields.transformer(params)
    count = fields.number("accelerator_count") or usual_accelerators or 0.0
    return Run(
        params=params,
        active_params=active,
        shape=known.shape,
        accelerator=fields.accelerator(),
        accelerators=count,
        seq_len=_seq_len(fields),
        precision=fields.arithmetic("bf16"),
        checkpointing=checkpointing(fields),
        layout=read_layout(fields, count),
        pass_tokens=pass_tokens(fields),
        tuned=is_tuned(fields),
    )


@once
def pass_tokens(fields: Fields) -> float | None:
    """Tokens of one forward pass on one accelerator; None where they are not told."""
    micro, length = fields.number("micro_batch"), fields.number("seq_len")
    return micro * length if micro and length else None


def _one_at_a_time(run: Run, fields: Fields, constants: Constants) -> Run:
    """The run with passes of one sequence, where a mixture's are not told.

    Its memory is full of weights that a token does not pass. Whole published runs are set up
    over weeks until their launches hide, so this is for a loop at hand alone.
    """
    if run.pass_tokens or not is_mixture(run.params, run.active_params, constants):
        return run
    fields.suppose("micro_batch is not given; a mixture of experts takes one sequence a pass")
    return dataclasses.replace(run, pass_tokens=run.seq_len)


@once
def is_tuned(fields: Fields) -> bool:
    """Whether the software is a maker's own, tuned for its chips, or the run an entry of MLPerf."""
    software, name = fields.text("software").lower(), fields.text("name").lower()
    own = re.search(r"megatron|nemo|transformer.?engine|mlperf", software)
    entered = "mlperf" in name
    if own and not entered:
        fields.decides("software")
    return bool(own) or entered


@once
def read_layout(fields: Fields, accelerators: float) -> Layout:
    """How the copy is spread; passes of one pipeline follow from the batch of an update."""
    tensor, pipeline = fields.number("tp") or 1.0, fields.number("pp") or 1.0
    batch, micro = fields.number("global_batch"), fields.number("micro_batch") or 1.0
    passes = fields.number("gradient_accumulation")
    if (fields.number("ep") or 1) > 1:
        fields.warnings.append("ep is given, but traffic between experts is not counted apart")
    if 0 < accelerators < tensor * pipeline:
        fields.warnings.append(
            f"tp × pp is {tensor * pipeline:g}, more than {accelerators:g} accelerators"
        )
    copies = max(1.0, accelerators / (tensor * pipeline * (fields.number("cp") or 1.0)))
    return Layout(
        tensor=tensor,
        pipeline=pipeline,
        interleaved=fields.number("vp") or 1.0,
        micro_batches=(passes or (max(1.0, batch / copies / micro) if batch else None))
        if pipeline > 1
        else None,
    )


def _seq_len(fields: Fields) -> float:
    encoder = _is(fields, "encoder")
    usual = likely(fields.constants, _USUAL_ENCODER_LENGTH if encoder else _USUAL_LENGTH)
    return fields.supposed("seq_len", usual, "a usual length is taken", SPREAD_UNKNOWN_LENGTH)


def _usual_count(run: Run, tokens: float, constants: Constants) -> float:
    """So many accelerators that the run takes about a month, one machine at least."""
    least = likely(constants, USUAL_COUNT)
    alone = dataclasses.replace(run, accelerators=least)
    hours = tokens * seconds_per_token(alone, constants) / SECONDS_PER_HOUR
    most = likely(constants, _MOST_COUNT)
    return min(most, max(least, hours / likely(constants, _USUAL_RUN)))


def _repeated_examples(fields: Fields) -> float | None:
    """Tokens from examples, their length and epochs, where all but epochs are given."""
    examples, length = fields.number("examples"), fields.number("seq_len")
    if examples is None or length is None:
        return None
    return examples * length * (fields.number("epochs") or 1.0)


def _of_steps(fields: Fields) -> float | None:
    """Tokens from steps, sequences of a step and their length, where all are given."""
    steps, batch = fields.number("steps"), fields.number("global_batch")
    length = fields.number("seq_len")
    return steps * batch * length if steps and batch and length else None


def _by_flops(fields: Fields) -> tuple[str, str, Formula]:
    """From the total of FLOPs, where the amount of data is not given."""
    fields.needed("params")
    flops = fields.number("train_flops")
    if flops is None:
        raise PredictionError(
            "neither tokens, examples with their length, steps with their batch and length, nor "
            "train_flops is given: amount of work unknown"
        )
    fields.suppose("time follows from train_flops", _SPREAD_OTHER_MODELS)
    run = read_run(fields, usual_accelerators=likely(fields.constants, _USUAL_COUNT_BY_WORK))
    tokens = flops / training_flops_per_token(run.active_params, run.shape, run.seq_len)
    return *HOURS, lambda known: accelerator_hours(run, tokens, known)
