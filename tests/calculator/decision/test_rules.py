"""Conditions, suppositions, odds and states, on rules made up for the purpose."""

import dataclasses
import itertools
from datetime import date

import pytest

from calculator.conditions import all_hold, holds
from calculator.decision.choice import choose
from calculator.decision.rulebook import Rulebook
from calculator.decision.rules import fired_after, stand
from calculator.decision.worlds import KINDS, SHAPING
from calculator.estimate import Estimate
from calculator.facts import Assumption, DatedEstimate
from calculator.knowledge import (
    Choice,
    Condition,
    Input,
    Knowledge,
    OpenShares,
    Rule,
    Supposition,
)
from calculator.scenario import Scenario
from calculator.suppositions import suppose, weighing
from tests.made_up import knowledge_of, ladder_of, rule

LABELS = Input(
    id="labels", label="", question="", help="", kind="integer", group="", order=1,
    minimum=0, if_unknown=(Supposition(value=0, because="none yet"),),
    open_shares=(OpenShares(of={"0": 0.5, "20": 0.5}),),
)  # fmt: skip
COLOUR = Input(
    id="modality", label="", question="", help="", kind="choice", group="", order=2,
    choices=tuple(Choice(value=value, label=value) for value in ("red", "green", "blue")),
    if_unknown=(
        Supposition(
            value="red", because="many", when=(Condition(input="labels", at_least=10),),
            weighs=True,
        ),
        Supposition(value="blue", because="else"),
    ),
    open_shares=(OpenShares(of={"red": 0.5, "blue": 0.5}),),
)  # fmt: skip
SHAPE = Input(
    id="output_kind", label="", question="", help="", kind="choice", group="", order=3,
    choices=(Choice(value="round", label="round"),),
    if_unknown=(Supposition(value="round", because="else"),),
    open_shares=(OpenShares(of={"round": 1}),),
)  # fmt: skip
LEAVES = Input(
    id="data_may_leave_org", label="", question="", help="", kind="boolean", group="", order=4,
    if_unknown=(Supposition(value=True, because="else"),),
    open_shares=(OpenShares(of={"true": 1}),),
)  # fmt: skip
ALIKE = tuple(  # what shapes the rest, here always the same
    dataclasses.replace(SHAPE, id=name, order=5 + place)
    for place, name in enumerate(name for name in SHAPING if name not in KINDS)
    if name != LEAVES.id
)
FREE = {"data_may_leave_org": True, **{each.id: "round" for each in ALIKE}}
NUMBERS = {
    "odds-per-step": 2, "steps-of-nothing": 0, "works-from-chance": 0.75,
    "falls-short-below-chance": 0.1, "replaces-from-chance": 0.5, "many": 10, "weight-of-a-clue": 1,
    "regret-per-step": 0, "steps-of-a-known-shortfall": 9, "chance-of-what-was-tested": 0.99,
    "firm-from-share": 0.9, "likely-from-share": 0.6, "rarest-meaning-weighed": 0.01,
    "share-of-the-unexpected": 0.005,
}  # fmt: skip
RED = {"labels": 0, "modality": "red", "output_kind": "round", **FREE}


def number(name: str, value: float) -> Assumption:
    dated = DatedEstimate(
        as_of=date(2026, 1, 1), low=value, value=value, high=value, basis="", sources=()
    )
    return Assumption(id=name, label="", unit="", values=(dated,))


def made_up(*rules: Rule) -> Knowledge:
    return knowledge_of(
        inputs=(LABELS, COLOUR, SHAPE, LEAVES, *ALIKE),
        approaches=ladder_of("walk", "ride", "fly"),
        rules=rules,
        assumptions=[number(name, value) for name, value in NUMBERS.items()],
    )


def chances(*rules: Rule, **answers: object) -> list[float]:
    return [each.chance for each in stand(RED | answers, Rulebook(made_up(*rules))).values()]


def states(*rules: Rule) -> list[str]:
    return [each.state for each in stand(RED, Rulebook(made_up(*rules))).values()]


def chosen(*rules: Rule, **answers: object) -> str:
    return choose(RED | answers, Rulebook(made_up(*rules)), None).approach


@pytest.mark.parametrize(
    ("condition", "passing", "failing"),
    [
        (Condition(input="labels", at_least=10), 10, 9),
        (Condition(input="labels", below=10), 9, 10),
        (Condition(input="labels", equals=0), 0, 1),
        (Condition(input="modality", any_of=("red", "blue")), "blue", "green"),
        (Condition(input="modality", none_of=("red", "blue")), "green", "red"),
        (Condition(input="modality", equals="red"), "red", "green"),
        (Condition(input="labels", at_least=5, below=10), 7, 10),
        (Condition(input="labels", unknown=True), None, 0),
        (Condition(input="labels", unknown=False), 0, None),
    ],
)
def test_a_condition_holds_for_one_value_and_not_for_the_other(condition, passing, failing):
    assert holds(condition, {condition.input: passing}) is True
    assert holds(condition, {condition.input: failing}) is False


def test_a_condition_on_an_unknown_answer_is_open():
    assert holds(Condition(input="labels", below=10), {"labels": None}) is None


def test_a_failed_condition_settles_a_rule_whatever_is_unknown():
    both = (Condition(input="modality", equals="red"), Condition(input="labels", below=5))

    assert all_hold(both, {"modality": None, "labels": 4}) is None
    assert all_hold(both, {"modality": None, "labels": 5}) is False
    assert all_hold(both, {"modality": "red", "labels": 4}) is True
    assert all_hold((), {}) is True


def test_the_book_says_the_same_as_the_conditions_one_by_one():
    rules = [
        rule("few", Condition(input="labels", below="many"), supports={"fly": 1}),
        rule("red", Condition(input="modality", equals="red"), supports={"fly": 1}),
        rule("silent", Condition(input="labels", unknown=True), supports={"fly": 1}),
        rule("always", supports={"fly": 1}),
    ]
    book = Rulebook(made_up(*rules))
    for labels, colour in itertools.product((None, 0, 9, 10), (None, "red", "blue")):
        values = {"labels": labels, "modality": colour, "output_kind": None, **FREE}
        found = {each.id: all_hold(each.when, values) for each in book.rules}
        assert {r.id for r in book.firing(values)} == {k for k, v in found.items() if v}
        assert {r.id for r in book.waiting(values)} == {k for k, v in found.items() if v is None}


def test_the_bill_fills_every_gap_with_the_first_supposition_that_holds():
    given = {"labels": 12, "modality": None, "output_kind": None, **FREE}
    supposed = suppose(Scenario(given), made_up())

    assert supposed.values == {"labels": 12, "modality": "red", "output_kind": "round", **FREE}
    assert supposed.suppositions["modality"].because == "many"


def test_the_decision_fills_only_what_known_answers_speak_of():
    nothing = {"labels": None, "modality": None, "output_kind": None, **FREE}

    assert weighing(nothing, made_up().inputs.values()).values == nothing
    assert weighing(nothing | {"labels": 12}, made_up().inputs.values()).values["modality"] == "red"


def test_without_a_rule_each_approach_and_none_of_them_are_as_likely():
    # weights 1, 1, 1 and 1 for none: a quarter each; in their turn 1/4, 1/3 and 1/2
    assert chances() == pytest.approx([1 / 4, 1 / 3, 1 / 2])


def test_two_steps_quadruple_the_odds_and_one_step_halves_them():
    found = chances(rule("wind", supports={"ride": 2}, doubts={"fly": 1}))

    assert found == pytest.approx([1 / 6.5, 4 / 5.5, 0.5 / 1.5])


def test_the_plan_most_likely_ends_where_the_weight_is():
    assert chosen(rule("wind", supports={"fly": 2})) == "fly"
    assert chosen() == "walk"  # all alike: the simplest


def test_between_two_far_apart_the_one_between_them_is_least_regretted():
    # All alike, a step adds a half: walk and fly are wrong by 1.5 + 2 = 3.5, ride by 1.5 + 1.5 = 3.
    # With fly at 8 of 10: fly is wrong by 1.5 + 2 = 3.5, ride by 1 × 1.5 + 8 × 1.5 = 13.5.
    half = {"regret-per-step": Estimate(0.5, 0.5, 0.5)}

    assert choose(RED, Rulebook(made_up(), overrides=half), None).approach == "ride"
    windy = made_up(rule("wind", supports={"fly": 3}))
    assert choose(RED, Rulebook(windy, overrides=half), None).approach == "fly"


def test_what_is_ruled_out_has_no_chance_and_what_is_known_to_fall_short_hardly_any():
    found = chances(rule("no legs", rules_out=("walk",)), rule("wet", insufficient=("ride",)))

    assert found[0] == 0
    assert found[1] == pytest.approx(2**-9 / (2**-9 + 2))


def test_what_money_or_a_date_shuts_out_makes_nothing_else_likelier():
    shut = frozenset({"ride"})
    found = [each.chance for each in stand(RED, Rulebook(made_up()), shut).values()]

    assert found[0] == chances()[0] == 1 / 4  # weights 1, 1, 1 and 1 for none
    assert found[1] == pytest.approx(2**-9 / 3)
    assert found[2] == pytest.approx(1 / (3 - 2**-9))  # what ride lost went to none, not to fly


def test_four_states_follow_from_limits_tests_and_chances():
    assert states(
        rule("no legs", rules_out=("walk",)), rule("wet", insufficient=("ride",))
    ) == ["ruled_out", "insufficient", "test_first"]  # fmt: skip
    assert states(rule("wind", supports={"fly": 3}))[2] == "suitable"  # 8 of 9
    assert states(rule("tried", proves=("walk",))) == ["suitable", "test_first", "test_first"]


def test_what_was_tested_and_suffices_is_chosen_before_anything_that_is_less_simple():
    assert chosen(rule("tried", proves=("walk",)), rule("wind", supports={"fly": 3})) == "walk"


def test_what_was_tested_and_falls_short_is_not_saved_by_a_second_test():
    tests = rule("tried", proves=("walk",)), rule("style", insufficient=("walk",))

    assert states(*tests)[0] == "insufficient"


def test_an_unknown_kind_counts_by_its_shares_of_the_cases_that_come_to_an_approach():
    red = rule("red", Condition(input="modality", equals="red"), supports={"fly": 2})

    # One half has the weights 1, 1, 4 and 1 for nothing, the other 1, 1, 1 and 1. Walking ends
    # (1/7 + 1/4) / 2 of all; riding as many of the other 45/56; flying 23 of the 34/56 left.
    assert chances(red, modality=None) == pytest.approx([11 / 56, 11 / 45, 23 / 34])


def test_a_threshold_is_the_value_of_its_assumption():
    few = rule("few", Condition(input="labels", below="many"), supports={"fly": 3})

    assert chosen(few, labels=9) == "fly"
    assert chosen(few, labels=10) == "walk"


def test_where_everything_falls_short_the_answer_does_not_qualify():
    knowledge = made_up(rule("far", insufficient=("walk", "ride", "fly")))
    choice = choose(RED, Rulebook(knowledge), None)

    assert (choice.approach, choice.qualifies) == ("walk", False)


def test_the_order_of_rules_does_not_change_what_is_recommended():
    rules = [
        rule("no legs", rules_out=("walk",)),
        rule("slow", insufficient=("ride",)),
        rule("dear", doubts={"fly": 1}, supports={"ride": 2}),
    ]
    found = {chosen(*order) for order in itertools.permutations(rules)}

    assert found == {"fly"}


def test_advice_is_for_the_approaches_that_it_names():
    rules = (
        rule("helmet", recommended=("ride",), warns=True),
        rule("shoes", warns=True),
    )

    assert [r.id for r in fired_after(RED, "ride", rules)] == ["helmet", "shoes"]
    assert [r.id for r in fired_after(RED, "walk", rules)] == ["shoes"]
