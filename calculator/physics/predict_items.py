"""Records of images and texts that pass a network whole → predictions."""

import re
from dataclasses import replace
from functools import partial

from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.fields import Fields
from calculator.physics.formula import Formula
from calculator.physics.image_work import forward_gflops, is_denoising, made_gflops
from calculator.physics.items import USUAL_ITEMS, USUAL_MADE, ItemServing, items_per_second
from calculator.physics.predict_memory import weight_bits
from calculator.physics.predict_training import SPREAD_UNKNOWN_LENGTH
from calculator.physics.reading import once
from calculator.units import FLOPS_PER_GFLOP

SPREAD_UNKNOWN_LENGTHS = Assumed("spread-unknown-lengths", "factor")
_NARROW_BITS = 8.0
_COMPILED = re.compile(r"tensorrt|mlperf|compile|openvino|coreml")
_USUAL_ITEM = Assumed("usual-item-tokens", "tokens")
_OFFLINE_ITEMS = Assumed("offline-item-batch", "items")


def items(fields: Fields) -> Formula:
    if is_denoising(fields):
        return partial(items_per_second, _image_making(fields))
    serving, frames = _item_serving(fields, _gflops(fields)), fields.number("frames")
    if frames is None:
        return partial(items_per_second, serving)
    pictures = replace(serving, batch=serving.batch * frames)
    return lambda known: items_per_second(pictures, known).map(lambda rate: rate / frames)


def _image_making(fields: Fields) -> ItemServing:
    """Images of noise; the arithmetic of a whole one may be given."""
    whole = fields.number("gflops_per_item")
    if whole is None:
        made = made_gflops(fields)
        serving = _item_serving(fields, made.gflops, USUAL_MADE)
        return replace(serving, convolution_gflops=made.convolution_gflops, passes=made.steps)
    serving = _item_serving(fields, whole, USUAL_MADE)
    return replace(serving, passes=fields.number("steps") or 1.0)


def _gflops(fields: Fields) -> float:
    given = fields.number("gflops_per_item") or fields.number("fwd_gflops_per_sample")
    if given is not None:
        return given
    length = fields.number("input_len")
    if length is None and fields.network() is None and fields.reads_words():
        length = likely(fields.constants, _USUAL_ITEM)
        note = f"input_len is not given; {length:,.0f} tokens an item are taken"
        fields.suppose(note, SPREAD_UNKNOWN_LENGTHS)
    if length is None:
        return forward_gflops(fields)
    fields.suppose("each token of an item passes all weights once", SPREAD_UNKNOWN_LENGTH)
    return fields.needed("params") * length * 2 / FLOPS_PER_GFLOP


def _item_serving(fields: Fields, gflops: float, usual: Assumed = USUAL_ITEMS) -> ItemServing:
    """Networks compiled for a chip come with their own launches and a better use of its peak."""
    bits = weight_bits(fields)
    return ItemServing(
        forward_gflops=gflops,
        accelerator=fields.accelerator(),
        accelerators=fields.number("accelerator_count") or 1.0,
        batch=fields.number("batch") or _usual_batch(fields, usual),
        precision=fields.arithmetic("int8" if bits <= _NARROW_BITS else "fp16"),
        compiled=_is_compiled(fields),
    )


@once
def _is_compiled(fields: Fields) -> bool:
    return bool(_COMPILED.search(fields.text("engine").lower()))


def _usual_batch(fields: Fields, usual: Assumed) -> float:
    """Items of a batch where that is not told: a queue that is always full hides the launches."""
    if fields.says("offline", "scenario"):
        return likely(fields.constants, _OFFLINE_ITEMS)
    return fields.supposed("batch", likely(fields.constants, usual), "a usual batch is taken")
