"""Wishes that cannot come true: more than a chip's peak, or more than its memory holds."""

from calculator.facts import Accelerator
from calculator.physics import chips
from calculator.physics.constants import Constants
from calculator.physics.fields import Fields
from calculator.physics.formula import Formula
from calculator.physics.memory import Training, training_bytes, usable_bytes
from calculator.physics.methods import method_kind
from calculator.physics.reading import once
from calculator.physics.run import Run
from calculator.physics.training import training_flops_per_token
from calculator.units import BYTES_PER_GIB, FLOPS_PER_TFLOPS, SECONDS_PER_HOUR

_NEEDLESSLY_SMALL = 1.0


def warn_of_hours(fields: Fields, run: Run, tokens: float) -> None:
    """Warn where the hours that a record wishes for would take more than the peak."""
    hours = _wished_hours(fields)
    if hours is not None:
        flops = tokens * training_flops_per_token(run.active_params, run.shape, run.seq_len)
        _warn_of_share(fields, run, flops / (hours * SECONDS_PER_HOUR), f"{hours:,.6g} hours")


@once
def _wished_hours(fields: Fields) -> float | None:
    hours = fields.number("gpu_hours") or fields.number("accelerator_hours")
    if hours is not None:
        return hours
    wall, count = fields.number("wall_hours"), fields.number("accelerator_count")
    return wall * count if wall and count else None


def tell_of_work(
    fields: Fields,
    run: Run,
    tokens: float,
    hours: Formula,
    constants: Constants,
    kept: float = 1.0,
    part: float = 1.0,
) -> None:
    """Note the arithmetic of a whole run, how busy it keeps the chips, and what is lost.

    Args:
        fields: of the record.
        run: what is trained.
        tokens: that pass the model, repetitions included.
        hours: of accelerators.
        constants: of the day.
        kept: share of the steady rate that the whole run keeps, 0–1.
        part: of the arithmetic of training all weights; > 1 with passes of other models.
    """
    if not fields.is_noted:
        return
    flops = part * tokens * training_flops_per_token(run.active_params, run.shape, run.seq_len)
    spent = hours(constants).value
    if flops <= 0 or spent <= 0:
        return
    peak = chips.peak_flops(run.accelerator, run.precision)
    share = flops / (spent * SECONDS_PER_HOUR) / peak
    lost = f", restarts, evaluation and slower code included ({1 - kept:.0%})" if kept < 1 else ""
    fields.notes.append(
        f"{flops:.2g} floating-point operations, {share:.0%} of the chip's dense peak{lost}"
    )


def warn_of_speed(fields: Fields, run: Run) -> None:
    """Warn where the speed that a record wishes for is above the chip's dense peak."""
    speed, total, tflops = _wished_speeds(fields)
    if speed is None and total is not None:
        speed = total / max(1.0, run.accelerators)
    if speed is not None:
        per_token = training_flops_per_token(run.active_params, run.shape, run.seq_len)
        _warn_of_share(fields, run, speed * per_token, f"{speed:,.6g} tokens/s per accelerator")
    if tflops is not None:
        _warn_of_share(fields, run, tflops * FLOPS_PER_TFLOPS, f"{tflops:,.6g} TFLOP/s")
    _warn_of_utilisation(fields)


@once
def _wished_speeds(fields: Fields) -> tuple[float | None, float | None, float | None]:
    """Tokens per second of one accelerator and of all, and TFLOP/s of one."""
    speed = fields.number("tokens_per_s_per_gpu") or fields.number("target_tokens_per_s")
    return speed, fields.number("tokens_per_s_total"), fields.number("tflops_per_gpu")


@once
def _warn_of_utilisation(fields: Fields) -> None:
    for name in ("mfu", "hfu"):
        share = fields.number(name)
        if share is not None and share > 1:
            fields.warnings.append(f"{name} {share:.0%} is more than the chip's dense peak")


def _warn_of_share(fields: Fields, run: Run, flops_per_second: float, wish: str) -> None:
    share = flops_per_second / chips.peak_flops(run.accelerator, run.precision)
    if share > _NEEDLESSLY_SMALL:
        fields.warnings.append(f"{wish} would need {share:.0%} of the chip's dense peak")


def warn_of_training_memory(
    fields: Fields, run: Run, constants: Constants, method: str = "full"
) -> None:
    """Warn where even the leanest recipe, sharded over all accelerators, has no room."""
    count = fields.number("accelerator_count")
    if count is None:
        return
    lean = Training(
        params=run.params,
        shape=run.shape,
        method=method,
        optimizer="offload" if method_kind(method) == "full" else "mixed",
        sharding=3,
        accelerators=count,
        states_only=True,
    )
    warn_of_memory(fields, training_bytes(lean, constants), run.accelerator, constants)


def warn_of_memory(
    fields: Fields, needed_bytes: float, accelerator: Accelerator, constants: Constants
) -> None:
    """Warn where so many bytes do not fit on one accelerator."""
    if needed_bytes > usable_bytes(accelerator, constants):
        fields.warnings.append(
            f"does not fit: about {needed_bytes / BYTES_PER_GIB:,.0f} GiB are needed per "
            f"accelerator, {accelerator.name} has {accelerator.memory_gib:g}"
        )
