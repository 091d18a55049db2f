"""What hears, thinks and speaks is priced with each of its parts; what only writes down is not."""

from datetime import date

import pytest

from calculator.packed import load_knowledge
from tests.answers import answer

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 28)
AGENT = {
    "modality": "audio", "output_kind": "actions", "audio_minutes_per_request": 3,
    "input_tokens_per_request": 2_000, "output_tokens_per_request": 600,
    "hosted_model": "openai/gpt-6-luna", "requests_per_month": 9_000,
    "cached_input_share": 0, "volume_growth_per_year": 0, "horizon_months": 1,
    "data_may_leave_org": True,
}  # fmt: skip
SOUND = {"hosted-hearing", "hosted-voice", "hosting-hearing", "hosting-voice"}


def likely_lines(approach, **changed):
    """What each line about inference comes to in the first month."""
    found = answer({"inputs": {**AGENT, **changed}}, KNOWLEDGE, TODAY, points=1, search=False)
    assert found["problems"] == []
    lines = found["costs"]["approaches"][approach]["lines"]
    return {line["id"]: line["first_month"] for line in lines if line["group"] == "inference"}


def test_a_hosted_voice_agent_pays_for_hearing_thinking_and_speaking():
    lines = likely_lines("api")

    # 9,000 × 3 min at 0.27 an hour; 900 letters a minute, 4 a token: 675 tokens heard;
    # (2,000 + 675) at 0.10 and 600 at 0.50 a million; 2,400 letters at 16 a million
    assert lines["hosted-hearing"] == pytest.approx(9_000 * 3 / 60 * 0.27, rel=1e-3)
    assert lines["hosted-model"] == pytest.approx(9_000 * (2_675 * 0.1 + 600 * 0.5) / 1e6, rel=1e-3)
    assert lines["hosted-voice"] == pytest.approx(9_000 * 2_400 * 16 / 1e6, rel=1e-3)


def test_tokens_answered_move_both_thinking_and_speaking():
    short, long = likely_lines("api"), likely_lines("api", output_tokens_per_request=6_000)

    assert long["hosted-voice"] == pytest.approx(10 * short["hosted-voice"])
    assert long["hosted-model"] > short["hosted-model"]


def test_a_model_that_hears_and_speaks_is_paid_by_its_own_list():
    lines = likely_lines("api", hosted_model="openai/gpt-realtime-2")

    assert not SOUND & set(lines)


def test_a_speech_model_that_was_chosen_hears_at_its_own_price():
    lines = likely_lines("api", hosted_model="groq/whisper-large-v3-turbo")

    assert lines["hosted-hearing"] == pytest.approx(9_000 * 3 / 60 * 0.04, rel=1e-3)
    assert lines["hosted-model"] > 0


@pytest.mark.parametrize("approach", ["open_as_is", "fine_tune", "from_scratch"])
def test_own_machines_run_a_recogniser_and_a_voice_beside_the_language_model(approach):
    lines = likely_lines(approach)

    assert {"hosting", "hosting-hearing", "hosting-voice"} <= set(lines)
    assert min(lines["hosting"], lines["hosting-hearing"], lines["hosting-voice"]) > 0


def test_nothing_is_read_out_where_the_reader_says_so():
    assert "hosted-voice" not in likely_lines("api", spoken_characters_per_request=0)


def test_a_call_is_read_out_for_as_long_as_it_is_heard():
    call = {"audio_minutes_per_request": 10, "output_tokens_per_request": None}
    heard = {**call, "output_kind": "media"}
    told = likely_lines("api", **heard)
    written = likely_lines("api", **heard, spoken_characters_per_request=9_000)

    assert told["hosted-voice"] == pytest.approx(written["hosted-voice"])  # 10 × 900


def test_fields_of_a_recording_are_found_by_a_language_model_and_not_read_out():
    lines = likely_lines("api", output_kind="fields", hosted_model="openai/gpt-6-luna")

    assert {"hosted-hearing", "hosted-model"} <= set(lines)
    assert "hosted-voice" not in lines


def test_a_transcript_is_written_by_one_model():
    lines = likely_lines("api", output_kind="text", hosted_model="openai/gpt-transcribe")

    assert set(lines) == {"hosted-model"}
    assert lines["hosted-model"] == pytest.approx(9_000 * 3 / 60 * 0.27)
    assert not SOUND & set(likely_lines("open_as_is", output_kind="text"))
