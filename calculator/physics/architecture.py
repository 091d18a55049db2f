"""The shape of a transformer: given, listed by name, known by its family, or inferred."""

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from calculator.estimate import Estimate, exactly
from calculator.facts import Architecture, Shape
from calculator.knowledge import Knowledge
from calculator.names import Remembered
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.models import listed_model, model_parts

_SAME_SIZE = 1.06  # a listed shape serves a model whose parameters differ by less
_LONGEST_MARK = 3  # parts of a name
_SHORTEST_ENDING = 4  # letters of a mark that a part ends with
_NAMES_KEPT = 256
_ALONE = exactly(1.0)
_WIDTH_PER_LAYER = Assumed("width-per-layer", "ratio")
HEAD_WIDTH = Assumed("head-width", "width")
_QUERIES_PER_KEY = Assumed("queries-per-key", "ratio")
_RELATIVE = Assumed("cache-of-a-relative", "factor")
VOCABULARY = Assumed("usual-vocabulary", "vocabulary entries")
INNER_WIDTH = 4.0  # of the feed-forward part, in widths: 2 · 4 · width² and 4 · width² make 12


@dataclass(frozen=True, slots=True)
class Transformer:
    """A shape and how we came by it: "given", "listed", "family" or "inferred"."""

    shape: Shape
    origin: str
    note: str = ""  # what was supposed
    cache_spread: Estimate = _ALONE  # factors about the size of keys and values


def transformer(
    params: float,
    name: str,
    given: Shape | None,
    knowledge: Knowledge,
    constants: Constants,
    active_params: float | None = None,
) -> Transformer:
    """The shape of a model.

    Args:
        params: All parameters, > 0.
        name: What people call the model. An exact name of the table goes first; then its
            family tells vocabulary and key-value heads.
        given: The shape, where the planner knows it.
        knowledge: Brings the published models.
        constants: Of the physics; what is taken where the shape is not known.
        active_params: What one token passes in a mixture of experts; its layers are as
            wide as those of a dense model of that size.
    """
    if given is not None:
        return Transformer(given, "given")
    listed = listed_model(name, knowledge)
    if listed is not None and listed.is_about(params):
        return Transformer(listed.shape, "listed")
    family = _family(name, knowledge)
    if family is not None:
        return of_family(family, params, active_params, constants)
    shared = estimate(constants, _QUERIES_PER_KEY)
    return Transformer(
        inferred_shape(active_params or params, constants),
        "inferred",
        "the shape of the model is inferred from its size, and how many heads share keys and "
        "values is not known",
        Estimate(shared.value / shared.high, 1.0, shared.value / shared.low),
    )


def of_family(
    family: Architecture, params: float, active_params: float | None, constants: Constants
) -> Transformer:
    """A family's shape of this size, or one like its nearest relative."""
    nearest = min(family.shapes, key=lambda shape: abs(math.log(shape.params / params)))
    if 1 / _SAME_SIZE < nearest.params / params < _SAME_SIZE:
        label = nearest.names[0] if nearest.names else f"{family.name} of this size"
        return Transformer(nearest, "family", f"by family and size, the shape of {label} is taken")
    return Transformer(
        _like(nearest, inferred_shape(active_params or params, constants)),
        "inferred",
        f"the shape of the model is inferred from its size and its family, {family.name}",
        estimate(constants, _RELATIVE),
    )


def inferred_shape(params: float, constants: Constants) -> Shape:
    """A plain shape of this size: so much width per layer and head, 12·layers·width² weights.

    Several heads share keys and values, as in current models.
    """
    layers = max(4.0, round((params / (12 * likely(constants, _WIDTH_PER_LAYER) ** 2)) ** (1 / 3)))
    width = math.sqrt(params / (12 * layers))
    heads = max(1.0, round(width / likely(constants, HEAD_WIDTH)))
    return Shape(
        params=params,
        layers=layers,
        d_model=width,
        heads=heads,
        kv_heads=max(1.0, heads / likely(constants, _QUERIES_PER_KEY)),
        d_ff=INNER_WIDTH * width,
        vocab=likely(constants, VOCABULARY),
        mlp_mats=2,
    )


def _like(relative: Shape, shape: Shape) -> Shape:
    """A shape with the vocabulary and the key-value sharing of its relative."""
    shared = relative.kv_heads < relative.heads
    local = relative.window_layers / relative.layers
    stateless = relative.stateless_layers / relative.layers
    return dataclasses.replace(
        shape,
        vocab=relative.vocab,
        kv_heads=min(shape.heads, relative.kv_heads) if shared else shape.heads,
        d_ff=shape.d_model * relative.d_ff / relative.d_model,
        mlp_mats=relative.mlp_mats,
        latent=relative.latent,
        window=relative.window,
        window_layers=shape.layers * local,
        stateless_layers=shape.layers * stateless,
        experts=relative.experts,
        experts_used=relative.experts_used,
    )


def _family(name: str, knowledge: Knowledge) -> Architecture | None:
    """The family whose mark is the longest one that the name has."""
    return _families(knowledge.architectures)(name)


def _finder(architectures: Mapping[str, Architecture]) -> Callable[[str], Architecture | None]:
    by_mark: dict[str, tuple[int, Architecture]] = {}  # with their rank: earlier ones go first
    for rank, architecture in enumerate(architectures.values()):
        for mark in architecture.marks:
            by_mark.setdefault(mark, (-rank, architecture))
    longest = max(map(len, by_mark), default=0)

    def find(name: str) -> Architecture | None:
        marks = (mark for mark in _possible_marks(name, longest) if mark in by_mark)
        found = [(len(mark), *by_mark[mark]) for mark in marks]
        return max(found, key=lambda each: each[:2])[2] if found else None

    # A bill asks for the same few names over and over.
    return lru_cache(maxsize=_NAMES_KEPT)(find)


_families = Remembered[Callable[[str], Architecture | None]](_finder)


def _possible_marks(name: str, longest: int) -> Iterator[str]:
    """Parts of a name, some of them together, and what a part begins or ends with.

    A part may be a mark with something more, "stablelm3b" or "distilbert". A mark that ends in a
    version needs its own end: "gemma2b" is no Gemma 2.
    """
    kept = model_parts(name)
    for start in range(len(kept)):
        for end in range(start + 1, min(start + _LONGEST_MARK, len(kept)) + 1):
            yield "".join(kept[start:end])
    for part in kept:
        opening = (part[:end] for end in range(1, min(longest, len(part)) + 1))
        closing = (part[-size:] for size in range(_SHORTEST_ENDING, min(longest, len(part)) + 1))
        yield from (mark for mark in (*opening, *closing) if not mark[-1].isdigit())
