"""Images made of noise, pass after pass: the arithmetic of a pass, and of a whole image.

Doubling both sides of an image makes four times as many positions: layers cost four times as
much, attention between positions sixteen times.
"""

from calculator.units import FLOPS_PER_GFLOP
from calculator.vocabulary import Network

FLOPS_PER_WEIGHT = 2.0  # a multiplication and an addition
PASSES_OF_GUIDANCE = 2.0  # with the text and without it, together


def pass_gflops(network: Network, side: float | None) -> float:
    """GFLOPs of one pass of one square image of so many pixels a side; None: the table's size."""
    positions = ((side or network.pixels) / network.pixels) ** 2
    layers = network.gflops - network.attention_gflops
    return layers * positions + network.attention_gflops * positions**2


def at_side(gflops: float, network: Network, side: float | None) -> float:
    """What grows with the pixels alone, such as decoding, at another side."""
    return gflops * ((side or network.pixels) / network.pixels) ** 2


def gflops_by_size(params: float, positions: float) -> float:
    """GFLOPs where each position passes all weights once."""
    return FLOPS_PER_WEIGHT * params * positions / FLOPS_PER_GFLOP


def passes(steps: float, guided: bool) -> float:
    """Passes of an image until it is done."""
    return steps * (PASSES_OF_GUIDANCE if guided else 1.0)
