"""Where limits leave only what can hardly be enough, it is said, and what would lift them."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from view.card import card

KNOWLEDGE = load_knowledge()
SPEECH = {
    "modality": "audio", "output_kind": "text", "task_novelty": "solved",
    "data_may_leave_org": True, "audio_minutes_per_request": 5, "labelled_examples": 200,
    "requests_per_month": 48_000, "domain_specialisation": "general", "quality_target": "high",
}  # fmt: skip
STYLE = {  # that a hosted model was tested on and missed, so that it has to be tuned in
    "modality": "text", "output_kind": "text", "task_novelty": "close", "data_quality": "high",
    "labelled_examples": 1500, "quality_target": "high", "team_ml_expertise": "some",
    "data_may_leave_org": True, "api_meets_accuracy": False, "answers_from_documents": False,
    "output_style_or_format_gap": True,
}  # fmt: skip


def decided(inputs, **answers):
    return evaluate({"inputs": {**inputs, **answers}}, KNOWLEDGE, points=64)


@pytest.mark.parametrize("latency_ms", [5, 100])
def test_no_small_model_writes_down_five_minutes_of_speech_however_short_the_wait(latency_ms):
    found = decided(SPEECH, latency_ms=latency_ms)
    stands = {each.approach: each for each in found.ranking}

    assert not found.qualifies
    for name in ("baseline", "feature_extraction"):
        assert stands[name].verdict == "insufficient"
        assert any(reason.effect == "insufficient" for reason in stands[name].reasons)
    assert ("open_as_is", "computed-latency") in {
        (each.approach, each.rule) for each in found.relax
    }
    assert all(cost.cheapest_share is None for cost in found.costs.approaches.values())


def test_an_answer_under_which_nothing_will_do_says_so_beside_every_other():
    found = decided(SPEECH, latency_ms=5000)
    asked = decided(SPEECH)
    wait = next(each for each in asked.questions if each.input == "latency_ms")

    assert found.qualifies
    assert not wait.answers[0].qualifies  # from 1 ms on
    assert wait.answers[-1].qualifies
    for each in wait.answers:
        assert decided(SPEECH, latency_ms=each.value).qualifies == each.qualifies


def test_a_date_that_leaves_only_what_falls_short_is_named_with_the_weeks_that_lift_it():
    free, soon = decided(STYLE, time_to_ship_weeks=52), decided(STYLE, time_to_ship_weeks=3)
    left = [each for each in soon.ranking if each.verdict != "insufficient"]

    assert free.qualifies
    assert max(each.chance for each in left) < 0.1  # below it an approach falls short
    assert soon.recommended in {each.approach for each in left}
    assert not soon.qualifies
    assert "computed-date" in {each.rule for each in soon.relax}


def test_a_budget_that_leaves_only_what_falls_short_is_named_with_the_bills_that_lift_it():
    bought = {**STYLE, "label_kind": "expert", "labels_to_buy": 20_000}
    found = decided(bought, budget_usd=3000)
    lifted = [each for each in found.relax if each.rule == "computed-budget"]
    outlays = {each.approach: each.outlay_usd for each in found.ranking}

    assert not found.qualifies
    assert lifted
    for each in lifted:
        assert f"${outlays[each.approach]:,.0f}" in each.text
        assert outlays[each.approach] > 3000


def test_the_card_calls_the_least_bad_one_so_and_lists_what_stands_in_the_way():
    text = card(decided(SPEECH, latency_ms=5), KNOWLEDGE)

    assert "recommended" not in text
    assert "least against it" in text
    assert "What stands in the way, and what would lift it" in text
    assert "ms or more for an answer" in text


@pytest.mark.parametrize("output_kind", ["text", "media", "actions"])
def test_a_combination_writes_nothing_in_five_milliseconds(output_kind):
    found = decided({"modality": "text", "output_kind": output_kind}, latency_ms=5)
    hybrid = next(each for each in found.ranking if each.approach == "hybrid")

    assert not found.qualifies
    assert "too-fast-for-a-second-writer" in {reason.rule for reason in hybrid.reasons}
