"""Sequences of a pass and of an update in a fine-tuning run, from what its record gives."""

from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields
from calculator.physics.reading import once
from calculator.physics.run import Run
from calculator.physics.tuning import SEQUENCES_PER_UPDATE
from calculator.units import PARAMS_PER_BILLION

_ONE_PASS = Assumed("sequences-in-one-pass", "sequences")
_SMALL_MODEL = Assumed("small-model-size", "billion parameters")
_SMALL_MODEL_TOKENS = Assumed("small-model-pass-tokens", "tokens")


@once
def micro_batch(fields: Fields) -> float | None:
    return fields.number("micro_batch") or fields.number("batch")


@once
def note_of_batch(fields: Fields, method: str) -> None:
    """Say what is taken for a batch or a teacher that the record leaves out."""
    if not (fields.number("global_batch") or micro_batch(fields)):
        fields.suppose("global_batch and micro_batch are not given; usual ones are taken")
    if "distil" in method.lower() and fields.number("teacher_params") is None:
        fields.suppose("teacher_params is not given; passes of a teacher are not counted")


def usual_batch(fields: Fields, run: Run) -> float:
    """Sequences of an update, from passes and their accumulation where those are given."""
    micro, passes = micro_batch(fields), fields.number("gradient_accumulation")
    together = (micro or 1.0) * (passes or 1.0) * run.accelerators
    return together if passes else max(likely(fields.constants, SEQUENCES_PER_UPDATE), together)


def usual_micro_batch(share: float, run: Run, constants: Constants) -> float:
    """Sequences of one pass where that is not told.

    A few sequences per accelerator are one pass. More of them are accumulated one by one
    where the model is large, and still one pass where it is small.
    """
    if share <= likely(constants, _ONE_PASS):
        return max(share, 1.0)
    small = likely(constants, _SMALL_MODEL) * PARAMS_PER_BILLION
    most = likely(constants, _SMALL_MODEL_TOKENS) / run.seq_len
    return min(share, most) if run.params < small else 1.0


def pass_length(fields: Fields, run: Run) -> float:
    """Tokens of one example as it passes, from totals where those are given."""
    tokens, steps = fields.number("tokens"), fields.number("steps")
    batch = fields.number("global_batch")
    if tokens and steps and batch:
        return min(run.seq_len, tokens / steps / batch)
    return run.seq_len
