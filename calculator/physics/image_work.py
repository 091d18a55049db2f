"""Arithmetic of one forward pass of a sample: given, of a listed network, or of patches.

What a convolution costs does not follow from its parameters, so an unlisted network is
refused unless it is made of patches, each of which passes all weights once.
"""

import re

from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.fields import Fields, PredictionError
from calculator.units import FLOPS_PER_GFLOP

_PATCHES = re.compile(r"\b(?:vit|clip|dino|deit|beit|eva|siglip|mae)")
_USUAL_SIDE = Assumed("usual-image-side", "pixels")
_PATCH = Assumed("usual-patch-side", "pixels")
_FLOPS_PER_WEIGHT = 2.0  # a multiplication and an addition
_SPREAD_UNKNOWN_FLOPS = Assumed("spread-unknown-flops", "factor")


def forward_gflops(fields: Fields) -> float:
    """GFLOPs of one forward pass of one sample.

    Raises:
        PredictionError: nothing tells them.
    """
    given = fields.number("fwd_gflops_per_sample") or fields.number("gflops_per_item")
    if given is not None:
        return given
    pixels = _pixels(fields)
    network = fields.network()
    if network is not None:
        return network.gflops * ((pixels or network.pixels) / network.pixels) ** 2
    name = fields.text("model", "name", "base_model")
    if _PATCHES.search(name.lower()):
        side = pixels or likely(fields.constants, _USUAL_SIDE)
        patches = (side / likely(fields.constants, _PATCH)) ** 2 + 1
        fields.suppose(
            f"FLOPs per sample are those of {patches:,.0f} patches", _SPREAD_UNKNOWN_FLOPS
        )
        return fields.needed("params") * patches * _FLOPS_PER_WEIGHT / FLOPS_PER_GFLOP
    raise PredictionError(
        f"fwd_gflops_per_sample is missing, {name or 'the network'!r} is not listed, and the "
        "parameters of an image network do not tell it"
    )


def _pixels(fields: Fields) -> float | None:
    """The side of a square image of as many pixels as the record's."""
    value = fields.value("image_size")
    sides = value if isinstance(value, list) else [value]
    numbers = [side for side in sides if isinstance(side, int | float) and side > 0]
    if not numbers:
        return None
    return float((numbers[0] * numbers[-1]) ** 0.5)
