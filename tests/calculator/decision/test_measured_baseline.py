"""A simple model that was measured: its score proves or rules out the baseline, silence neither."""

import pytest

from calculator.api import evaluate
from calculator.decision.explanation import explain
from calculator.decision.open_questions import open_inputs
from calculator.decision.rulebook import Rulebook
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario

KNOWLEDGE = load_knowledge()
ROWS = {"modality": "tabular", "output_kind": "class", "labelled_examples": 480}


def verdicts(said: str | None) -> dict[str, str]:
    result = evaluate({"inputs": {**ROWS, "baseline_measured": said}}, KNOWLEDGE, points=0)
    return {each.approach: each.verdict for each in result.ranking}


def test_a_baseline_that_reaches_the_target_is_where_the_plan_ends():
    result = evaluate({"inputs": {**ROWS, "baseline_measured": "reached"}}, KNOWLEDGE, points=0)

    assert result.recommended == "baseline"
    assert next(r for r in result.ranking if r.approach == "baseline").certain


def test_a_baseline_that_misses_the_target_falls_short_and_leaves_the_rest_alone():
    missed, unsaid = verdicts("missed"), verdicts(None)

    assert missed["baseline"] == "insufficient"
    assert unsaid["baseline"] != "insufficient"
    assert [a for a in missed if (missed[a] == "ruled_out") != (unsaid[a] == "ruled_out")] == []


def test_a_baseline_that_nobody_measured_is_no_open_question_and_none_that_is_settled():
    known, _ = read_scenario(ROWS, KNOWLEDGE)
    book = Rulebook(KNOWLEDGE)
    explanation = explain(known, book)

    assert "baseline_measured" not in open_inputs(known.values, book)
    assert "baseline_measured" not in explanation.settled
    assert "baseline_measured" not in {each.input for each in explanation.questions}


@pytest.mark.parametrize("example", sorted(KNOWLEDGE.examples))
def test_saying_that_nothing_was_measured_is_the_same_as_not_saying_it(example):
    inputs = dict(KNOWLEDGE.examples[example].inputs)
    told = {**inputs, "baseline_measured": "not_measured"}
    said = evaluate({"inputs": told}, KNOWLEDGE, points=0)
    unsaid = evaluate({"inputs": inputs}, KNOWLEDGE, points=0)

    assert (said.ranking, said.recommended) == (unsaid.ranking, unsaid.recommended)
    assert said.certainty.share == unsaid.certainty.share
