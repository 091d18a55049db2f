"""Records of recordings that are written down → predictions."""

import re
from functools import partial

from calculator.physics.constants import likely
from calculator.physics.decoding import EAGER
from calculator.physics.fields import Fields
from calculator.physics.formula import Formula
from calculator.physics.reading import once
from calculator.physics.speech import (
    SHORT_FRAMES,
    SHORT_RECORDING,
    SPEECH_FRAMES,
    WINDOW_OVERLAP,
    WINDOW_SECONDS,
    Speech,
    audio_seconds_per_second,
    parts_of,
)

_HEARS_ONLY = re.compile(r"wav2vec|hubert|ctc|tdt|rnn-?t|transducer|conformer")
_SHORT = re.compile(r"short|leaderboard|utterance")


def audio(fields: Fields) -> Formula:
    """Audio seconds per second, from the size and the name of a model."""
    params = fields.needed("params")
    writes = _writes(fields)
    shape = fields.transformer(params).shape
    bits, precision = _weight_bits(fields), _precision(fields)
    window = likely(fields.constants, WINDOW_SECONDS)
    heard, written, layers = parts_of(params, shape, writes=writes)
    padded = writes and not shape.sound_positions  # as in Whisper, where nothing is told
    usual = likely(fields.constants, SPEECH_FRAMES) / window
    batch, recording = fields.number("batch") or 1.0, _recording(fields, window)
    speech = Speech(
        heard_params=heard,
        written_params=written,
        layers=layers,
        width=shape.d_model,
        accelerator=fields.accelerator(),
        accelerators=fields.number("accelerator_count") or 1.0,
        batch=batch,
        weight_bits=bits,
        precision=precision,
        positions_per_second=shape.sound_positions
        or (usual if writes else likely(fields.constants, SHORT_FRAMES)),
        window=window if padded else shape.sound_window,
        recording=recording,
        eager=fields.engine() in (*EAGER, "generic"),
        beams=fields.number("beam_size") or 1.0,
        overlap=_overlap(fields) if batch > 1 and recording == window else 0.0,
    )
    return partial(audio_seconds_per_second, speech)


@once
def _writes(fields: Fields) -> bool:
    return _HEARS_ONLY.search(fields.text("model", "name").lower()) is None


@once
def _weight_bits(fields: Fields) -> float:
    """Bits of a weight; what an engine names goes first."""
    if fields.says("int8", "engine"):
        return 8.0
    return 32.0 if fields.says("fp32", "engine") else fields.weight_bits()


@once
def _precision(fields: Fields) -> str:
    return "int8" if fields.says("int8", "engine") else fields.arithmetic("fp16")


@once
def _overlap(fields: Fields) -> float:
    """Windows of one recording overlap where transformers hears many of them together."""
    if fields.engine() != "transformers":
        return 0.0
    share = likely(fields.constants, WINDOW_OVERLAP)
    fields.suppose(f"windows of one long recording are taken to overlap by {share:.0%}")
    return share


@once
def _recording(fields: Fields, window: float) -> float:
    """Seconds of one recording; longer ones are cut into windows."""
    given = fields.number("audio_seconds")
    if given is not None:
        return min(given, window)
    if _SHORT.search(f"{fields.text('engine')} {fields.text('scenario')}".lower()):
        usual = likely(fields.constants, SHORT_RECORDING)
        fields.suppose(f"audio_seconds is not given; short recordings of {usual:g} s are taken")
        return usual
    return window
