"""Items per second of models that are not text generators: images, encodings, audio."""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.physics import chips
from calculator.physics.constants import Constants, likely

_FLOPS_PER_GFLOP = 1e9
_AUDIO_WINDOW_SECONDS = 30.0  # Whisper and its relatives hear half a minute at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemServing:
    """A model that takes one item and gives one answer, in batches."""

    forward_gflops: float  # of one item, multiply and add counted apart; > 0
    accelerator: Accelerator
    accelerators: float = 1
    batch: float = 32
    precision: str = "fp16"
    engine: str = "generic"
    params: float = 0.0


def seconds_per_item(serving: ItemServing, constants: Constants) -> float:
    """Seconds of all accelerators for one item: arithmetic, and one launch per batch."""
    peak = chips.peak_flops(serving.accelerator, serving.precision)
    share = likely(constants, f"item-efficiency-{serving.engine}", "item-efficiency")
    launch = likely(constants, f"item-launch-seconds-{serving.engine}", "item-launch-seconds")
    arithmetic = serving.forward_gflops * _FLOPS_PER_GFLOP / (peak * share)
    return (arithmetic + launch / serving.batch) / serving.accelerators


def items_per_second(serving: ItemServing, constants: Constants) -> Estimate:
    """Items per second over all accelerators, kept full."""
    rate = 1 / seconds_per_item(serving, constants)
    return constants["spread-items"].map(lambda factor: rate * factor)


def audio_seconds_per_second(
    params: float, layers: float, weight_bits: float, serving: ItemServing, constants: Constants
) -> Estimate:
    """Seconds of speech that are written down in one second.

    An encoder pass over half a minute, then token by token through half of the weights.
    """
    tokens = likely(constants, "speech-tokens-per-window")
    frames = likely(constants, "speech-frames-per-window")
    peak = chips.peak_flops(serving.accelerator, serving.precision)
    encoder = params * frames / (peak * likely(constants, "item-efficiency"))
    read = params * weight_bits / 8 / chips.bandwidth(serving.accelerator)
    each = likely(constants, f"speech-layer-seconds-{serving.engine}", "speech-layer-seconds")
    window = encoder + tokens * (read + layers * each)
    rate = _AUDIO_WINDOW_SECONDS / window * serving.accelerators
    return constants["spread-items"].map(lambda factor: rate * factor)
