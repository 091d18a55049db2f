"""A recording that takes longer than the limit on every machine is not written down on one."""

import pytest

from calculator.costs.machines import fast_enough, machines_for
from calculator.costs.own_models import served_model
from calculator.costs.physical_limits import at_least, fastest_ms, too_slow
from tests.priced import priced, scenario

RECORDING = {"modality": "audio", "output_kind": "text", "latency_ms": 50}
SMALLEST = {"model_size_b": 0.039, "weight_bits": "4"}


def own_ms(minutes):
    return fastest_ms(priced({}, **RECORDING, **SMALLEST, audio_minutes_per_request=minutes).case)


def test_five_minutes_cannot_be_written_down_in_a_twentieth_of_a_second():
    found = own_ms(5)

    # to prepare the sound alone takes 0.00695 s of each of ten half minutes
    assert found["open_as_is"] > 69.5
    assert {"open_as_is", "fine_tune", "heavy_fine_tune"} <= set(too_slow(found, 50))
    assert not too_slow(found, 10_000)


def test_a_recording_of_ten_times_the_length_takes_ten_times_as_long():
    assert own_ms(50)["open_as_is"] == pytest.approx(10 * own_ms(5)["open_as_is"])


def test_nothing_is_excluded_where_the_length_of_a_recording_was_not_said():
    assert at_least(scenario(**RECORDING).values) is None


def test_a_length_is_enough_to_know_what_a_recording_takes_at_least():
    least = at_least(scenario(**RECORDING, audio_minutes_per_request=5).values)

    assert least is not None
    assert least["model_size_b"] == 0.039


def test_what_a_language_model_answers_about_a_recording_needs_its_lengths():
    asked = scenario(**RECORDING, audio_minutes_per_request=5, answers_from_documents=True)

    assert at_least(asked.values) is None


def test_of_the_machines_that_hear_only_those_are_taken_that_are_in_time():
    case = priced(
        {}, **{**RECORDING, "latency_ms": 3_000}, model_size_b=1.5, audio_minutes_per_request=5
    ).case
    makers = machines_for(case, served_model(case, "open_as_is"))
    quick = fast_enough(case, makers, 1.5)

    assert 0 < len(quick) < len(makers)
    assert all(make(1.5).alone_seconds <= 3 for make in quick)
