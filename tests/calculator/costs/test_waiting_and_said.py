"""What may wait has no peak on machines of one's own, and a transcript is as long as the talk."""

from itertools import pairwise

import pytest

from calculator.costs.quantity import likely
from calculator.suppositions import suppose
from tests.priced import KNOWLEDGE, line, priced, scenario, usd, with_hosted_model

TRANSCRIPTS = {"modality": "audio", "output_kind": "text", "requests_per_month": 1_000}
SPEECH = {"spoken-letters-per-minute": 900, "letters-per-token": 4}
ALWAYS_ON = {
    "modality": "text", "output_kind": "text", "model_size_b": 8, "accelerator": "l40s-48gb",
    "requests_per_month": 80_000_000, "peak_factor": 4, "minimum_replicas": 1,
    "input_tokens_per_request": 500, "output_tokens_per_request": 200, "horizon_months": 3,
}  # fmt: skip


def own_machines_usd(share, **answers):
    """What own machines cost where this share may wait."""
    found = priced({}, **{**ALWAYS_ON, **answers}, batch_share=share)
    return usd(found, "open_as_is", "hosting")


def test_a_transcript_is_as_many_tokens_as_are_said_in_its_minutes():
    prices = with_hosted_model(input_usd_per_mtok=0.0, output_usd_per_mtok=10.0)
    found = priced(
        SPEECH, knowledge=prices, hosted_model="openai/gpt-6-luna",
        **TRANSCRIPTS, audio_minutes_per_request=5,
    )  # fmt: skip

    # 5 min × 900 letters / 4 = 1,125 tokens at 10 a million, 1,000 times in each of 12 months
    assert usd(found, "api", "hosted-model") == pytest.approx(12 * 1_000 * 1_125 * 10 / 1e6)


def test_own_machines_write_down_all_that_is_said_whatever_length_is_told():
    def rent(requests, minutes, **length):
        answers = {**TRANSCRIPTS, "requests_per_month": requests, "accelerator": "t4-16gb"}
        found = priced(SPEECH, **answers, audio_minutes_per_request=minutes, **length)
        return usd(found, "open_as_is", "hosting")

    hours = rent(1_000_000, 60)

    # a million hours are twelve million times five minutes; copies come whole, dozens of them
    assert rent(12_000_000, 5) == pytest.approx(hours)
    assert rent(1_000_000, 60, output_tokens_per_request=9) == pytest.approx(hours)
    assert rent(1_000_000, 5) == pytest.approx(hours / 12, rel=0.15)


def test_a_length_that_was_said_stays():
    found = priced(
        SPEECH, **TRANSCRIPTS, audio_minutes_per_request=60, output_tokens_per_request=100
    )

    assert likely(found.case.workload.output_tokens) == 100


def test_the_length_that_is_shown_as_taken_is_the_one_that_is_billed():
    asked = scenario(**TRANSCRIPTS, audio_minutes_per_request=5)
    found = priced({}, **TRANSCRIPTS, audio_minutes_per_request=5)

    shown = suppose(asked, KNOWLEDGE).values["output_tokens_per_request"]
    assert shown == 5 * 225
    assert likely(found.case.workload.output_tokens) == pytest.approx(shown)


def test_a_label_of_a_recording_does_not_grow_with_it():
    short, long = (
        priced({}, **{**TRANSCRIPTS, "output_kind": "class"}, audio_minutes_per_request=minutes)
        for minutes in (1, 60)
    )

    assert likely(short.case.workload.output_tokens) == likely(long.case.workload.output_tokens)


def test_what_may_wait_needs_machines_for_the_mean_hour_alone():
    found = {share: priced({}, **ALWAYS_ON, batch_share=share) for share in (0, 0.5, 1)}
    units = {
        share: likely(line(each, "open_as_is", "hosting").monthly.units[0])
        for share, each in found.items()
    }

    # the peak of 4 becomes 0.5 + 0.5 × 4 = 2.5, or 1; copies come whole
    assert units[0.5] == pytest.approx(units[0] * 2.5 / 4, abs=1)
    assert units[1] == pytest.approx(units[0] / 4, abs=1)
    assert units[0] > 8


@pytest.mark.parametrize("answers", [
    {}, {"minimum_replicas": 0}, {"requests_per_month": 3_000}, {"modality": "image"},
    {"modality": "tabular", "model_size_b": 0.01}, {"modality": "audio"}, {"peak_factor": 1},
])  # fmt: skip
def test_more_that_may_wait_never_makes_own_machines_dearer(answers):
    usd_by_share = [own_machines_usd(share, **answers) for share in (0, 0.1, 0.35, 0.7, 0.9, 1)]

    for less, more in pairwise(usd_by_share):
        assert more <= less * (1 + 1e-6)  # printed digits apart
