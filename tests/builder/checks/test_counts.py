"""Counts of the market: what is in date, and what rests on our own estimates."""

import dataclasses
from datetime import date

import pytest

from builder.checks.counts import own_shares, rented_in_date
from calculator.api import evaluate
from calculator.packed import load_knowledge
from view.own_estimates import own_share

KNOWLEDGE = load_knowledge()


def test_a_rent_is_in_date_for_half_a_year_and_not_for_ever():
    now, later = (rented_in_date(KNOWLEDGE, day) for day in (KNOWLEDGE.as_of, date(2028, 1, 1)))

    assert len(now) >= 30
    assert "h100-sxm-80gb" in now
    assert later == []


def test_the_share_of_own_estimates_is_that_of_the_recommended_total():
    name, example = next(iter(KNOWLEDGE.examples.items()))
    result = evaluate({"inputs": example.inputs}, KNOWLEDGE, points=60, search=False)
    one = dataclasses.replace(KNOWLEDGE, examples={name: example})

    found = own_shares(one, KNOWLEDGE.as_of)
    shown = own_share(result.priced, result.recommended, KNOWLEDGE)
    assert found == {name: pytest.approx(shown)}
