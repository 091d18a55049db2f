"""What rests on our own estimates is marked beside the number, and each total says how much."""

import dataclasses

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from calculator.result import Result
from view.answer_card import answer_card
from view.costs import CostView
from view.own_estimates import own_share

KNOWLEDGE = load_knowledge()
REQUEST = {"inputs": {"modality": "text", "requests_per_month": 10_000}}


def asked(**more: object) -> Result:
    return evaluate({**REQUEST, **more}, KNOWLEDGE, points=60, search=False)


def notes_of(found: Result, approach: str) -> dict[str, str]:
    view = CostView(found, KNOWLEDGE)
    return {given.ref: given.note for line in view.lines(approach) for given in line.given}


@pytest.fixture(scope="module")
def result() -> Result:
    return asked()


def test_a_number_with_no_source_but_us_says_so_and_one_with_a_source_does_not(result):
    notes = notes_of(result, "api")

    assert notes["build-software-days-api"].endswith(", our own estimate")
    assert "our own estimate" not in notes["build-ml-days-api"]
    assert "our own estimate" not in notes["ml-engineer-day"]


def test_a_published_share_of_days_that_we_estimated_is_ours_in_part(result):
    assert notes_of(result, "open_as_is")["run-days-open-as-is"].endswith(
        ", in part our own estimate"
    )
    assert result.priced.numbers["run-days-open-as-is"].own_estimate


def test_the_share_counts_the_days_that_we_estimated(result):
    cost = result.priced.approaches["api"]
    lines = {line.id: line.total for line in cost.lines}

    # 10 days of software are ours, 7.5 of modelling published; how many judge a case is ours.
    ours = lines["build"] * 10 / 17.5 + lines["run"] + lines["evaluation"]
    assert own_share(result.priced, "api", KNOWLEDGE) == pytest.approx(ours / sum(lines.values()))


def test_own_days_leave_nothing_of_our_estimate():
    own = {ref for ref, number in asked().priced.numbers.items() if number.own_estimate}
    found = asked(assumptions={ref: KNOWLEDGE.assumptions[ref].values[0].value for ref in own})

    assert own_share(found.priced, found.recommended, KNOWLEDGE) == 0.0
    card = answer_card(found, KNOWLEDGE)
    assert card is not None
    assert "our own estimates" not in dict(card.pairs())["Whose money"]


def test_the_card_says_the_share_in_percent(result):
    card = answer_card(result, KNOWLEDGE)
    share = own_share(result.priced, result.recommended, KNOWLEDGE)

    assert card is not None
    said = dict(card.pairs())["Whose money"]
    assert f"{100 * share:.0f}% of it rests on our own estimates of the work" in said


def test_a_source_that_is_ours_alone_is_known_by_its_kind():
    other = dataclasses.replace(KNOWLEDGE, own_sources=())
    found = evaluate(REQUEST, other, points=60, search=False)

    assert own_share(found.priced, "api", other) == 0.0


def test_the_model_that_is_priced_is_named_where_none_was_chosen() -> None:
    asked = {
        "modality": "text", "output_kind": "text", "task_novelty": "solved",
        "requests_per_month": 2_000_000, "answers_from_documents": False,
        "data_may_leave_org": True,
    }  # fmt: skip
    open_choice = evaluate({"inputs": asked}, KNOWLEDGE)
    chosen = evaluate({"inputs": {**asked, "hosted_model": "openai/gpt-6.1-sol"}}, KNOWLEDGE)
    cards = [answer_card(found, KNOWLEDGE) for found in (open_choice, chosen)]
    rests = [rest for card in cards if card and card.ranged for rest in card.ranged.rests]
    named = [rest.words for rest in rests if rest.field == "hosted_model" and rest.assumed]

    assert open_choice.recommended == "api"
    assert len(named) == 1
    assert named[0].startswith("Hosted model: GPT-6 Luna ($0.10 in, $0.50 out)")
