"""Arithmetic of images: one forward pass of a sample, and all passes of an image that is made.

What a convolution costs does not follow from its parameters, so an unlisted network is
refused unless it is made of patches, each of which passes all weights once.
"""

import re
from typing import NamedTuple

from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.denoising import at_side, gflops_by_size, pass_gflops, passes
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.items import DENOISING_CONVOLUTION
from calculator.physics.reading import once
from calculator.physics.values import shown
from calculator.physics.vision import FORWARD_AND_BACKWARD

_PATCHES = re.compile(r"\b(?:vit|clip|dino|deit|beit|eva|siglip|mae)")
_USUAL_SIDE = Assumed("usual-image-side", "pixels")
_PATCH = Assumed("usual-patch-side", "pixels")
_SPREAD_UNKNOWN_FLOPS = Assumed("spread-unknown-flops", "factor")
_MOST_PIXELS = 1e9
_STORED = re.compile(r"latent")  # images are encoded once, before the run


class Made(NamedTuple):
    """What it takes to make one image of noise."""

    gflops: float  # of products
    convolution_gflops: float  # beside them, over large maps
    steps: float


@once
def forward_gflops(fields: Fields) -> float:
    """GFLOPs of one forward pass of one sample.

    Raises:
        PredictionError: nothing tells them.
    """
    given = fields.number("fwd_gflops_per_sample") or fields.number("gflops_per_item")
    if given is not None:
        return given
    pixels = pixels_of(fields)
    network = fields.network()
    if network is not None:
        return pass_gflops(network, pixels)
    name = fields.text("model", "name", "base_model")
    if is_denoising(fields):
        return _by_patches(fields, pixels or fields.needed("image_size"))
    if _PATCHES.search(name.lower()):
        return _by_patches(fields, pixels or likely(fields.constants, _USUAL_SIDE), 1)
    raise PredictionError(
        f"fwd_gflops_per_sample is missing, {name or 'the network'!r} is not listed, and the "
        "parameters of an image network do not tell it"
    )


def _by_patches(fields: Fields, side: float, beside: float = 0) -> float:
    positions = (side / likely(fields.constants, _PATCH)) ** 2 + beside
    fields.suppose(f"FLOPs of a pass are those of {positions:,.0f} patches", _SPREAD_UNKNOWN_FLOPS)
    return gflops_by_size(fields.needed("params"), positions)


@once
def is_denoising(fields: Fields) -> bool:
    """Whether the record's network makes images of noise."""
    network = fields.network()
    return network.denoises if network else "diffusion" in fields.text("kind").lower()


@once
def picture_gflops(fields: Fields) -> float | None:
    """GFLOPs of a pass where the record's model sees or makes pictures; None where it reads.

    Those of convolutions over large maps count for as many products as take the same time.
    """
    name = fields.text("model", "name", "base_model").lower()
    seen = fields.network() is not None or is_denoising(fields)
    if not (seen or _PATCHES.match(name)):
        return None
    network, gflops = fields.network(), learning_gflops(fields)
    if network is None or network.kind != "denoising-convolution":
        return gflops
    return gflops / likely(fields.constants, DENOISING_CONVOLUTION)


@once
def learning_gflops(fields: Fields) -> float:
    """GFLOPs of one forward pass of one sample that is learnt from, its encoding included.

    An image that a denoising network learns from is encoded first, without a backward pass.
    """
    network, forward = fields.network(), forward_gflops(fields)
    if network is None or not network.encoder_gflops or _given(fields):
        return forward
    if _STORED.search(fields.text("loader").lower()):
        return forward
    fields.suppose("images are encoded in the run; with stored latents they are not")
    from_encoder = at_side(network.encoder_gflops, network, pixels_of(fields))
    return forward + from_encoder / FORWARD_AND_BACKWARD


def _given(fields: Fields) -> bool:
    return fields.number("fwd_gflops_per_sample") is not None


@once
def made_gflops(fields: Fields) -> Made:
    """All passes of an image that is made of noise, and its decoding."""
    network, side = fields.network(), pixels_of(fields)
    steps, guided = _steps(fields), _guided(fields)
    all_passes = forward_gflops(fields) * passes(steps, guided)
    decoding = at_side(network.decoder_gflops, network, side) if network else 0.0
    if network is not None and network.kind == "denoising-convolution":
        return Made(0.0, all_passes + decoding, steps)
    return Made(all_passes, decoding, steps)


def _steps(fields: Fields) -> float:
    """Denoising steps of one image: given, or the usual ones of a listed network."""
    network = fields.network()
    if network is None or network.steps is None:
        return fields.needed("steps")
    return fields.supposed("steps", network.steps, "the usual ones of this network are taken")


def _guided(fields: Fields) -> bool:
    told, network = fields.switch("guidance"), fields.network()
    if told is not None:
        return told
    guided = network is not None and network.guided
    passing = "twice, with the text and without" if guided else "once"
    fields.suppose(f"guidance is not given; each step is taken to pass {passing}")
    return guided


@once
def pixels_of(fields: Fields) -> float | None:
    """The side of a square image of as many pixels as the record's.

    Raises:
        PredictionError: the size is neither a number nor two of them.
    """
    value = fields.value("image_size")
    if value is None:
        return None
    sides = value if isinstance(value, list) and len(value) == 2 else [value, value]
    numbers = [float(side) for side in sides if type(side) in (int, float)]
    if len(numbers) < 2 or not 0 < min(numbers) <= max(numbers) < _MOST_PIXELS:
        raise PredictionError(
            f"image_size must be pixels above 0, or a list of two such, got {shown(value)}"
        )
    return float((numbers[0] * numbers[1]) ** 0.5)
