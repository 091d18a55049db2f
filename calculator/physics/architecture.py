"""The shape of a transformer: given, known by its family, or inferred from its size."""

import dataclasses
import math
import re
from dataclasses import dataclass

from calculator.facts import Architecture, Shape
from calculator.knowledge import Knowledge

_WIDTH_PER_LAYER = 128  # d_model / layers of most published models from 7B up
_HEAD_WIDTH = 128
_SAME_SIZE = 1.06  # a listed shape serves a model whose parameters differ by less


@dataclass(frozen=True, slots=True)
class Transformer:
    """A shape and how we came by it: "given", "family" or "inferred"."""

    shape: Shape
    origin: str

    @property
    def kv_bytes_per_token(self) -> float:
        """Bytes of keys and values that one token leaves in a 16-bit cache, all layers."""
        shape = self.shape
        return 4.0 * shape.layers * shape.kv_heads * shape.head_width


def transformer(
    params: float,
    name: str,
    given: Shape | None,
    knowledge: Knowledge,
    active_params: float | None = None,
) -> Transformer:
    """The shape of a model.

    Args:
        params: All parameters, > 0.
        name: What people call the model; its family tells vocabulary and key-value heads.
        given: The shape, where the planner knows it.
        knowledge: Brings the published families.
        active_params: What one token passes in a mixture of experts; its layers are as
            wide as those of a dense model of that size.
    """
    if given is not None:
        return Transformer(given, "given")
    family = _family(name, knowledge)
    if family is None:
        return Transformer(inferred_shape(active_params or params), "inferred")
    nearest = min(family.shapes, key=lambda shape: abs(math.log(shape.params / params)))
    if 1 / _SAME_SIZE < nearest.params / params < _SAME_SIZE:
        return Transformer(nearest, "family")
    return Transformer(_like(nearest, inferred_shape(active_params or params)), "inferred")


def inferred_shape(params: float) -> Shape:
    """A plain shape of this size: width 128 per layer, head width 128, 12·layers·width² weights."""
    layers = max(4.0, round((params / (12 * _WIDTH_PER_LAYER**2)) ** (1 / 3)))
    width = math.sqrt(params / (12 * layers))
    heads = max(1.0, round(width / _HEAD_WIDTH))
    return Shape(
        params=params,
        layers=layers,
        d_model=width,
        heads=heads,
        kv_heads=heads,
        d_ff=4 * width,
        vocab=50_000,
        mlp_mats=2,
    )


def _like(relative: Shape, shape: Shape) -> Shape:
    """A shape with the vocabulary and the key-value sharing of its relative."""
    shared = relative.kv_heads < relative.heads
    return dataclasses.replace(
        shape,
        vocab=relative.vocab,
        kv_heads=min(shape.heads, relative.kv_heads) if shared else shape.heads,
        d_ff=shape.d_model * relative.d_ff / relative.d_model,
        mlp_mats=relative.mlp_mats,
    )


def _family(name: str, knowledge: Knowledge) -> Architecture | None:
    """The family whose mark is the longest one that the name contains."""
    plain = re.sub(r"[^a-z0-9.]", "", name.lower())
    marks = (
        (len(mark), architecture)
        for architecture in knowledge.architectures.values()
        for mark in architecture.marks
        if mark in plain
    )
    return max(marks, key=lambda found: found[0], default=(0, None))[1]
