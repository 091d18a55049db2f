"""What one training run works on, and the accelerator-hours that it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from calculator.costs.case import Case, derived
from calculator.costs.line import Given
from calculator.costs.model_work import (
    FLOPS_PER_GFLOP,
    FLOPS_PER_PARAMETER_AND_TOKEN,
    PARAMS_PER_BILLION,
    model_tokens,
    shape_of,
    writes_text,
)
from calculator.costs.quantity import Amount, interpolated, likely, most
from calculator.facts import Accelerator
from calculator.physics.memory import Training, accelerators_to_train
from calculator.physics.training import Run
from calculator.physics.tuning import Tuning, tuning_hours
from calculator.physics.vision import SampleTraining, sample_training_hours
from calculator.units import TOKENS_PER_MTOK

_SEQUENCE = 2048  # tokens of a packed sequence
_SEQUENCES_PER_UPDATE = 16
_ADAPTER_SHARE = 0.01  # of the parameters; the cost hardly depends on it
_TOKENS_PER_SAMPLE = 1000  # so many that loading a sample counts little


@dataclass(frozen=True, slots=True)
class Work:
    """One whole training run."""

    size_of: str  # whose size it is, the open model's or one's own: the answer that says it
    size_b: Amount
    tokens: Amount  # that pass the model, repetitions included
    method: str  # "lora", "full" or "samples": tokens of images, rows, windows
    given: tuple[Given, ...]


def training_work(case: Case, approach: str, labels: Amount) -> Work:
    """What one run of this approach trains, and on how much."""
    assumed = case.assumed
    epochs = assumed("scratch-epochs" if approach == "from_scratch" else "epochs")
    per_example = model_tokens(case)
    if writes_text(case):
        per_example = per_example + case.workload.output_tokens
    tokens = labels * per_example * epochs.amount
    given = [
        derived("Training examples", labels, "examples"),
        derived("Tokens of an example", per_example, "tokens"),
        epochs,
    ]
    size_of = "own_model_size_b" if approach == "from_scratch" else "model_size_b"
    asked = case.asked(size_of)
    size = asked.amount
    given.append(asked)
    text = case.workload.medium == "text"
    if text and approach in ("heavy_fine_tune", "from_scratch"):
        corpus = assumed("pretraining-mtok")
        tokens = most(tokens, corpus.amount * TOKENS_PER_MTOK)
        given.append(corpus)
    if text and approach == "from_scratch":
        each = assumed("tokens-per-parameter")
        tokens = most(tokens, size * each.amount * PARAMS_PER_BILLION)
        given.append(each)
    method = "lora" if approach in ("fine_tune", "hybrid") else "full"
    return Work(size_of, size, tokens, method if writes_text(case) else "samples", tuple(given))


def likely_hours(case: Case, work: Work, accelerator: Accelerator) -> float:
    per_token = _hours_per_token(case, work.method, accelerator)(likely(work.size_b))
    return per_token * likely(work.tokens)


def run_hours(case: Case, work: Work, accelerator: Accelerator) -> Amount:
    """Accelerator-hours of one run, with the spread of published runs."""
    spread = "spread-samples" if work.method == "samples" else "spread-tuning"
    per_token = case.once(
        f"hours {work.method} {work.size_of} {accelerator.id}",
        lambda: (
            interpolated(_hours_per_token(case, work.method, accelerator), work.size_b)
            * case.draws.assumed(spread)
        ),
    )
    return work.tokens * per_token


def _hours_per_token(case: Case, method: str, accelerator: Accelerator) -> Callable[[float], float]:
    """Likely accelerator-hours for one token, by size in billion parameters."""
    if method == "samples":
        return lambda size_b: _sample_hours(case, accelerator, size_b)
    return lambda size_b: _tuning_hours(case, method, accelerator, size_b)


def _sample_hours(case: Case, accelerator: Accelerator, size_b: float) -> float:
    """One token's share of a sample; loading counts little."""
    gflops = FLOPS_PER_PARAMETER_AND_TOKEN * size_b * PARAMS_PER_BILLION / FLOPS_PER_GFLOP
    training = SampleTraining(
        name="transformer",
        kind="",
        forward_gflops=gflops * _TOKENS_PER_SAMPLE,
        accelerator=accelerator,
        accelerators=1,
    )
    return sample_training_hours(training, 1.0, case.constants).value / _TOKENS_PER_SAMPLE


def _tuning_hours(case: Case, method: str, accelerator: Accelerator, size_b: float) -> float:
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(case, params)
    step = Training(params=params, shape=shape, method=method, seq_len=_SEQUENCE)
    run = Run(
        params=params,
        active_params=params,
        shape=shape,
        accelerator=accelerator,
        accelerators=accelerators_to_train(step, accelerator, case.constants),
        seq_len=_SEQUENCE,
    )
    tuning = Tuning(
        run=run,
        method=method,
        micro_batch_tokens=_SEQUENCE,
        tokens_per_update=_SEQUENCE * _SEQUENCES_PER_UPDATE,
        trainable_params=params if method == "full" else params * _ADAPTER_SHARE,
    )
    return tuning_hours(tuning, TOKENS_PER_MTOK, case.constants).value / TOKENS_PER_MTOK
