"""A compared figure in words: what was known of it, and how far the prediction was off."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from view import formats

_UNITS = {
    "h": "accelerator-hours",
    "tokens/s": "tokens/s",
    "items/s": "items/s",
    "audio seconds/s": "seconds of sound a second",
    "ms": "ms",
    "GiB": "GiB per accelerator",
}
_SIZES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))


def unit_words(unit: str) -> str:
    """A unit as it stands in the head of a table."""
    return _UNITS[unit]


def factor_words(error: float | None) -> str:
    """An error as a factor and its direction: `×1.12 high`; a dash where there is none."""
    if error is None:
        return "–"
    factor = math.exp(abs(error))
    shown = f"{factor:.2f}" if factor < 9.95 else f"{factor:,.0f}"
    if shown == "1.00":
        return "×1.00"
    return f"×{shown} {'high' if error > 0 else 'low'}"


def rule_error(row: Any) -> float | None:
    """Logarithm of what the rule of thumb says over what was published."""
    return None if row.rule is None else math.log(row.rule / row.figure.measured)


def details(row: Any) -> str:
    """What was known beforehand, in the order in which people say it."""
    return ", ".join(_details(row.inputs, row.figure.name))


def _details(inputs: Mapping[str, Any], name: str) -> Iterator[str]:
    model = inputs.get("base_model")
    if model and str(model).lower() not in name.lower():
        yield str(model)
    if "params" in inputs:
        yield _parameters(inputs)
    yield from (str(inputs[key]) for key in ("method", "engine") if key in inputs)
    yield from _data(inputs)
    yield from _lengths(inputs)
    if "accelerator" in inputs:
        yield _hardware(inputs)
    if inputs.get("checkpointing", "none") != "none":
        yield "recomputing" if inputs["checkpointing"] == "full" else "partly recomputing"


def _parameters(inputs: Mapping[str, Any]) -> str:
    active = f", {_short(inputs['active_params'])} active" if "active_params" in inputs else ""
    return f"{_short(inputs['params'])} parameters{active}"


def _data(inputs: Mapping[str, Any]) -> Iterator[str]:
    bits = inputs.get("weight_bits")
    if "precision" in inputs:
        yield str(inputs["precision"])
    elif bits:
        yield f"{bits:g} bits"
    if "tokens" in inputs:
        yield f"{_short(inputs['tokens'])} {inputs.get('token_unit', 'token')}s"
    elif "examples" in inputs:
        epochs = f" × {inputs['epochs']:g}" if inputs.get("epochs", 1) != 1 else ""
        yield f"{formats.count(inputs['examples'])} examples{epochs}"


def _lengths(inputs: Mapping[str, Any]) -> Iterator[str]:
    if "seq_len" in inputs:
        yield f"length {inputs['seq_len']:,.0f}"
    if "output_len" in inputs and "input_len" in inputs:
        yield f"{inputs['input_len']:,.0f} in, {inputs['output_len']:,.0f} out"
    batch = inputs.get("micro_batch") or inputs.get("batch")
    if batch and batch != 1:
        yield f"batch {batch:,g}"


def _hardware(inputs: Mapping[str, Any]) -> str:
    chip = str(inputs["accelerator"])
    if chip == "any":
        return "any chip"
    count = inputs.get("accelerator_count")
    return f"{count:,.0f} × {chip}" if count else chip


def _short(value: float) -> str:
    """`6740000000` as `6.74B`."""
    for size, suffix in _SIZES:
        if value >= size:
            return f"{value / size:.3g}{suffix}"
    return f"{value:g}"
