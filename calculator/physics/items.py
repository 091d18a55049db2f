"""Items per second of networks that take an item whole: images, encodings."""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.training import NARROW_SERVING, matmul_share, narrow_share
from calculator.units import FLOPS_PER_GFLOP

_SPREAD_ITEMS = Assumed("spread-items", "factor")
ITEM_EFFICIENCY = Assumed("item-efficiency", "share")
_ITEM_EFFICIENCY_COMPILED = Assumed("item-efficiency-compiled", "share")
_ITEM_LAUNCH_SECONDS = Assumed("item-launch-seconds", "seconds")
DENOISING_CONVOLUTION = Assumed("denoising-convolution-share", "share")
USUAL_ITEMS = Assumed("usual-item-batch", "items")
USUAL_MADE = Assumed("usual-made-images", "images")
_ITEM_LAUNCH_SECONDS_COMPILED = Assumed("item-launch-seconds-compiled", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemServing:
    """A model that takes one item and gives one answer, in batches."""

    forward_gflops: float  # of one item, multiply and add counted apart; ≥ 0
    convolution_gflops: float = 0  # beside those, of convolutions that make images
    accelerator: Accelerator
    accelerators: float = 1
    batch: float = 32
    precision: str = "fp16"
    compiled: bool = False  # whether the whole network was compiled for the chip beforehand
    passes: float = 1  # of a batch, one after the other


def seconds_per_item(serving: ItemServing, constants: Constants) -> float:
    """Seconds of all accelerators for one item: arithmetic, and one launch per batch and pass."""
    kept = likely(constants, DENOISING_CONVOLUTION)  # between them, large maps are read and written
    gflops = serving.forward_gflops + serving.convolution_gflops / kept
    arithmetic = gflops * FLOPS_PER_GFLOP / flops_reached(serving, constants)
    launches = launch_seconds(serving, constants) * serving.passes / serving.batch
    return (arithmetic + launches) / serving.accelerators


def flops_reached(serving: ItemServing, constants: Constants) -> float:
    """FLOP/s that one accelerator reaches in products, batch after batch."""
    peak = chips.peak_flops(serving.accelerator, serving.precision)
    share = likely(constants, _ITEM_EFFICIENCY_COMPILED if serving.compiled else ITEM_EFFICIENCY)
    share *= matmul_share(serving.accelerator, constants)
    kind = chips.precision_kind(serving.precision)
    return peak * share * narrow_share(serving.accelerator, kind, constants, NARROW_SERVING)


def launch_seconds(serving: ItemServing, constants: Constants) -> float:
    """Seconds to start one pass of a batch."""
    return likely(
        constants, _ITEM_LAUNCH_SECONDS_COMPILED if serving.compiled else _ITEM_LAUNCH_SECONDS
    )


def items_per_second(serving: ItemServing, constants: Constants) -> Estimate:
    """Items per second over all accelerators, kept full."""
    rate = 1 / seconds_per_item(serving, constants)
    return estimate(constants, _SPREAD_ITEMS).map(lambda factor: rate * factor)
