"""The life of hosted models: when they end, who can tune them, and what readers are told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.life import Life, Tuning, in_force
from calculator.packed import load_knowledge
from tests.answers import answer

TODAY = date(2026, 11, 27)
KNOWLEDGE = load_knowledge()
# What is said of numbers because of the day, whatever the model.
ABOUT_THE_DAY = ("notice-past-the-limit", "notice-older-than-the-history")


def life(**given: Any) -> Life:
    return Life(id="a/one", checked=TODAY, **given)


def warnings(**inputs: Any) -> list[str]:
    request = {"inputs": {"modality": "text", "requests_per_month": 1000, **inputs}}
    found = answer(request, KNOWLEDGE, TODAY, points=0)["warnings"]
    told = [each for each in found if each["rule"].startswith("notice-")]
    return [each["text"] for each in told if each["rule"] not in ABOUT_THE_DAY]


def test_a_model_ends_on_the_day_of_its_shutdown_and_not_before():
    ends = life(announced=date(2026, 10, 14), shutdown=date(2027, 1, 14))

    assert ends.status(date(2026, 10, 13)) == "active"
    assert ends.status(date(2026, 10, 14)) == "ending"
    assert ends.status(date(2027, 1, 13)) == "ending"
    assert ends.status(date(2027, 1, 14)) == "ended"


def test_forty_eight_days_lie_within_two_months_and_not_within_one():
    ends = life(shutdown=date(2027, 1, 14))  # 48 days; a month has 30.4

    assert ends.ends_within(TODAY, 2)
    assert not ends.ends_within(TODAY, 1)


@given(shutdown=st.dates(), today=st.dates(), months=st.floats(0, 120))
def test_a_longer_horizon_never_loses_an_end(shutdown, today, months):
    ends = life(shutdown=shutdown)

    assert ends.ends_within(today, months + 1) or not ends.ends_within(today, months)


def test_tuning_for_customers_of_old_is_none_for_somebody_new():
    old = Tuning(methods=("supervised",), anyone=False, for_whom="customers of old")
    new = Tuning(methods=("supervised",), anyone=True, for_whom="all", until=date(2026, 12, 1))

    assert not life(tuning=old).tunable(TODAY)
    assert life(tuning=new).tunable(date(2026, 12, 1))
    assert not life(tuning=new).tunable(date(2026, 12, 2))
    assert not life(tuning=new, shutdown=TODAY).tunable(TODAY)


def test_replacements_are_followed_until_one_that_still_answers():
    lives = {
        "a/1": Life(id="a/1", shutdown=date(2025, 1, 1), replacement="a/2", checked=TODAY),
        "a/2": Life(id="a/2", shutdown=date(2026, 1, 1), replacement="a/3", checked=TODAY),
    }

    assert in_force(lives, "a/1", TODAY) == "a/3"
    assert in_force(lives, "a/1", date(2025, 6, 1)) == "a/2"


def test_an_end_within_the_horizon_is_told_with_its_day_and_the_replacement():
    (told,) = warnings(hosted_model="openai/gpt-4.1-mini", horizon_months=24)

    assert "14 January 2027" in told
    assert "GPT-6 Luna" in told


def test_an_end_beyond_the_horizon_is_not_told():
    assert warnings(hosted_model="openai/gpt-4.1-mini", horizon_months=1) == []


@pytest.mark.parametrize("model", ["openai/gpt-6-luna", "openai/gpt-6.1-sol"])
def test_a_model_without_an_end_is_left_in_peace(model):
    assert warnings(hosted_model=model, horizon_months=24) == []


def test_a_request_longer_than_the_context_is_refused_with_both_numbers():
    told = warnings(
        hosted_model="openai/gpt-4o-mini", input_tokens_per_request=300_000,
        output_tokens_per_request=1000, horizon_months=1,
    )  # fmt: skip

    assert any("301,000" in each and "128,000" in each and "context" in each for each in told)


def test_nothing_that_openai_or_anthropic_sells_today_can_be_tuned_by_a_newcomer():
    tunable = {
        each.id.partition("/")[0] for each in KNOWLEDGE.lives.values() if each.tunable(TODAY)
    }

    assert tunable == {"google"}


@pytest.mark.parametrize(
    ("model", "status"),
    [("groq/llama-3.1-405b-reasoning", "ended"), ("groq/llama2-70b-4096", "untraced")],
)
def test_a_model_that_its_provider_lists_no_longer_is_not_offered_as_active(model, status):
    assert KNOWLEDGE.lives[model].status(date(2026, 11, 28)) == status
