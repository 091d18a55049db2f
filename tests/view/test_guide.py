"""The order of the questions, the same for page and terminal, and what tasks answer."""

import json

import pytest

from calculator.address import answer_text
from calculator.api import evaluate
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario
from view.guide import first_step_html, guide
from view.page import Page
from view.questions import FIRST, next_input, next_step
from view.stages import FIRST_REQUEST

KNOWLEDGE = load_knowledge()
NOTHING = evaluate({"inputs": {}}, KNOWLEDGE, KNOWLEDGE.as_of)


def test_page_and_terminal_ask_in_the_same_order():
    steps: list[str] = []
    inputs: list[str] = []
    while (step := next_step(NOTHING, steps)) is not None:
        steps.append(step.id)
        for name in step.inputs:
            assert next_input(NOTHING, inputs) == name
            inputs.append(name)

    assert next_input(NOTHING, inputs) is None
    assert [step.id for step in FIRST] == steps[:7]
    assert len(inputs) == len(set(inputs)) > 8


def test_volume_is_asked_before_budget_and_money_waits_for_it():
    shown = guide(NOTHING, {"passed": ["task", "output_kind"], "step": None}, KNOWLEDGE)
    told = evaluate({"inputs": {"requests_per_month": 5000}}, KNOWLEDGE, KNOWLEDGE.as_of)

    assert shown["step"] == "task_novelty"
    assert "3 of 7" in shown["html"]
    assert shown["later"]
    assert not guide(told, {"passed": [], "step": None}, KNOWLEDGE)["later"]


@pytest.mark.parametrize("task", KNOWLEDGE.tasks.values(), ids=lambda task: task.id)
def test_a_task_answers_only_what_the_form_asks(task):
    texts = {name: answer_text(value) for name, value in task.inputs.items()}
    scenario, problems = read_scenario(texts, KNOWLEDGE, text=True)

    assert problems == []
    assert {name: scenario.values[name] for name in texts} == dict(task.inputs)


def test_the_tile_that_says_most_is_the_chosen_one():
    inputs = {"modality": "text", "output_kind": "text", "answers_from_documents": True}
    result = evaluate({"inputs": inputs}, KNOWLEDGE, KNOWLEDGE.as_of)
    shown = guide(result, {"passed": ["task"], "step": "task"}, KNOWLEDGE)

    assert shown["html"].count('aria-pressed="true"') == 1
    assert "Answers from documents" in shown["given"]


def test_the_page_is_built_with_the_first_question_and_nothing_chosen():
    html = first_step_html(KNOWLEDGE)

    assert "Question <b>1 of 7</b>" in html
    assert html.count("data-answers=") == len(KNOWLEDGE.tasks)
    assert 'aria-pressed="true"' not in html


def test_an_answer_given_before_python_came_is_kept_and_the_next_question_follows():
    asked = {**FIRST_REQUEST, "do": "open", "address": "", "built": False, "blank": True,
             "answers": {"modality": "image"}, "guided": True, "passed": ["task"], "step": None,
             "detail": "quick", "today": KNOWLEDGE.as_of.isoformat()}  # fmt: skip
    found = json.loads(Page(KNOWLEDGE).answer(json.dumps(asked)))

    assert found["guide"]["step"] == "output_kind"
    assert "modality=image" in found["address"]
    assert "labelled_examples=unknown" in found["address"]
