"""The shape of a transformer from the sizes that a record gives."""

from collections.abc import Mapping
from typing import Any

from calculator.facts import Shape
from calculator.physics.architecture import HEAD_WIDTH, INNER_WIDTH, VOCABULARY
from calculator.physics.constants import Constants, likely

_FURTHER = (
    "mlp_mats", "head_dim", "latent", "window", "window_layers", "stateless_layers",
    "experts", "experts_used", "context", "active_params", "tied",
)  # fmt: skip
SIZES = ("layers", "d_model", "heads", "kv_heads", "d_ff", "vocab", *_FURTHER)


def given_shape(params: float, values: Mapping[str, Any], constants: Constants) -> Shape:
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
