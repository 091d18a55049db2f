"""Amounts that are remembered are those that would be worked out again."""

import random

import pytest

from calculator.costs.bills import APPROACHES, bill
from calculator.costs.case import case_of, question_of
from calculator.costs.outlay import outlay_usd
from calculator.costs.quantity import likely
from calculator.costs.remembered import Remembered
from calculator.costs.trained import tunes_on_own
from calculator.costs.uncertainty import LIKELY
from calculator.packed import load_knowledge
from calculator.scenario import Scenario
from tests.random_scenarios import random_inputs

KNOWLEDGE = load_knowledge()
OUTSIDE = ("data", "compute", "inference", "own")


def case(**answers):
    unknown = dict.fromkeys(KNOWLEDGE.inputs)
    return case_of(question_of(Scenario(unknown | answers), KNOWLEDGE, KNOWLEDGE.as_of, {}), LIKELY)


@pytest.mark.parametrize("seed", range(12))
def test_the_outlay_is_what_the_whole_bill_pays_to_others_before_launch(seed):
    each = case(**random_inputs(KNOWLEDGE, random.Random(seed)))
    for approach in APPROACHES:
        lines = bill(each, approach).lines
        paid = sum(likely(line.once) for line in lines if line.group in OUTSIDE)
        outlay = outlay_usd(each, approach, tuned_on_own=tunes_on_own(each))
        assert outlay == pytest.approx(paid, rel=1e-9)  # lines keep ten digits


@pytest.mark.parametrize("seed", range(12))
def test_what_is_remembered_is_what_would_be_worked_out_again(seed):
    rng, remembered = random.Random(seed), Remembered()
    first = random_inputs(KNOWLEDGE, rng)
    others = random_inputs(KNOWLEDGE, rng)
    for name in KNOWLEDGE.inputs:
        if name == "easy_share":
            continue  # a price, which goes into the key
        each = case(**first | {name: others[name]})
        for approach in ("api", "fine_tune", "hybrid"):
            found = remembered.of(approach, each, lambda c, a=approach: likely(bill(c, a).total))
            assert found == likely(bill(each, approach).total), (name, approach)


def test_nothing_is_worked_out_twice_for_an_answer_that_it_does_not_rest_on():
    remembered, worked_out = Remembered(), []

    def total(each):
        worked_out.append(each.workload.currency)
        return likely(bill(each, "api").total)

    remembered.of("api", case(modality="text", latency_ms=200), total)
    remembered.of("api", case(modality="text", latency_ms=900), total)
    assert len(worked_out) == 1
    remembered.of("api", case(modality="text", latency_ms=900, requests_per_month=7), total)
    assert len(worked_out) == 2
