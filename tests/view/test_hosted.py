"""A comparison with a hosted model names it, and says what another one does to the answer."""

import pytest

from calculator.api import evaluate
from calculator.decision.other_models import models_of
from calculator.packed import load_knowledge
from view.answer_card import answer_card
from view.costs import CostView
from view.decision_map.live import whole_map
from view.hosted import alike, all_words, between, otherwise, range_with_others, sides
from view.rests import rests

KNOWLEDGE = load_knowledge()
# A million requests of 1,000 tokens in and 100 out, at list prices, by hand:
# Luna 1,000 × 0.10 + 100 × 0.50 = 150 and Sonnet 1,000 × 2 + 100 × 10 = 3,000 USD.
ASKED = {
    "modality": "text",
    "output_kind": "text",
    "task_novelty": "solved",
    "open_meets_accuracy": True,
    "api_meets_accuracy": True,
    "team_ml_expertise": "some",
    "model_size_b": 8,
    "requests_per_month": 20_000_000,
    "input_tokens_per_request": 1_000,
    "output_tokens_per_request": 100,
}
SONNET, LUNA = "anthropic/claude-sonnet-5-5", "openai/gpt-6-luna"


def result_of(**more):
    return evaluate({"inputs": {**ASKED, **more}}, KNOWLEDGE, KNOWLEDGE.as_of)


DEAR, UNSAID = result_of(hosted_model=SONNET), result_of()


def test_a_request_is_priced_by_its_tokens_at_list_prices():
    models = models_of(DEAR.inputs, KNOWLEDGE, KNOWLEDGE.as_of)

    assert models.usd[LUNA] == pytest.approx(150 / 1e6)
    assert models.usd[SONNET] == pytest.approx(3_000 / 1e6)
    assert models.times(LUNA) == pytest.approx(0.05)
    assert models.usual == LUNA
    assert next(iter(models.others())) == LUNA


def test_only_models_that_do_the_same_work_are_compared():
    speech = models_of(evaluate({"inputs": {"modality": "audio"}}, KNOWLEDGE).inputs, KNOWLEDGE,
                       KNOWLEDGE.as_of)  # fmt: skip

    kinds = {KNOWLEDGE.hosted_models[name]["kind"] for name in speech.usd}
    assert len(kinds) == 1
    assert SONNET not in speech.usd


def test_the_other_model_that_turns_the_advice_is_among_what_would_change_it():
    flip = next(each for each in DEAR.flips if each.input == "hosted_model")

    assert (flip.value, flip.to) == (SONNET, LUNA)
    assert flip.recommended == result_of(hosted_model=LUNA).recommended != DEAR.recommended


def test_both_sides_are_named_with_price_and_size():
    assert sides(DEAR, KNOWLEDGE) == (
        "Hosted Claude Sonnet 5.5 ($2.00 in, $10.00 out per million tokens) against your own "
        "of 8 billion parameters."
    )
    assert "GPT-6 Luna ($0.10 in, $0.50 out)" in otherwise(DEAR, KNOWLEDGE)
    assert "taken where no model is named, the advice would be: hosted model (API)." in otherwise(
        DEAR, KNOWLEDGE
    )


def test_like_for_like_is_an_open_model_that_is_still_sold_by_the_call():
    large = result_of(hosted_model=SONNET, model_size_b=120, active_size_b=5.1)

    assert "GPT-OSS 120B" in alike(large, KNOWLEDGE).replace("GPT OSS", "GPT-OSS")
    # Models of eight billion parameters are on price lists, and ended or not found on any page.
    assert alike(DEAR, KNOWLEDGE) == ""


def test_a_model_of_no_usual_size_has_nothing_like_it_to_buy():
    assert alike(result_of(hosted_model=SONNET, model_size_b=9.3), KNOWLEDGE) == ""


def test_the_map_and_the_pair_say_who_is_compared():
    made = whole_map({"inputs": DEAR.inputs}, DEAR, KNOWLEDGE)

    assert f"{made.compared} {made.alike}".strip() == all_words(DEAR, KNOWLEDGE)
    assert between(DEAR, KNOWLEDGE, ("api", "open_as_is")) == all_words(DEAR, KNOWLEDGE)
    assert between(DEAR, KNOWLEDGE, ("api", "baseline")) == ""


def test_the_card_rests_on_the_model_that_turns_it():
    card = answer_card(DEAR, KNOWLEDGE)

    assert card
    assert card.ranged
    (model,) = [each for each in card.ranged.rests if each.field == "hosted_model"]
    assert "Claude Sonnet 5.5 ($2.00 in" in model.words
    assert "another one turns the advice" in model.words
    assert not model.assumed


def test_a_bill_that_hangs_on_the_model_says_how_far_it_moves():
    found = result_of(hosted_model=SONNET, open_meets_accuracy=False, data_may_leave_org=True)
    assert found.recommended == "api"

    assert "in all with others of its kind" in range_with_others(
        found, CostView(found, KNOWLEDGE), KNOWLEDGE
    )


def test_where_no_hosted_model_may_be_called_none_is_named():
    inside = result_of(data_may_leave_org=False)

    assert sides(inside, KNOWLEDGE) == ""
    assert all_words(inside, KNOWLEDGE) == ""


def test_own_machines_for_speech_are_compared_with_a_range_of_hosted_models():
    calls = {
        "modality": "audio", "output_kind": "text", "task_novelty": "solved",
        "requests_per_month": 600_000, "audio_minutes_per_request": 5,
    }  # fmt: skip
    found = evaluate({"inputs": calls}, KNOWLEDGE, KNOWLEDGE.as_of)
    view = CostView(found, KNOWLEDGE)
    hosted = sum(x.total for x in found.priced.approaches["api"].lines if x.id == "hosted-model")
    total = found.priced.approaches["api"].total.value

    # 0.04 and 0.27 USD an hour beside 0.111
    ends = [view.money.of(total + hosted * (usd / 0.111 - 1)) for usd in (0.04, 0.27)]
    words = range_with_others(found, view, KNOWLEDGE, "api")
    assert words == f"{ends[0]} to {ends[1]} in all with others of its kind"
    (model,) = [each for each in rests(found, view, KNOWLEDGE) if each.field == "hosted_model"]
    assert "Whisper Large V3 ($0.111 an hour of sound)" in model.words
    assert words in model.words or "another one turns the advice" in model.words
