"""Items per second of models that are not text generators: images, encodings, audio."""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.training import NARROW_SERVING, matmul_share, narrow_share
from calculator.units import BITS_PER_BYTE, FLOPS_PER_GFLOP

_BYTES_OF_WIDE = 2.0
_WINDOW_SECONDS = Assumed("speech-window-seconds", "seconds")
SPEECH_FRAMES = Assumed("speech-frames-per-window", "positions")
_SPEECH_PREPARATION_SECONDS = Assumed("speech-preparation-seconds", "seconds")
_SPEECH_TOKENS_PER_WINDOW = Assumed("speech-tokens-per-window", "tokens")
_SPEECH_LAYER_SECONDS = Assumed("speech-layer-seconds", "seconds")
_SPREAD_ITEMS = Assumed("spread-items", "factor")
_SPREAD_SPEECH = Assumed("spread-speech", "factor")
_ITEM_EFFICIENCY = Assumed("item-efficiency", "share")
_ITEM_EFFICIENCY_COMPILED = Assumed("item-efficiency-compiled", "share")
_ITEM_LAUNCH_SECONDS = Assumed("item-launch-seconds", "seconds")
_ITEM_LAUNCH_SECONDS_COMPILED = Assumed("item-launch-seconds-compiled", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemServing:
    """A model that takes one item and gives one answer, in batches."""

    forward_gflops: float  # of one item, multiply and add counted apart; > 0
    accelerator: Accelerator
    accelerators: float = 1
    batch: float = 32
    precision: str = "fp16"
    compiled: bool = False  # whether the whole network was compiled for the chip beforehand


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A model that writes speech down, half a minute at a time."""

    params: float
    layers: float  # of the part that writes
    width: float
    accelerator: Accelerator
    accelerators: float = 1
    batch: float = 1  # windows that are heard together
    weight_bits: float = 16
    precision: str = "fp16"
    writes: bool = True  # token by token; otherwise the encoder alone decides


def seconds_per_item(serving: ItemServing, constants: Constants) -> float:
    """Seconds of all accelerators for one item: arithmetic, and one launch per batch."""
    peak = chips.peak_flops(serving.accelerator, serving.precision)
    share = likely(constants, _ITEM_EFFICIENCY_COMPILED if serving.compiled else _ITEM_EFFICIENCY)
    share *= matmul_share(serving.accelerator, constants)
    kind = chips.precision_kind(serving.precision)
    share *= narrow_share(serving.accelerator, kind, constants, NARROW_SERVING)
    launch = likely(
        constants, _ITEM_LAUNCH_SECONDS_COMPILED if serving.compiled else _ITEM_LAUNCH_SECONDS
    )
    arithmetic = serving.forward_gflops * FLOPS_PER_GFLOP / (peak * share)
    return (arithmetic + launch / serving.batch) / serving.accelerators


def items_per_second(serving: ItemServing, constants: Constants) -> Estimate:
    """Items per second over all accelerators, kept full."""
    rate = 1 / seconds_per_item(serving, constants)
    return estimate(constants, _SPREAD_ITEMS).map(lambda factor: rate * factor)


def seconds_per_window(speech: Speech, constants: Constants) -> float:
    """Seconds of one accelerator for half a minute of speech, likely value.

    The processor prepares the sound; the encoder reads all positions at once; then token after
    token is written for all windows of the batch, each reading what its encoder left.
    """
    frames = likely(constants, SPEECH_FRAMES)
    share = likely(constants, _ITEM_EFFICIENCY) * matmul_share(speech.accelerator, constants)
    peak = chips.peak_flops(speech.accelerator, speech.precision)
    hearing = _heard_flops(speech, frames) / (peak * share)
    preparing = likely(constants, _SPEECH_PREPARATION_SECONDS)
    return (
        preparing
        + hearing
        + (_writing_seconds(speech, frames, constants) if speech.writes else 0.0)
    )


def _heard_flops(speech: Speech, frames: float) -> float:
    """Products of the encoder: half of the weights hear.

    Where all do, eight short frames are first joined into one instead of two.
    """
    return speech.params * frames if speech.writes else 2 * speech.params * frames / 4


def _writing_seconds(speech: Speech, frames: float, constants: Constants) -> float:
    tokens = likely(constants, _SPEECH_TOKENS_PER_WINDOW)
    rate = chips.bandwidth(speech.accelerator)
    weights = speech.params / 2 * speech.weight_bits / BITS_PER_BYTE / rate
    starting = speech.layers * likely(constants, _SPEECH_LAYER_SECONDS)
    heard = 2 * frames * speech.width * speech.layers * _BYTES_OF_WIDE / rate
    return tokens * ((weights + starting) / speech.batch + heard)


def audio_seconds_per_second(speech: Speech, constants: Constants) -> Estimate:
    """Seconds of speech that are written down in one second."""
    rate = (
        likely(constants, _WINDOW_SECONDS)
        / seconds_per_window(speech, constants)
        * speech.accelerators
    )
    return estimate(constants, _SPREAD_SPEECH).map(lambda factor: rate * factor)
