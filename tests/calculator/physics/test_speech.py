"""Speech that is written down: numbers worked by hand, then what changes them."""

import dataclasses

import pytest

from calculator.physics.fields import Fields
from calculator.physics.predict_speech import audio
from calculator.physics.speech import (
    Speech,
    audio_seconds_per_second,
    parts_of,
    seconds_per_recording,
)
from tests.physics import CHIP, KNOWLEDGE, REAL, SHAPE, constants

HEARD = Speech(
    heard_params=5e8,
    written_params=5e8,
    layers=10,
    width=1000,
    accelerator=CHIP,
    positions_per_second=50,
    window=30,
    recording=30,
)
KNOWN = constants(speech_tokens_per_window=100, speech_window_seconds=30)
RECALLED = 2 * 1500 * 1000 * 10 * 2 / 1e12  # keys and values of ten layers, two bytes each
SHORT = {"engine": "Open ASR leaderboard script", "accelerator": "A100 80GB", "batch": 64}


def speed(**record: object) -> float:
    fields = Fields(record, KNOWLEDGE, REAL, "serve")
    return audio(fields)(REAL).value


def test_half_a_minute_of_speech_takes_an_encoder_pass_and_a_pass_per_token() -> None:
    window = 2 * 5e8 * 1500 / 1e14 + 100 * (1e9 / 1e12 + RECALLED)

    assert audio_seconds_per_second(HEARD, KNOWN).value == pytest.approx(30 / window)


def test_recordings_that_are_heard_together_share_the_reading_of_the_weights() -> None:
    many = dataclasses.replace(HEARD, batch=10)

    saved = seconds_per_recording(HEARD, KNOWN) - seconds_per_recording(many, KNOWN)

    assert saved == pytest.approx(100 * 1e9 / 1e12 * 0.9)


def test_a_batch_that_shares_everything_is_bound_by_arithmetic() -> None:
    crowd = dataclasses.replace(HEARD, batch=1e6)
    window = 2 * 5e8 * 1500 / 1e14 + 100 * (2 * 5e8 / 1e14 + RECALLED)

    assert seconds_per_recording(crowd, KNOWN) == pytest.approx(window)


def test_a_padded_recording_is_heard_as_a_whole_window_and_written_as_it_is() -> None:
    short = dataclasses.replace(HEARD, recording=6)
    window = 2 * 5e8 * 1500 / 1e14 + 20 * (1e9 / 1e12 + RECALLED)

    assert seconds_per_recording(short, KNOWN) == pytest.approx(window)


def test_without_padding_a_fifth_of_a_window_takes_a_fifth_to_hear() -> None:
    short = dataclasses.replace(HEARD, recording=6, window=0)
    seconds = 2 * 5e8 * 300 / 1e14 + 20 * (1e9 / 1e12 + RECALLED / 5)

    assert seconds_per_recording(short, KNOWN) == pytest.approx(seconds)


def test_a_network_that_only_hears_writes_no_tokens() -> None:
    hears = dataclasses.replace(HEARD, written_params=0, positions_per_second=12.5)

    assert seconds_per_recording(hears, KNOWN) == pytest.approx(2 * 5e8 * 375 / 1e14)


def test_a_processor_that_starts_each_layer_takes_its_time_for_each_token() -> None:
    slow = constants(
        speech_tokens_per_window=100, speech_window_seconds=30, speech_layer_seconds=1e-3,
        decode_layer_seconds=1e-4, decode_layer_seconds_eager=5e-4,
    )  # fmt: skip
    compiled = dataclasses.replace(HEARD, eager=False)

    assert seconds_per_recording(HEARD, slow) - seconds_per_recording(HEARD, KNOWN) == (
        pytest.approx(100 * 10 * 1e-3)
    )
    assert seconds_per_recording(compiled, slow) - seconds_per_recording(HEARD, KNOWN) == (
        pytest.approx(100 * 10 * 2e-4)
    )


def test_half_of_the_weights_write_where_nothing_is_known_of_the_parts() -> None:
    assert parts_of(1e9, SHAPE) == (5e8, 5e8, SHAPE.layers / 2)


def test_a_decoder_layer_attends_twice_and_the_rest_of_the_weights_hear() -> None:
    shape = dataclasses.replace(
        SHAPE, d_model=100, d_ff=400, mlp_mats=2, vocab=1000, writing_layers=4
    )
    layer = 8 * 100 * 100 + 2 * 100 * 400

    assert parts_of(10e6, shape) == (10e6 - 4 * layer - 1e5, 4 * layer + 1e5, 4)


def test_what_an_encoder_of_its_own_does_not_hear_is_written() -> None:
    shape = dataclasses.replace(SHAPE, tower_params=3e8)

    assert parts_of(1e9, shape) == (3e8, 7e8, SHAPE.layers)


def test_a_decoder_of_four_layers_writes_faster_than_one_of_thirty_two() -> None:
    large = speed(model="whisper-large-v3", params=1.55e9, **SHORT)
    turbo = speed(model="whisper-large-v3-turbo", params=8.09e8, **SHORT)

    assert turbo > 1.3 * large


def test_short_recordings_are_noted_where_their_length_is_not_given() -> None:
    fields = Fields({"model": "whisper-small", "params": 2.44e8, **SHORT}, KNOWLEDGE, REAL, "serve")
    audio(fields)

    assert any("short recordings" in note for note in fields.notes)


def test_a_given_length_of_a_recording_counts() -> None:
    known = {"model": "whisper-large-v3", "params": 1.55e9, "accelerator": "A100 80GB", "batch": 24}

    assert speed(audio_seconds=5, **known) < speed(audio_seconds=30, **known)
    assert speed(audio_seconds=3600, **known) == pytest.approx(speed(**known))


def test_windows_that_overlap_bring_so_much_less_that_is_new() -> None:
    third = dataclasses.replace(HEARD, overlap=1 / 3)

    whole = audio_seconds_per_second(HEARD, KNOWN).value
    assert audio_seconds_per_second(third, KNOWN).value == pytest.approx(whole * 2 / 3)


def test_transformers_cuts_a_long_recording_into_windows_that_overlap() -> None:
    known = {"model": "whisper-large-v3", "params": 1.55e9, "accelerator": "A100 80GB"}
    engine = {"engine": "transformers"}

    assert speed(batch=24, **known, **engine) < speed(batch=24, engine="pytorch", **known)
    assert speed(batch=1, **known, **engine) == speed(batch=1, engine="pytorch", **known)
