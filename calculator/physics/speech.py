"""Seconds of speech that are written down in a second.

A processor prepares the sound; the encoder reads all positions at once; then token after token
is written for all recordings of the batch, each reading what its encoder left.
"""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.decoding import DECODE_LAYER_SECONDS, DECODE_LAYER_SECONDS_EAGER
from calculator.physics.items import ITEM_EFFICIENCY
from calculator.physics.training import matmul_share
from calculator.units import BITS_PER_BYTE

_BYTES_OF_WIDE = 2.0
_FORWARD = 2.0  # operations of one weight: multiply and add
WINDOW_SECONDS = Assumed("speech-window-seconds", "seconds")
SPEECH_FRAMES = Assumed("speech-frames-per-window", "positions")
SHORT_FRAMES = Assumed("speech-positions-per-second-joined", "positions per second")
SHORT_RECORDING = Assumed("short-recording-seconds", "seconds")
WINDOW_OVERLAP = Assumed("speech-window-overlap", "share")
_PREPARATION_SECONDS = Assumed("speech-preparation-seconds", "seconds")
_TOKENS_PER_WINDOW = Assumed("speech-tokens-per-window", "tokens")
_LAYER_SECONDS = Assumed("speech-layer-seconds", "seconds")
_SPREAD_SPEECH = Assumed("spread-speech", "factor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A model that writes speech down, at most half a minute at a time."""

    heard_params: float  # weights that each position of the sound passes
    written_params: float  # weights that each token passes; 0: the encoder alone decides
    layers: float  # of the part that writes
    width: float
    accelerator: Accelerator
    accelerators: float = 1
    batch: float = 1  # recordings, or windows of one, that are heard together
    weight_bits: float = 16
    precision: str = "fp16"
    positions_per_second: float  # of the sound, as the encoder reads it
    window: float = 0.0  # seconds to which each recording is padded; 0: it is not
    recording: float  # seconds of one
    eager: bool = True  # whether a processor starts each step of the writing
    beams: float = 1.0  # ways of writing that are followed at the same time
    overlap: float = 0.0  # share of each window that its neighbours hear as well


def parts_of(params: float, shape: Shape, *, writes: bool = True) -> tuple[float, float, float]:
    """Weights that hear, weights that write, and layers that write.

    Where nothing is known of the parts, half of the weights and of the layers write.
    """
    if not writes:
        return params, 0.0, 0.0
    if shape.tower_params:
        return shape.tower_params, params - shape.tower_params, shape.layers
    if not shape.writing_layers:
        return params / 2, params / 2, shape.layers / 2
    attended = 4 * shape.d_model * shape.d_model  # once itself, once what was heard
    layer = 2 * attended + shape.mlp_mats * shape.d_model * shape.d_ff
    written = min(params / 2, shape.writing_layers * layer + shape.vocab * shape.d_model)
    return params - written, written, shape.writing_layers


def sound_positions(name: str, seconds: float | None, shape: Shape, constants: Constants) -> float:
    """Positions of one recording that a model learns from; Whisper pads them to half a minute."""
    window = likely(constants, WINDOW_SECONDS)
    if "whisper" in name.lower() and not shape.sound_positions:
        return likely(constants, SPEECH_FRAMES) * max(1.0, (seconds or window) / window)
    each = shape.sound_positions or likely(constants, SHORT_FRAMES)
    return max(1.0, each * max(seconds or window, shape.sound_window))


def seconds_per_recording(speech: Speech, constants: Constants) -> float:
    """Seconds of one accelerator for one recording of at most a window, likely value."""
    window = likely(constants, WINDOW_SECONDS)
    heard = max(speech.recording, speech.window)
    preparing = likely(constants, _PREPARATION_SECONDS) * heard / window
    share = likely(constants, ITEM_EFFICIENCY) * matmul_share(speech.accelerator, constants)
    arithmetic = chips.peak_flops(speech.accelerator, speech.precision) * share
    positions = speech.positions_per_second * heard
    hearing = _FORWARD * speech.heard_params * positions / arithmetic
    if not speech.written_params:
        return preparing + hearing
    tokens = likely(constants, _TOKENS_PER_WINDOW) * speech.recording / window
    step = _step_seconds(speech, constants) / speech.batch
    rate = chips.bandwidth(speech.accelerator)
    recalled = speech.beams * 2 * positions * speech.width * speech.layers * _BYTES_OF_WIDE / rate
    computed = _FORWARD * speech.written_params / arithmetic
    return preparing + hearing + tokens * (max(step, speech.beams * computed) + recalled)


def _step_seconds(speech: Speech, constants: Constants) -> float:
    """One token of every recording of the batch: all weights once, and the start of each layer."""
    weights = speech.written_params * speech.weight_bits / BITS_PER_BYTE
    layer = likely(constants, _LAYER_SECONDS)
    if not speech.eager:
        started = likely(constants, DECODE_LAYER_SECONDS)
        layer *= started / likely(constants, DECODE_LAYER_SECONDS_EAGER)
    return weights / chips.bandwidth(speech.accelerator) + speech.layers * layer


def audio_seconds_per_second(speech: Speech, constants: Constants) -> Estimate:
    """Seconds of speech that are written down in one second."""
    new = speech.recording * (1 - speech.overlap)
    rate = new / seconds_per_recording(speech, constants) * speech.accelerators
    return estimate(constants, _SPREAD_SPEECH).map(lambda factor: rate * factor)
