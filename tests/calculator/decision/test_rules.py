"""Conditions, suppositions and the ladder, on rules made up for the purpose."""

import itertools

import pytest

from calculator.decision.rules import fired_after, fires, recommended, stand
from calculator.knowledge import Approach, Choice, Condition, Input, Knowledge, Rule, Supposition
from calculator.scenario import Scenario
from calculator.suppositions import holds, suppose
from tests.made_up import knowledge_of

LABELS = Input(
    id="labels", label="", question="", help="", kind="integer", group="", order=1,
    minimum=0, if_unknown=(Supposition(value=0, because="none yet"),),
)  # fmt: skip
COLOUR = Input(
    id="colour", label="", question="", help="", kind="choice", group="", order=2,
    choices=tuple(Choice(value=value, label=value) for value in ("red", "green", "blue")),
    if_unknown=(
        Supposition(value="red", because="many", when=(Condition(input="labels", at_least=10),)),
        Supposition(value="blue", because="else"),
    ),
)  # fmt: skip


def made_up(*rules: Rule) -> Knowledge:
    return knowledge_of(
        inputs=(LABELS, COLOUR),
        approaches=tuple(
            Approach(id=name, name=name, short="", order=order, summary="")
            for order, name in enumerate(("walk", "ride", "fly"), 1)
        ),
        rules=rules,
    )


def rule(name: str, *when: Condition, **effects: object) -> Rule:
    return Rule(id=name, when=when, reason=name, sources=(), **effects)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "passing", "failing"),
    [
        (Condition(input="labels", at_least=10), 10, 9),
        (Condition(input="labels", below=10), 9, 10),
        (Condition(input="labels", equals=0), 0, 1),
        (Condition(input="colour", any_of=("red", "blue")), "blue", "green"),
        (Condition(input="colour", none_of=("red", "blue")), "green", "red"),
        (Condition(input="colour", equals="red"), "red", "green"),
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
    both = rule("r", Condition(input="colour", equals="red"), Condition(input="labels", below=5))

    assert fires(both, {"colour": None, "labels": 4}) is None
    assert fires(both, {"colour": None, "labels": 5}) is False
    assert fires(both, {"colour": "red", "labels": 4}) is True
    assert fires(rule("always"), {}) is True


def test_an_unknown_answer_is_taken_as_the_first_supposition_that_holds():
    supposed = suppose(Scenario({"labels": 12, "colour": None}), made_up())

    assert supposed.values == {"labels": 12, "colour": "red"}
    assert {key: s.because for key, s in supposed.suppositions.items()} == {"colour": "many"}


def test_a_supposition_sees_what_another_unknown_answer_is_taken_to_be():
    supposed = suppose(Scenario({"labels": None, "colour": None}), made_up())

    assert supposed.values == {"labels": 0, "colour": "blue"}


def test_the_lowest_rung_that_qualifies_is_recommended():
    knowledge = made_up(
        rule("too far", rules_out=("walk",)),
        rule("dear", supports={"fly": 3}),
    )

    assert recommended(stand({"labels": 0, "colour": "red"}, knowledge)).approach == "ride"


def test_where_nothing_qualifies_the_possible_beats_the_impossible_then_the_fewest_gaps():
    knowledge = made_up(
        rule("no legs", rules_out=("walk",)),
        rule("slow", insufficient=("ride",)),
        rule("wet", insufficient=("ride", "fly")),
    )
    chosen = recommended(stand({"labels": 0, "colour": "red"}, knowledge))

    assert (chosen.approach, chosen.qualifies) == ("fly", False)


def test_with_equal_gaps_support_decides_and_then_the_lower_rung():
    gaps = rule("far", insufficient=("walk", "ride", "fly"))
    answers = {"labels": 0, "colour": "red"}

    assert recommended(stand(answers, made_up(gaps))).approach == "walk"
    helped = made_up(gaps, rule("wind", supports={"ride": 1}))
    assert recommended(stand(answers, helped)).approach == "ride"


def test_the_order_of_rules_does_not_change_what_is_recommended():
    rules = [
        rule("no legs", rules_out=("walk",)),
        rule("slow", insufficient=("ride",)),
        rule("dear", insufficient=("fly",), supports={"ride": 2}),
    ]
    answers = {"labels": 0, "colour": "red"}
    found = {
        recommended(stand(answers, made_up(*order))).approach
        for order in itertools.permutations(rules)
    }

    assert found == {"ride"}


def test_advice_is_for_the_approaches_that_it_names():
    knowledge = made_up(
        rule("helmet", recommended=("ride",), warns=True),
        rule("shoes", warns=True),
    )
    answers = {"labels": 0, "colour": "red"}

    assert [r.id for r in fired_after(answers, "ride", knowledge)] == ["helmet", "shoes"]
    assert [r.id for r in fired_after(answers, "walk", knowledge)] == ["shoes"]
