"""Laws of a decision, money included, over scenarios by chance.

An answer that is tried decides anew from nothing, with bills of its own, so that what the first
decision remembers cannot make a law true.
"""

import math
import random
import re
from functools import cached_property

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.costs.asked import FIELDS
from calculator.costs.bills import costs
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import LIKELY, stable
from calculator.decision.choice import choose
from calculator.decision.explanation import explain
from calculator.decision.ladder import decide
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import Rulebook, is_verdict
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario
from tests.random_scenarios import random_inputs

KNOWLEDGE = load_knowledge()
BOOK = Rulebook(KNOWLEDGE)
PRICED = (*FIELDS, "budget_usd", "easy_share")  # numbers that bills read
_COMPARES = re.compile(r"\b(cheaper|dearer|too (?:dear|costly|expensive)|costs? (?:more|less))\b")
_MORE = {
    "team_ml_expertise": ("none", "some", "strong"),
    "compute": ("none", "few_gpus", "cluster"),
    "data_quality": ("poor", "ok", "high"),
    "time_to_ship_weeks": (1, 4, 10, 52),
    "budget_usd": (0, 3_000, 40_000, 10_000_000),
    "labelled_examples": (0, 30, 300, 3000, 30_000, 300_000, 30_000_000),
}


class Decided:
    """One scenario, decided and explained; `inputs` holds an answer or None for every input."""

    def __init__(self, inputs):
        self.scenario, problems = read_scenario(inputs, KNOWLEDGE)
        assert not problems
        self.inputs, self._money = self.scenario.values, money()
        self.decision = decide(self.scenario, KNOWLEDGE, book=BOOK, money=self._money)
        self.recommended, self.ranking = self.decision.recommended, self.decision.ranking

    @cached_property
    def explanation(self):
        return explain(self.scenario, BOOK, self._money)


def money():
    return Money(Purse(KNOWLEDGE, KNOWLEDGE.as_of, {}))


def with_answer(result, key, value):
    return choose({**result.inputs, key: value}, BOOK, money())


def reasons_name_only_facts_of_the_scenario(result, _dice):
    told = [reason for each in result.ranking for reason in each.reasons]
    decision = result.decision
    told += [*decision.warnings, *decision.ways, *decision.plan.measure]
    for each in told:
        for found in each.conditions:
            assert found.value == result.inputs[found.input]
            assert passes(found), (each.rule, found)


def passes(found):
    """The test as a reader would make it, apart from the engine's own."""
    if found.test in ("unknown", "known"):
        return (found.value is None) == (found.test == "unknown")
    if found.value is None:
        return False
    held = {
        "equals": lambda: found.value == found.wanted[0],
        "any_of": lambda: found.value in found.wanted,
        "none_of": lambda: found.value not in found.wanted,
        "below": lambda: found.value < found.wanted[0],
        "at_least": lambda: found.value >= found.wanted[0],
    }
    return held[found.test]()


def money_decides_only_as_the_totals_say(result, _dice):
    found = result.decision.cheaper
    if found is None:
        return
    bills = costs(result.scenario, KNOWLEDGE, KNOWLEDGE.as_of, sample=LIKELY).bills
    totals = {name: stable(likely(bill.total)) for name, bill in bills.items()}
    assert totals[found.alternative] == found.alternative_usd
    assert totals[found.approach] == found.usd > found.margin * found.alternative_usd
    assert result.recommended == found.alternative


def more_means_never_end_in_nothing(result, dice):
    key = dice.choice(sorted(_MORE))
    place = dice.randrange(len(_MORE[key]) - 1)
    less, better = _MORE[key][place], dice.choice(_MORE[key][place + 1 :])
    if with_answer(result, key, less).qualifies:
        assert with_answer(result, key, better).qualifies, (key, less, better)


def a_flip_flips_and_nothing_nearer_does(result, dice):
    flips = [flip for flip in result.explanation.flips if flip.recommended is not None]
    if not flips:
        return
    flip = dice.choice(flips)
    assert with_answer(result, flip.input, flip.to).approach == flip.recommended
    assert flip.recommended != result.recommended
    # What the bills read may also turn between the thresholds of the rules, which nobody looks for.
    if not isinstance(flip.value, bool | str) and flip.input not in PRICED:
        for share in (0.25, 0.5, 0.75):
            nearer = flip.value + (flip.to - flip.value) * share
            if KNOWLEDGE.inputs[flip.input].kind == "integer":
                nearer = math.floor(nearer) if flip.to > flip.value else math.ceil(nearer)
            if flip.input == "latency_ms" and totals(result, nearer) != totals(result, flip.value):
                continue  # it takes other machines, and so has other bills
            kept = with_answer(result, flip.input, nearer).approach
            assert kept == result.recommended, (flip, nearer, kept)


def totals(result, latency_ms):
    """The likely bills at another longest wait, by which machines are chosen."""
    scenario, _ = read_scenario({**result.inputs, "latency_ms": latency_ms}, KNOWLEDGE)
    found = costs(scenario, KNOWLEDGE, KNOWLEDGE.as_of, sample=LIKELY).bills
    return {name: stable(likely(bill.total)) for name, bill in found.items()}


def an_answer_gives_what_was_forecast(result, dice):
    if not result.explanation.questions:
        return
    question = dice.choice(result.explanation.questions)
    for answer in question.answers:
        then = with_answer(result, question.input, answer.value)
        assert (then.approach, then.qualifies) == (answer.recommended, answer.qualifies)


def a_settled_question_changes_nothing(result, dice):
    names = [
        key
        for key in result.explanation.settled
        if KNOWLEDGE.inputs[key].kind in ("choice", "boolean")
    ]
    if not names:
        return
    key = dice.choice(names)
    definition = KNOWLEDGE.inputs[key]
    values = [choice.value for choice in definition.choices] or [True, False]
    then = with_answer(result, key, dice.choice(values))
    assert then.approach == result.recommended, key


def currency_and_grid_never_change_the_decision(result, dice):
    for key in ("currency", "electricity_grid"):
        other = dice.choice(KNOWLEDGE.inputs[key].choices).value
        then = Decided({**result.inputs, key: other})
        assert then.recommended == result.recommended
        assert [r.verdict for r in then.ranking] == [r.verdict for r in result.ranking]


def what_was_not_said_excludes_nothing(result, _dice):
    for each in result.ranking:
        for reason in each.reasons:
            if reason.effect in ("rules_out", "insufficient"):
                assert all(found.value is not None for found in reason.conditions)


def what_is_excluded_names_a_rule_or_a_number(result, _dice):
    for each in result.ranking:
        if each.verdict == "ruled_out":
            assert any(reason.effect == "rules_out" for reason in each.reasons)
        if each.verdict == "insufficient":
            known = any(reason.effect == "insufficient" for reason in each.reasons)
            budget = result.inputs["budget_usd"]
            too_much = each.outlay_usd is not None and each.outlay_usd > budget
            assert known or too_much or each.chance < 0.1


def what_was_supposed_may_be_answered(result, _dice):
    for each in result.decision.assumed:
        assert with_answer(result, each.input, each.value).approach == result.recommended


LAWS = (
    reasons_name_only_facts_of_the_scenario,
    money_decides_only_as_the_totals_say,
    more_means_never_end_in_nothing,
    a_flip_flips_and_nothing_nearer_does,
    an_answer_gives_what_was_forecast,
    a_settled_question_changes_nothing,
    currency_and_grid_never_change_the_decision,
    what_was_not_said_excludes_nothing,
    what_is_excluded_names_a_rule_or_a_number,
    what_was_supposed_may_be_answered,
)
_seeds = st.integers(0, 2**32)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=_seeds)
def test_laws_hold_over_some_scenarios(seed):
    hold_all_laws(random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(10))
def test_all_laws_hold_over_ten_thousand_scenarios(thousand):
    for seed in range(1000 * thousand, 1000 * thousand + 1000):
        hold_all_laws(random.Random(seed))


def hold_all_laws(dice):
    """A scenario by chance, of which some keep few answers, against every law."""
    kept = dice.choice((1.0, 1.0, 0.5, 0.2))
    inputs = random_inputs(KNOWLEDGE, dice)
    result = Decided({key: value for key, value in inputs.items() if dice.random() < kept})
    for law in LAWS:
        law(result, dice)


def test_more_labels_than_the_budget_can_train_on_leave_what_fewer_did():
    result = Decided({  # a combination is all that is left, and 300,000 labels pass the budget
        "modality": "graph", "output_kind": "actions", "data_quality": "poor",
        "budget_usd": 308_053, "combines_modalities": True, "label_kind": "written",
        "labels_to_buy": 226_586,
    })  # fmt: skip
    few, many = (with_answer(result, "labelled_examples", n) for n in (30_000, 300_000))

    assert (few.approach, few.qualifies) == (many.approach, many.qualifies) == ("hybrid", True)
    assert money().outlay_usd({**result.inputs, "labelled_examples": 300_000}, "hybrid") > 308_053
    assert many.priced["labelled_examples"] < 300_000


def test_more_rows_than_a_model_of_tables_takes_leave_what_a_sample_of_them_did():
    result = Decided({  # the budget buys no labels, so all that trains is beyond it
        "modality": "tabular", "output_kind": "ranking", "team_ml_expertise": "strong",
        "compute": "none", "data_quality": "ok", "budget_usd": 700_000, "label_kind": "mask",
        "labels_to_buy": 580_000, "data_may_leave_org": False,
    })  # fmt: skip
    few, many = (with_answer(result, "labelled_examples", n) for n in (300_000, 30_000_000))

    assert (few.approach, few.qualifies) == (many.approach, many.qualifies) == ("open_as_is", True)


def test_no_rule_about_approaches_compares_their_costs():
    for rule in KNOWLEDGE.rules.values():
        if is_verdict(rule):
            assert not _COMPARES.search(rule.reason), rule.id


def test_a_rule_shows_the_answer_and_the_threshold_with_the_number_behind_it():
    result = Decided({"modality": "text", "latency_ms": 120})
    told = [reason for each in result.ranking for reason in each.reasons]
    found = next(reason for reason in told if reason.rule == "no-time-for-a-network-call")
    limit = KNOWLEDGE.assumptions["latency-of-a-hosted-call"].at(KNOWLEDGE.as_of).value

    assert [(each.input, each.value, each.test) for each in found.conditions] == [
        ("latency_ms", 120, "below")
    ]
    assert found.conditions[0].wanted == (limit,)
    assert found.conditions[0].assumption == "latency-of-a-hosted-call"


def test_a_question_that_a_test_would_settle_names_the_cheapest_one():
    result = Decided({"modality": "text", "output_kind": "text", "data_may_leave_org": True})
    tests = {each.input: each.cheapest_test for each in result.explanation.questions}

    assert "hosted model" in tests["api_meets_accuracy"]
    assert tests["needs_weights_control"] is None  # whoever is asked knows it


def test_a_question_is_open_while_an_unlikely_answer_would_change_the_recommendation():
    dice = random.Random(5009)  # scientific data; that a text must come out is unlikely beside it
    result = Decided(random_inputs(KNOWLEDGE, dice))

    assert with_answer(result, "output_kind", "text").approach != result.recommended
    assert "output_kind" not in result.explanation.settled


def test_a_question_that_the_shares_of_an_open_one_ask_about_is_not_settled():
    answers = {  # how good it must be is open, and hangs on whether the field is regulated
        "modality": "graph", "unlabelled_data": "large", "data_quality": "high",
        "team_ml_expertise": "none", "data_may_leave_org": True, "combines_modalities": True,
        "data_is_event_sequence": False, "requests_per_month": 631,
    }  # fmt: skip

    assert "regulated_or_sensitive" not in Decided(answers).explanation.settled
