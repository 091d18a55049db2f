"""The memory of one chip by part, each with its formula in words and numbers."""

from collections.abc import Iterator

from calculator.facts import Shape
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields
from calculator.physics.memory import (
    RUNTIME_GIB,
    SERVING_RUNTIME_GIB,
    activation_bytes,
    kv_cache_bytes,
    training_bytes,
    weight_bytes,
)
from calculator.physics.predict_memory import read_training
from calculator.tools.records import FitPart
from calculator.units import BYTES_PER_GIB


def parts_of(
    fields: Fields, params: float, shape: Shape, constants: Constants, *, tunes: bool
) -> Iterator[FitPart]:
    """The parts, largest causes first; their sum is what the predictor of memory says."""
    if tunes:
        yield from _training_parts(fields, params, shape, constants)
    else:
        yield from _serving_parts(fields, params, shape, constants)


def _serving_parts(
    fields: Fields, params: float, shape: Shape, constants: Constants
) -> Iterator[FitPart]:
    count = fields.number("accelerator_count") or 1.0
    word, bits = fields.precision(), fields.weight_bits()
    weights = weight_bytes(params, shape, bits, whole=bool(word and word.whole))
    yield _part("Weights", f"{_n(params)} weights × {bits:.3g} bits ÷ 8", weights, count)
    users, length = fields.number("batch") or 1.0, fields.number("seq_len") or 1.0
    cache = kv_cache_bytes(shape, users * length, 16, sequences=users)
    numbers = f"{shape.cached_numbers:,.0f} numbers × 2 bytes"
    layers = f"{shape.growing_layers:,.0f} layers"
    if shape.window_layers and shape.window:
        layers += f" (and {shape.window_layers:,.0f} with a window of {shape.window:,.0f} tokens)"
    yield _part(
        "Keys and values",
        f"{users:,.0f} × {length:,.0f} tokens × {layers} × {numbers}",
        cache,
        count,
    )
    runtime = likely(constants, SERVING_RUNTIME_GIB) * BYTES_PER_GIB
    yield _part("Engine and buffers", "a fixed amount", runtime, count)


def _training_parts(
    fields: Fields, params: float, shape: Shape, constants: Constants
) -> Iterator[FitPart]:
    step = read_training(fields, params, shape, constants)
    whole = training_bytes(step, constants)
    values = {name: getattr(step, name) for name in step.__dataclass_fields__}
    states = training_bytes(type(step)(**{**values, "states_only": True}), constants)
    kept = activation_bytes(step, constants)
    runtime = likely(constants, RUNTIME_GIB) * BYTES_PER_GIB
    spread = (
        f", over {step.accelerators:g} chips" if step.sharding and step.accelerators > 1 else ""
    )
    tokens = f"{step.batch:,.0f} × {step.seq_len:,.0f} tokens"
    yield _part("Weights, gradients, optimiser", f"{step.method}, {step.optimizer}{spread}", states)
    checkpoints = {"full": "one width a layer kept", "none": "all kept"}
    how = checkpoints.get(step.checkpointing, "part kept")
    yield _part("Activations", f"{tokens} × {shape.layers:,.0f} layers, {how}", kept)
    logits = max(0.0, whole - states - kept - runtime)
    yield _part("Logits", f"{tokens} × {shape.vocab:,.0f} words", logits)
    yield _part("Runtime", "a fixed amount", runtime)


def _part(label: str, formula: str, size: float, count: float = 1.0) -> FitPart:
    shared = f" ÷ {count:g} chips" if count > 1 else ""
    gib = size / count / BYTES_PER_GIB
    return FitPart(label=label, formula=f"{formula}{shared}", gib=gib)


def _n(params: float) -> str:
    return f"{params / 1e9:.3g} billion" if params >= 1e9 else f"{params / 1e6:.3g} million"
