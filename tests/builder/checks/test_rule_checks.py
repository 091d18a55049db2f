"""Each check on the rules finds its fault, and the project's own rules have none."""

import dataclasses
from pathlib import Path

import pytest

from builder.checks.rule_problems import rule_problems
from builder.checks.rules import (
    check_contradictions,
    check_effects,
    check_later_rules,
    check_outcomes,
    check_reach,
    check_shares,
    check_suppositions,
)
from builder.content.knowledge import knowledge_data
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import KINDS, SHAPING
from calculator.knowledge import (
    Choice,
    Condition,
    Input,
    Knowledge,
    OpenShares,
    Rule,
    Supposition,
)
from calculator.packed import load_knowledge
from tests.built import content
from tests.made_up import knowledge_of, ladder_of, rule

ROOT = Path(__file__).resolve().parents[3]
LABELS = Input(
    id="labels", label="", question="", help="", kind="integer", group="", order=1,
    minimum=0, maximum=1000, if_unknown=(Supposition(value=0, because="none yet"),),
)  # fmt: skip
COLOUR = Input(
    id="colour", label="", question="", help="", kind="choice", group="", order=2,
    choices=(Choice(value="red", label=""), Choice(value="blue", label="")),
    if_unknown=(Supposition(value="red", because="most are"),),
)  # fmt: skip
SETTLED = tuple(  # what shapes everything else; here it is always the same
    Input(
        id=name, label="", question="", help="", kind="choice", group="", order=3,
        choices=(Choice(value="plain", label=""),), open_shares=(OpenShares(of={"plain": 1.0}),),
    )
    for name in SHAPING
)  # fmt: skip
THRESHOLDS = tuple(load_knowledge().assumptions.values())
FEW = Condition(input="labels", below=50)
MANY = Condition(input="labels", at_least=100)
RED = Condition(input="colour", equals="red")


def made_up(*rules: Rule, inputs: tuple[Input, ...] = (LABELS, COLOUR)) -> Knowledge:
    return knowledge_of(
        inputs=(*inputs, *SETTLED), approaches=ladder_of("walk", "ride"), rules=rules,
        assumptions=THRESHOLDS,
    )  # fmt: skip


def book_of(*rules: Rule) -> Rulebook:
    return Rulebook(made_up(*rules), load_knowledge().as_of)


def test_the_rules_of_the_project_have_no_fault():
    # What the last build found of the same rules with the same code is not looked for again.
    found = rule_problems(content(), knowledge_data(content()), ROOT, keep=False)

    assert list(found) == []


def test_rules_are_checked_again_when_one_changes_and_not_when_only_words_do(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(
        "builder.checks.rule_problems.check_rules", lambda known: looked.append(known) or []
    )
    data = knowledge_data(content())
    for name, key, value in (
        ("approaches", "summary", "Other words."),
        ("rules", "reason", "For another reason."),
        ("examples", "situation", "Another story."),
    ):
        reworded = {**data, name: with_first(data[name], key, value)}
        assert list(rule_problems(content(), reworded, tmp_path)) == []
    assert len(looked) == 1

    changed = {**data, "rules": with_first(data["rules"], "when", [])}
    assert list(rule_problems(content(), changed, tmp_path)) == []
    assert len(looked) == 2


def with_first(records, key, value):
    """Records by id, the first of them with another value."""
    first = next(iter(records))
    return {**records, first: {**records[first], key: value}}


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        (rule("r", RED), "has no effect"),
        (rule("r", RED, insufficient=("swim",)), "unknown approach 'swim'"),
        (rule("r", RED, climb_to="swim"), "unknown approach 'swim'"),
        (rule("r", Condition(input="weight", below=1), warns=True), "unknown input 'weight'"),
        (
            rule("r", RED, supports={"walk": 1}, warns=True),
            "must either judge approaches or advise on the chosen one, not both",
        ),
        (
            rule("r", Condition(input="colour", unknown=True), rules_out=("walk",)),
            "closes an approach because of an answer that nobody gave",
        ),
    ],
)
def test_a_rule_with_a_wrong_effect_is_named(faulty, message):
    assert list(check_effects(made_up(faulty))) == [("r", message)]


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ((), "open_shares needs a last entry without conditions (`when`)"),
        (
            (OpenShares(of={"red": 1.0}, when=(MANY,)),),
            "open_shares needs a last entry without conditions (`when`)",
        ),
        ((OpenShares(of={"red": 0.5, "blue": 0.4}),), "open_shares must add up to 1"),
    ],
)
def test_an_input_without_sound_shares_of_its_answers_is_named(shares, message):
    colour = dataclasses.replace(COLOUR, open_shares=shares)
    knowledge = made_up(rule("r", RED, supports={"walk": 1}), inputs=(LABELS, colour))

    assert list(check_shares(Rulebook(knowledge, load_knowledge().as_of))) == [
        ("input:colour", message)
    ]


def test_shares_of_the_kind_of_data_that_ask_what_is_inferred_from_it_are_named():
    told = (OpenShares(of={"plain": 1.0}, when=(RED,)), OpenShares(of={"plain": 1.0}))
    kind, made = (dataclasses.replace(each, open_shares=told) for each in SETTLED[: len(KINDS)])
    beside = Condition(input=made.id, equals="plain")
    shares = (OpenShares(of={"red": 1.0}, when=(beside,)), OpenShares(of={"red": 1.0}))
    colour = dataclasses.replace(COLOUR, open_shares=shares)
    knowledge = made_up(rule("r", RED, supports={"walk": 1}), inputs=(LABELS, colour))
    inputs = {**knowledge.inputs, kind.id: kind, made.id: made}
    book = Rulebook(dataclasses.replace(knowledge, inputs=inputs), load_knowledge().as_of)
    message = "open_shares can't ask 'colour', whose own shares are read backwards"

    assert list(check_shares(book)) == [(f"input:{name}", message) for name in KINDS]


def test_an_input_without_a_last_supposition_is_named():
    hopeful = dataclasses.replace(COLOUR, if_unknown=())
    knowledge = made_up(rule("r", RED, warns=True), inputs=(LABELS, hopeful))

    assert list(check_suppositions(knowledge)) == [
        ("input:colour", "if_unknown needs a last entry without conditions (`when`)")
    ]


def test_inputs_that_are_supposed_from_each_other_are_named():
    labels = dataclasses.replace(
        LABELS,
        if_unknown=(Supposition(value=9, because="", when=(RED,)), *LABELS.if_unknown),
    )
    colour = dataclasses.replace(
        COLOUR,
        if_unknown=(Supposition(value="blue", because="", when=(MANY,)), *COLOUR.if_unknown),
    )
    knowledge = made_up(rule("r", RED, MANY, warns=True), inputs=(labels, colour))

    assert list(check_suppositions(knowledge)) == [
        ("input:colour", "if_unknown leads back to this input itself"),
        ("input:labels", "if_unknown leads back to this input itself"),
    ]


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ((FEW, MANY), "can never fire: no value of 'labels' passes its conditions"),
        (
            (Condition(input="labels", at_least=1001),),
            "can never fire: no value of 'labels' passes its conditions",
        ),
        (
            (RED, Condition(input="colour", none_of=("red",))),
            "can never fire: no value of 'colour' passes its conditions",
        ),
        ((Condition(input="colour", any_of=("red", "pink")),), "unknown value 'pink' of 'colour'"),
    ],
)
def test_a_rule_that_cannot_fire_or_names_an_unknown_value_is_named(conditions, message):
    assert list(check_reach(book_of(rule("r", *conditions, warns=True)))) == [("r", message)]


def test_a_rule_at_the_edge_of_its_input_can_fire():
    edge = rule("r", Condition(input="labels", at_least=1000), warns=True)

    assert list(check_reach(book_of(edge))) == []


def test_strong_support_for_what_another_rule_always_turns_down_is_a_contradiction():
    book = book_of(
        rule("for", RED, MANY, supports={"ride": 2}),
        rule("against", Condition(input="labels", at_least=50), insufficient=("ride",)),
    )

    assert list(check_contradictions(book)) == [
        ("for", "supports 'ride', which rule 'against' then turns down")
    ]


def test_support_that_can_hold_without_the_other_rule_is_no_contradiction():
    book = book_of(
        rule("for", RED, supports={"ride": 2}),
        rule("against", MANY, insufficient=("ride",)),
    )

    assert list(check_contradictions(book)) == []


def test_a_warning_for_an_approach_that_is_never_chosen_is_named():
    book = book_of(rule("helmet", recommended=("ride",), warns=True))

    assert [rule_id for rule_id, _ in check_later_rules(book)] == ["helmet"]


def test_an_approach_that_no_answers_lead_to_is_named():
    assert list(check_outcomes(book_of(rule("dear", RED, insufficient=("ride",))))) == [
        ("approach:ride", "is recommended in no scenario that was tried")
    ]


def test_silence_where_nothing_qualifies_is_named_with_the_answers():
    book = book_of(
        rule("wet", RED, insufficient=("walk",)),
        rule("far", RED, MANY, insufficient=("ride",)),
    )

    ((rule_id, message),) = check_outcomes(book)

    assert rule_id == "far"
    assert message.startswith("nothing qualifies and nothing to relax is named (far, wet) for ")
    assert message.endswith("labels=100, colour=red")


def test_a_constraint_to_relax_breaks_the_silence():
    book = book_of(
        rule("wet", RED, insufficient=("walk",), relax="Wait for the sun."),
        rule("far", RED, MANY, insufficient=("ride",)),
    )

    assert list(check_outcomes(book)) == []
