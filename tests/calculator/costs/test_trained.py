"""What training takes is told without the bill, and is what the bill says."""

import random

import pytest

from calculator.costs import trained
from calculator.costs.approaches import TRAINED
from calculator.costs.bills import bill
from calculator.costs.case import case_of
from calculator.costs.quantity import Quantity, likely
from calculator.costs.time_to_ship import machine_hours
from calculator.costs.trained import hours_to_train, tunes_on_own
from calculator.costs.uncertainty import LIKELY, Points
from calculator.packed import load_knowledge
from calculator.request import read_question
from tests.random_scenarios import random_texts

KNOWLEDGE = load_knowledge()


def question(values):
    return read_question({"inputs": values}, KNOWLEDGE, KNOWLEDGE.as_of, text=True)


def question_of_chance(seed):
    return question(random_texts(KNOWLEDGE, random.Random(seed)))


@pytest.mark.parametrize("seed", range(12))
def test_hours_before_launch_are_those_of_the_bill(seed):
    asked = question_of_chance(seed)
    on_own = tunes_on_own(case_of(asked, LIKELY))
    alone, beside = case_of(asked, Points(16)), case_of(asked, Points(16))

    for approach in TRAINED:
        hours = hours_to_train(alone, approach, tuned_on_own=on_own)
        billed = machine_hours(bill(beside, approach).lines)
        assert (hours.values if isinstance(hours, Quantity) else hours) == (
            billed.values if isinstance(billed, Quantity) else billed
        )


def test_the_hours_ask_for_no_machine_that_serves(monkeypatch):
    def refused(*_args, **_more):
        raise AssertionError("a machine was looked for")

    monkeypatch.setattr(trained, "served_lines", refused)
    case = case_of(question({"modality": "text", "tuning_place": "own"}), Points(16))

    assert tunes_on_own(case)
    assert likely(hours_to_train(case, "fine_tune", tuned_on_own=True)) > 0


@pytest.mark.parametrize(
    ("place", "leaves", "on_own"),
    [("own", "true", True), ("hosted", "true", False), ("hosted", "false", True)],
)
def test_text_is_tuned_where_somebody_said_unless_it_may_not_leave(place, leaves, on_own):
    values = {"modality": "text", "tuning_place": place, "data_may_leave_org": leaves}

    assert tunes_on_own(case_of(question(values), LIKELY)) is on_own
