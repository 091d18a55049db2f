"""What one training run works on, and the accelerator-hours that it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from calculator.costs.case import Case
from calculator.costs.interpolated import interpolated
from calculator.costs.model_physics import of_unknown_active, shape_of, stream_of
from calculator.costs.model_work import (
    FLOPS_PER_PARAMETER_AND_TOKEN,
)
from calculator.costs.own_models import is_encoder
from calculator.costs.passing import model_tokens, of_example, writes_text
from calculator.costs.quantity import Amount, likely, most
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics.constants import likely as constant
from calculator.physics.memory import Training, accelerators_to_train
from calculator.physics.methods import is_like_pretraining
from calculator.physics.run import Run
from calculator.physics.serving import Load
from calculator.physics.training import accelerator_hours
from calculator.physics.tuning import SEQUENCES_PER_UPDATE, Tuning, tuning_hours
from calculator.physics.vision import SampleTraining, sample_training_hours
from calculator.units import FLOPS_PER_GFLOP, PARAMS_PER_BILLION, TOKENS_PER_MTOK

EPOCHS = Assumed("epochs", "epochs")
_VISION_EPOCHS = Assumed("vision-epochs", "epochs")
_SCRATCH_EPOCHS = Assumed("scratch-epochs", "epochs")
_CORPUS = Assumed("pretraining-mtok", "million tokens")
_TOKENS_PER_PARAMETER = Assumed("tokens-per-parameter", "tokens per parameter")
_SPREAD_TUNING = Assumed("spread-tuning", "factor")
_SPREAD_TRAINING = Assumed("spread-training", "factor")
_SPREAD_SAMPLES = Assumed("spread-samples", "factor")
_SEQUENCE = Assumed("packed-sequence-tokens", "tokens")
_ADAPTER_SHARE = Assumed("bill-adapter-share", "share of the model")
_TOKENS_PER_SAMPLE = Assumed("tokens-of-a-loaded-sample", "tokens")
_ATTEMPTS = Assumed("attempts-per-task", "ratio")
_REWARDED = "grpo lora"  # adapters, tuned towards the better of several answers to each task
_FINE_TUNED = ("fine_tune", "hybrid")  # a small model; of a combination, the one that answers first


@dataclass(frozen=True, slots=True)
class Work:
    """One whole training run."""

    size_of: str  # the answer that says its size: of the open model, the tuned one, one's own
    size_b: Amount
    tokens: Amount  # that pass the model, repetitions included
    method: str  # "lora", "grpo lora", "full", "train"; "samples": tokens of images, rows, windows


def training_work(case: Case, approach: str, labels: Amount) -> Work:
    """What one run of this approach trains, and on how much."""
    scratch = approach == "from_scratch"
    per_example = of_example(case, model_tokens(case))
    if writes_text(case):
        per_example = per_example + case.workload.output_tokens
    per_example = case.called("Tokens of an example", "tokens per example", per_example)
    rewarded = is_rewarded(case, approach)
    passes = case.assumed(_ATTEMPTS if rewarded else _epochs(case, scratch=scratch))
    tokens = labels * per_example * passes
    size_of, size = _size(case, approach)
    text = case.workload.medium == "text"
    if text and approach in ("heavy_fine_tune", "from_scratch"):
        tokens = most(tokens, case.assumed(_CORPUS) * TOKENS_PER_MTOK)
    if text and scratch:
        tokens = most(tokens, size * case.assumed(_TOKENS_PER_PARAMETER) * PARAMS_PER_BILLION)
    tokens = case.called("Tokens of one run", "tokens", tokens)
    adapts = approach in _FINE_TUNED and not is_encoder(case)
    method = _REWARDED if rewarded else "lora" if adapts else "full"
    if scratch or is_like_pretraining(method, likely(tokens), case.constants):
        method = "train"
    return Work(size_of, size, tokens, method if writes_text(case) else "samples")


def is_rewarded(case: Case, approach: str) -> bool:
    """Whether it is tuned by the grades of a program, which takes answers that it writes."""
    graded = approach == "fine_tune" and case.workload.training_signal == "program"
    return graded and writes_text(case) and not is_encoder(case)


def _size(case: Case, approach: str) -> tuple[str, Amount]:
    """Which answer says how large the trained model is, and what it says."""
    work = case.workload
    if approach == "from_scratch":
        return "own_model_size_b", work.own_model_size_b
    if approach in _FINE_TUNED:
        return "tuned_model_size_b", work.tuned_model_size_b
    return "model_size_b", work.model_size_b


def _epochs(case: Case, *, scratch: bool) -> Assumed:
    """Small models that see pass over their images tens of times, those that write a few."""
    if scratch:
        return _SCRATCH_EPOCHS
    sees = case.workload.medium == "image" and not writes_text(case)
    return _VISION_EPOCHS if sees else EPOCHS


def likely_hours(case: Case, work: Work, accelerator: Accelerator) -> float:
    per_token = _hours_per_token(case, work.method, accelerator)(likely(work.size_b))
    return per_token * likely(work.tokens)


def run_hours(case: Case, work: Work, accelerator: Accelerator) -> Amount:
    """Accelerator-hours of one run, with the spread of published runs."""
    key = f"hours {work.method} {work.size_of} {accelerator.id}"
    return work.tokens * case.once(key, lambda: _spread_hours(case, work, accelerator))


def _spread_hours(case: Case, work: Work, accelerator: Accelerator) -> Amount:
    spreads = {"samples": _SPREAD_SAMPLES, "train": _SPREAD_TRAINING}
    spread = case.assumed(spreads.get(work.method, _SPREAD_TUNING))
    hours = interpolated(_hours_per_token(case, work.method, accelerator), work.size_b)
    label = f"Accelerator-hours for one token on {accelerator.name}"
    per_token = case.worked_out(label, "hours per token", hours, work.size_b) * spread
    return of_unknown_active(case, work.size_b, per_token)


def _hours_per_token(case: Case, method: str, accelerator: Accelerator) -> Callable[[float], float]:
    """Likely accelerator-hours for one token, by size in billion parameters."""

    def hours(size_b: float) -> float:
        if method == "samples":
            return _sample_hours(case, accelerator, size_b)
        if method == "train":
            return _training_hours(case, accelerator, size_b)
        return _tuning_hours(case, method, accelerator, size_b)

    lengths = _lengths(case) if method == _REWARDED else ()
    return lambda size_b: case.by_physics(
        ("hours", method, accelerator.id, size_b, *lengths), partial(hours, size_b)
    )


def _lengths(case: Case) -> tuple[float, float]:
    """Tokens that one answer of the run reads and writes, one at least."""
    return max(likely(model_tokens(case)), 1.0), max(likely(case.workload.output_tokens), 1.0)


def _training_hours(case: Case, accelerator: Accelerator, size_b: float) -> float:
    """A loop that is organised as pre-training is: packed sequences, large batches."""
    run = _run(case, "full", accelerator, size_b)
    return accelerator_hours(run, TOKENS_PER_MTOK, case.constants).value / TOKENS_PER_MTOK


def _sample_hours(case: Case, accelerator: Accelerator, size_b: float) -> float:
    """One token's share of a sample; loading counts little."""
    sample = constant(case.constants, _TOKENS_PER_SAMPLE)
    gflops = FLOPS_PER_PARAMETER_AND_TOKEN * size_b * PARAMS_PER_BILLION / FLOPS_PER_GFLOP
    training = SampleTraining(
        name="transformer",
        kind="",
        forward_gflops=gflops * sample,
        accelerator=accelerator,
        accelerators=1,
    )
    return sample_training_hours(training, 1.0, case.constants).value / sample


def _run(case: Case, method: str, accelerator: Accelerator, size_b: float) -> Run:
    """The model on as few accelerators as hold it."""
    params = size_b * PARAMS_PER_BILLION
    shape = shape_of(case, params)
    length = constant(case.constants, _SEQUENCE)
    step = Training(params=params, shape=shape, method=method, seq_len=length)
    return Run(
        params=params,
        active_params=shape.active_params or params,
        shape=shape,
        accelerator=accelerator,
        accelerators=accelerators_to_train(step, accelerator, case.constants),
        seq_len=length,
    )


def _tuning_hours(case: Case, method: str, accelerator: Accelerator, size_b: float) -> float:
    run = _run(case, method, accelerator, size_b)
    params, length = run.params, run.seq_len
    share = constant(case.constants, _ADAPTER_SHARE)
    tuning = Tuning(
        run=run,
        method=method,
        micro_batch_tokens=length,
        tokens_per_update=length * constant(case.constants, SEQUENCES_PER_UPDATE),
        trainable_params=params if method == "full" else params * share,
        gathers=run.accelerators > 1,
        writing=_writing(case, accelerator, size_b) if method == _REWARDED else None,
    )
    return tuning_hours(tuning, TOKENS_PER_MTOK, case.constants).value / TOKENS_PER_MTOK


def _writing(case: Case, accelerator: Accelerator, size_b: float) -> Load:
    """How the run writes the answers that it is graded for."""
    read, written = _lengths(case)
    return Load(stream=stream_of(case, accelerator, 1, read, written, size_b, 0.0))
