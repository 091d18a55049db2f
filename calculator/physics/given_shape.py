"""The shape of a transformer from the sizes that a record gives."""

from collections.abc import Mapping
from typing import Any

from calculator.facts import Shape
from calculator.names import did_you_mean
from calculator.physics.architecture import HEAD_WIDTH, INNER_WIDTH, VOCABULARY
from calculator.physics.constants import Constants, likely
from calculator.physics.values import PredictionError, shown

_LARGEST = 1e30
_FURTHER = (
    "mlp_mats", "head_dim", "latent", "window", "window_layers", "stateless_layers",
    "experts", "experts_used", "context", "active_params", "tied",
)  # fmt: skip
SIZES = ("layers", "d_model", "heads", "kv_heads", "d_ff", "vocab", *_FURTHER)


def shape_of(params: float, given: object, constants: Constants) -> Shape | None:
    """A shape by what a record gives; None where that is too little.

    Raises:
        PredictionError: something in it is no size, or contradicts another.
    """
    if not isinstance(given, Mapping):
        raise PredictionError(f"arch must be a mapping, got {shown(given)}")
    values = {}
    for key, value in given.items():
        if key not in SIZES:
            hint = did_you_mean(str(key), SIZES)
            raise PredictionError(f"arch.{key} is not a field{hint}")
        values[key] = value if key == "tied" else _size(key, value)
    if not values.get("layers") or not values.get("d_model"):
        return None
    if (values.get("kv_heads") or 0) > (values.get("heads") or _LARGEST):
        raise PredictionError("arch.kv_heads must be at most arch.heads")
    return _shape(params, values, constants)


def _size(key: str, value: Any) -> float | None:
    inside = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not None and not (inside and 0 <= value < _LARGEST):
        raise PredictionError(f"arch.{key} must be a number from 0, got {shown(value)}")
    return float(value) if value else None


def _shape(params: float, values: Mapping[str, Any], constants: Constants) -> Shape:
    """A shape by its sizes; what is left out is as in a plain transformer."""
    layers, width = values["layers"], values["d_model"]
    heads = values.get("heads") or max(1.0, width / likely(constants, HEAD_WIDTH))
    extras = {key: values[key] for key in _FURTHER if values.get(key)}
    return Shape(
        params=params,
        layers=layers,
        d_model=width,
        heads=heads,
        kv_heads=min(heads, values.get("kv_heads") or heads),
        d_ff=values.get("d_ff") or INNER_WIDTH * width,
        vocab=values.get("vocab") or likely(constants, VOCABULARY),
        **{"mlp_mats": 3.0, **extras},
    )
