"""The decision on the project's own rules: worked examples, laws, speed and shape."""

import dataclasses
import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from calculator.decision.trials import Trials
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.decision.explanation import distinct_values, explain, thresholds_by_input
from calculator.decision.ladder import chosen_rung, decide
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge, packed_text
from calculator.scenario import Scenario, read_scenario
from tests.answers import answer_json
from tests.json_shape import faults

ROOT = Path(__file__).resolve().parents[3]
KNOWLEDGE = load_knowledge()
THRESHOLDS = thresholds_by_input(KNOWLEDGE)
HOSTED = {"api", "api_rag"}
MISTAKES = {
    "train-from-scratch-needlessly", "ship-without-evaluation", "ignore-bias",
    "underestimate-data-quality", "skip-the-baseline", "pick-the-wrong-source",
    "tuned-llm-for-everything", "read-scores-as-agi", "no-real-world-test", "wrapper-as-moat",
    "scratch-on-small-data",
}  # fmt: skip

scenarios = st.fixed_dictionaries(
    {
        key: st.sampled_from([None, *distinct_values(definition, THRESHOLDS[key])])
        if key in THRESHOLDS
        else st.none()
        for key, definition in KNOWLEDGE.inputs.items()
    }
).map(Scenario)
asked = st.sampled_from(sorted(THRESHOLDS)).flatmap(
    lambda key: st.tuples(
        st.just(key), st.sampled_from(distinct_values(KNOWLEDGE.inputs[key], THRESHOLDS[key]))
    )
)


@given(scenario=scenarios, other=asked, outgrown=st.frozensets(st.sampled_from(sorted(HOSTED))))
def test_trying_another_answer_gives_what_deciding_anew_gives(scenario, other, outgrown):
    scenario = dataclasses.replace(scenario, outgrown=outgrown)
    tried = Trials(scenario, KNOWLEDGE).with_answer(*other)
    anew = chosen_rung(scenario.replace(*other), KNOWLEDGE)

    assert (tried.approach, tried.verdict, tried.hardship) == (
        anew.approach, anew.verdict, anew.hardship,
    )  # fmt: skip
    assert Trials(scenario, KNOWLEDGE).now() == chosen_rung(scenario, KNOWLEDGE)


label_counts = st.integers(0, 100_000_000)
near_tuning = st.builds(  # a worked example of tuning with up to three other answers
    lambda example, others, keys: Scenario(
        dict.fromkeys(KNOWLEDGE.inputs)
        | dict(example.inputs)
        | {key: others.values[key] for key in keys}
    ),
    st.sampled_from([e for e in KNOWLEDGE.examples.values() if e.answer == "fine_tune"]),
    scenarios,
    st.lists(st.sampled_from(list(THRESHOLDS)), max_size=3),
)


def scenario(**answers: object) -> Scenario:
    found, problems = read_scenario(answers, KNOWLEDGE)
    assert not problems
    return found


def fine_tuning_qualifies(of: Scenario) -> bool:
    """Whether nothing speaks against it; a recommendation can also be the least of the evils."""
    verdict = verdicts(of)["fine_tune"]
    return verdict == "suitable" or (verdict == "recommended" and decide(of, KNOWLEDGE).qualifies)


def verdicts(of: Scenario) -> dict[str, str]:
    return {ranked.approach: ranked.verdict for ranked in decide(of, KNOWLEDGE).ranking}


@pytest.mark.parametrize("example", KNOWLEDGE.examples.values(), ids=KNOWLEDGE.examples)
def test_a_worked_example_gets_the_answer_of_its_sources(example):
    decision = decide(scenario(**example.inputs), KNOWLEDGE)

    assert (decision.recommended, decision.qualifies) == (example.answer, True)


def test_each_approach_is_the_answer_of_two_worked_examples():
    answers = Counter(example.answer for example in KNOWLEDGE.examples.values())

    assert set(answers) == set(KNOWLEDGE.approaches)
    assert min(answers.values()) >= 2


def test_holding_the_weights_does_not_mean_training_them():
    private_memos = scenario(
        task_novelty="solved", modality="text", labelled_examples=0, needs_weights_control=True,
        regulated_or_sensitive=True, data_may_leave_org=False, compute="few_gpus",
    )  # fmt: skip

    assert decide(private_memos, KNOWLEDGE).recommended == "open_as_is"


def test_changing_facts_are_looked_up_and_a_slipping_style_is_tuned():
    bot = scenario(
        task_novelty="solved", modality="text", api_meets_accuracy=False, compute="none",
        knowledge_changes_often=True, data_may_leave_org=True, labelled_examples=900,
        quality_target="high",
    )  # fmt: skip

    assert decide(bot, KNOWLEDGE).recommended == "api_rag"
    slipping = bot.replace("output_style_or_format_gap", True).replace("task_novelty", "close")
    assert decide(slipping, KNOWLEDGE).recommended == "fine_tune"


def test_a_plan_begins_below_the_recommendation_and_names_the_trigger_to_climb():
    tickets = scenario(**KNOWLEDGE.examples["support-ticket-routing"].inputs)
    plan = decide(tickets, KNOWLEDGE).plan

    assert plan.start_with == "api"
    assert [climb.to for climb in plan.climb] == ["heavy_fine_tune"]
    assert "measure-on-own-examples" in {remark.rule for remark in plan.measure}


def test_each_of_the_eleven_mistakes_has_a_rule_that_warns_of_it():
    warned = {rule.mistake for rule in KNOWLEDGE.rules.values() if rule.warns}

    assert warned >= MISTAKES


def test_a_sensitive_subject_brings_the_warning_to_audit_for_bias():
    lending = scenario(modality="tabular", labelled_examples=60000, regulated_or_sensitive=True)
    plain = lending.replace("regulated_or_sensitive", False)

    assert "ignore-bias" in {warning.mistake for warning in decide(lending, KNOWLEDGE).warnings}
    assert "ignore-bias" not in {warning.mistake for warning in decide(plain, KNOWLEDGE).warnings}


def test_where_nothing_qualifies_the_result_says_what_to_relax():
    stuck = scenario(
        task_novelty="close", modality="text", labelled_examples=20, data_may_leave_org=False,
        output_style_or_format_gap=True, compute="few_gpus",
    )  # fmt: skip
    decision = decide(stuck, KNOWLEDGE)

    assert (decision.recommended, decision.qualifies) == ("fine_tune", False)
    assert decision.relax[0].rule == "too-few-labels-to-tune"


def test_the_next_question_is_the_one_whose_answers_differ():
    nothing_said = scenario()
    explanation = explain(nothing_said, KNOWLEDGE)
    question = explanation.ask_next

    assert question is not None
    assert len({answer.recommended for answer in question.answers}) > 1
    for answer in question.answers:
        then = chosen_rung(nothing_said.replace(question.input, answer.value), KNOWLEDGE)
        assert (then.approach, then.qualifies) == (answer.recommended, answer.qualifies)


def test_the_last_number_of_a_range_leads_where_its_first_does():
    nothing_said = scenario()
    labels = next(
        question
        for question in explain(nothing_said, KNOWLEDGE).questions
        if question.input == "labelled_examples"
    )

    assert labels.answers[0].value == 0
    assert [answer.to is None for answer in labels.answers][-1]
    for answer, following in zip(labels.answers, labels.answers[1:], strict=False):
        assert answer.to == following.value - 1
        then = chosen_rung(nothing_said.replace("labelled_examples", answer.to), KNOWLEDGE)
        assert then.approach == answer.recommended


def test_fewer_labels_than_the_nearest_flip_keep_the_recommendation():
    tickets = scenario(**KNOWLEDGE.examples["support-ticket-routing"].inputs)
    flip = next(f for f in explain(tickets, KNOWLEDGE).flips if f.input == "labelled_examples")

    assert (flip.value, flip.to) == (2000, 99)
    assert chosen_rung(tickets.replace(flip.input, 99), KNOWLEDGE).approach == flip.recommended
    assert chosen_rung(tickets.replace(flip.input, 100), KNOWLEDGE).approach == "fine_tune"


def test_a_recommendation_that_no_answer_changes_is_called_firm():
    rings = scenario(**KNOWLEDGE.examples["payment-rings"].inputs)
    explanation = explain(rings, KNOWLEDGE)

    assert (explanation.certainty.level, explanation.ask_next) == ("firm", None)


@given(near_tuning, label_counts, label_counts)
def test_more_labels_never_make_fine_tuning_insufficient(situation, one, other):
    fewer, more = sorted((one, other))
    before = fine_tuning_qualifies(situation.replace("labelled_examples", fewer))
    after = fine_tuning_qualifies(situation.replace("labelled_examples", more))

    assert after or not before


@given(scenarios)
def test_data_that_must_stay_inside_never_goes_to_a_hosted_model(situation):
    inside = situation.replace("data_may_leave_org", False)
    decision = decide(inside, KNOWLEDGE)

    assert decision.recommended not in HOSTED
    assert decision.start_with not in HOSTED
    assert {verdicts(inside)[approach] for approach in HOSTED} == {"ruled_out"}


@given(scenarios)
def test_an_unknown_answered_by_what_was_assumed_changes_nothing(situation):
    decision = decide(situation, KNOWLEDGE)
    for assumed in decision.assumed:
        told = decide(situation.replace(assumed.input, assumed.value), KNOWLEDGE)
        assert dataclasses.replace(told, assumed=decision.assumed) == decision


@given(scenarios, st.randoms(use_true_random=False))
def test_the_order_of_the_rules_does_not_matter(situation, dice):
    shuffled = list(KNOWLEDGE.rules.items())
    dice.shuffle(shuffled)
    other = dataclasses.replace(KNOWLEDGE, rules=dict(shuffled))

    assert decide(situation, other) == decide(situation, KNOWLEDGE)


@given(scenarios)
def test_every_verdict_names_a_rule(situation):
    decision = decide(situation, KNOWLEDGE)

    assert [ranked.verdict for ranked in decision.ranking].count("recommended") == 1
    assert {ranked.approach for ranked in decision.ranking} == set(KNOWLEDGE.approaches)
    assert decision.ranking[0].approach == decision.recommended
    for ranked in decision.ranking:
        assert ranked.reasons
        assert {reason.rule for reason in ranked.reasons} <= set(KNOWLEDGE.rules)
    assert decision.qualifies or decision.relax


@given(scenarios)
def test_no_lower_rung_qualifies(situation):
    decision = decide(situation, KNOWLEDGE)
    assume(decision.qualifies)
    order = {key: approach.order for key, approach in KNOWLEDGE.approaches.items()}
    suitable = [r.approach for r in decision.ranking if r.verdict == "suitable"]

    assert all(order[approach] > order[decision.recommended] for approach in suitable)


@given(scenarios)
def test_every_flip_leads_where_it_says(situation):
    now = chosen_rung(situation, KNOWLEDGE).approach
    for flip in explain(situation, KNOWLEDGE).flips:
        if flip.to is not None:
            then = chosen_rung(situation.replace(flip.input, flip.to), KNOWLEDGE)
            assert then.approach == flip.recommended != now


@given(scenarios, label_counts)
def test_without_a_flip_no_number_of_labels_changes_the_recommendation(situation, labels):
    told = situation.replace("labelled_examples", 500)
    flips = {flip.input: flip for flip in explain(told, KNOWLEDGE).flips}
    assume(flips["labelled_examples"].to is None)

    now = chosen_rung(told, KNOWLEDGE).approach
    assert chosen_rung(told.replace("labelled_examples", labels), KNOWLEDGE).approach == now


def test_the_result_has_the_shape_of_its_schema():
    schema = json.loads(packed_text("schemas/result.schema.json"))
    for inputs in [{}, *(example.inputs for example in KNOWLEDGE.examples.values())]:
        request = json.dumps({"inputs": dict(inputs)})
        result = json.loads(answer_json(request, KNOWLEDGE, date(2026, 11, 1)))
        assert list(faults(result, schema, schema)) == []


def test_the_shape_check_sees_a_wrong_result():
    schema = {"type": "object", "required": ["a"], "properties": {"b": {"enum": [1]}}}

    assert list(faults({"b": 2}, schema, schema)) == ["$: a is missing", "$.b: 2 is not allowed"]


def _said_in_part(knowledge: Knowledge) -> Scenario:
    dice = random.Random(0)
    answers = dict(knowledge.examples["support-ticket-routing"].inputs)
    kept = dice.sample(sorted(answers), k=len(answers) // 2)
    return scenario(**{key: answers[key] for key in kept})


@pytest.mark.timed
def test_deciding_takes_less_than_five_milliseconds(benchmark):
    benchmark(decide, _said_in_part(KNOWLEDGE), KNOWLEDGE)

    assert benchmark.stats.stats.median < 0.005


@pytest.mark.timed
def test_flips_and_questions_take_less_than_150_milliseconds(benchmark):
    benchmark(explain, _said_in_part(KNOWLEDGE), KNOWLEDGE)

    assert benchmark.stats.stats.median < 0.150
