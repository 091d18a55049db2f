"""The reader's own weights."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.api import evaluate
from calculator.decision.rules import OPEN
from calculator.decision.weighing import CRITERIA, weigh
from calculator.packed import load_knowledge
from view.entries import Entries
from view.exports.scenario_file import request_json
from view.opening import open_address, open_file

KNOWLEDGE = load_knowledge()
# two ways: the first cheap and slow, the second dear and fast; the third between them
VALUES = {
    "baseline": {"cost": 100.0, "time": 30.0, "effort": 2.0, "provider": 0.0},
    "api": {"cost": 300.0, "time": 10.0, "effort": 2.0, "provider": 1.0},
    "fine_tune": {"cost": 250.0, "time": 25.0, "effort": 2.0, "provider": 0.0},
}
SOLVED = {"task_novelty": "solved", "modality": "text", "quality_target": "good_enough"}
weights = st.fixed_dictionaries({each: st.floats(0, 10) for each in CRITERIA})
columns = st.fixed_dictionaries({each: st.floats(0, 1000) for each in CRITERIA})
tables = st.dictionaries(st.sampled_from("abcdef"), columns, min_size=2)


def test_the_points_lie_between_the_worst_and_the_best():
    found = weigh(VALUES, {"cost": 1})

    assert [(each.approach, each.score) for each in found.order] == [
        ("baseline", 1.0), ("fine_tune", 0.25), ("api", 0.0),
    ]  # fmt: skip


def test_the_winner_holds_until_time_weighs_as_much_as_cost():
    # cost: 1, 0; time: 0, 1. At equal weights both have the same, and the lower rung stays.
    found = weigh(VALUES, {"cost": 4, "time": 1})
    by_name = {each.criterion: each for each in found.holds}

    assert found.winner == "baseline"
    assert (by_name["time"].low, by_name["time"].high) == (0, pytest.approx(4))
    assert (by_name["time"].above, by_name["cost"].below) == ("api", "api")
    assert (by_name["cost"].low, by_name["cost"].high) == (pytest.approx(1), None)


def test_what_is_the_same_for_all_moves_nothing():
    hold = next(h for h in weigh(VALUES, {"cost": 1}).holds if h.criterion == "effort")

    assert (hold.low, hold.high, hold.below, hold.above) == (0, None, None, None)


@pytest.mark.parametrize(
    ("values", "given_weights"), [(VALUES, {}), (VALUES, {"cost": 0}), ({}, {"cost": 1})]
)
def test_without_weights_or_rivals_nothing_is_weighed(values, given_weights):
    assert weigh(values, given_weights) is None


def test_a_tie_goes_to_the_lower_rung():
    even = {name: dict.fromkeys(CRITERIA, 1.0) for name in VALUES}

    assert weigh(even, {"cost": 1}).winner == "baseline"


@given(values=tables, chosen=weights, factor=st.floats(0.1, 10))
def test_only_the_proportion_of_weights_counts(values, chosen, factor):
    assume(sum(chosen.values()) > 0.01)
    found = weigh(values, chosen)
    scaled = weigh(values, {key: factor * weight for key, weight in chosen.items()})

    best = {each.approach: each.score for each in scaled.order}
    assert best[found.winner] == pytest.approx(best[scaled.winner])


@given(values=tables, chosen=weights, criterion=st.sampled_from(CRITERIA), at=st.floats(0, 10))
def test_the_winner_wins_inside_its_range_and_loses_outside(values, chosen, criterion, at):
    assume(sum(chosen.values()) > 0.01 and at > 0.01)
    found = weigh(values, chosen)
    hold = next(each for each in found.holds if each.criterion == criterion)
    end = hold.high if hold.high is not None else float("inf")
    there = {each.approach: each.score for each in weigh(values, {**chosen, criterion: at}).order}
    lead = there[found.winner] - max(there.values())

    if hold.low <= at <= end:
        assert lead >= -1e-6
    elif at < hold.low - 1e-3 or at > end + 1e-3:
        assert lead <= 1e-9


@given(chosen=weights)
def test_weights_change_neither_verdicts_nor_recommendation(chosen):
    plain = evaluate({"inputs": SOLVED}, KNOWLEDGE, KNOWLEDGE.as_of, points=0)
    weighed = evaluate({"inputs": SOLVED, "weights": chosen}, KNOWLEDGE, KNOWLEDGE.as_of, points=0)

    assert weighed == plain


def test_only_what_can_do_the_job_is_weighed_and_by_numbers_of_its_bill():
    request = {"inputs": SOLVED, "weights": {"cost": 2}}
    found = evaluate(request, KNOWLEDGE, KNOWLEDGE.as_of, points=8)
    able = {r.approach for r in found.ranking if r.verdict in OPEN}

    assert {each.approach for each in found.weighing.order} == able
    for each in found.weighing.order:
        bill = found.costs.approaches[each.approach]
        assert each.values["cost"] == bill.total.value
        assert each.values["time"] == bill.time_to_ship.working_days.value


@pytest.mark.parametrize(
    ("given_weights", "field"),
    [
        ({"speed": 1}, "weights.speed"),
        ({"cost": -1}, "weights.cost"),
        ({"cost": 11}, "weights.cost"),
        ({"cost": "much"}, "weights.cost"),
        ([1], "weights"),
    ],
)
def test_a_wrong_weight_is_named_and_weighs_nothing(given_weights, field):
    request = {"inputs": SOLVED, "weights": given_weights}
    found = evaluate(request, KNOWLEDGE, KNOWLEDGE.as_of, points=8)

    assert [each.field for each in found.problems] == [field]
    assert found.weighing is None


def test_weights_come_back_from_address_and_file():
    entries = Entries.of_form({"w.cost": "3", "w.time": "", "w.effort": "0"})
    asked = entries.request()
    result = evaluate(asked, KNOWLEDGE, KNOWLEDGE.as_of, text=True, points=0)
    opened = open_file(request_json(result, asked), KNOWLEDGE)

    assert json.loads(request_json(result, asked))["weights"] == {"cost": 3.0, "effort": 0.0}
    assert opened.entries.request()["weights"]["cost"] == 3.0
    again = open_address("w.cost=3", KNOWLEDGE).entries
    assert again.request()["weights"] == {"cost": 3.0}
