"""Hosted tuning takes a model as good as was asked for, and only in a way that is sold."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from tests.priced import priced
from view.card import card

KNOWLEDGE = load_knowledge()
WRITTEN = {
    "modality": "text", "output_kind": "text", "data_may_leave_org": True, "tuning_place": "hosted",
    "requests_per_month": 10_000, "labelled_examples": 1000,
}  # fmt: skip


def tuned_lines(**answers):
    lines = priced({}, **{**WRITTEN, **answers}).bills["fine_tune"].lines
    return {line.id: line.note for line in lines}


@pytest.mark.parametrize(
    ("quality", "model"),
    [
        ("best_possible", "Gemini 3.5 Flash, tuned"),
        ("high", "Gemini 3.5 Flash, tuned"),  # the dearer of the two that a newcomer can tune
        ("good_enough", "Gemini 3.5 Flash Lite, tuned"),
    ],
)
def test_the_better_it_has_to_be_the_better_is_the_model_that_is_tuned(quality, model):
    assert tuned_lines(quality_target=quality)["hosted-model"] == model


def test_a_model_that_was_chosen_and_can_be_tuned_is_tuned_whatever_the_quality():
    chosen = {"hosted_model": "google/gemini-3.5-flash-lite", "quality_target": "best_possible"}

    assert tuned_lines(**chosen)["hosted-model"] == "Gemini 3.5 Flash Lite, tuned"


def test_nobody_sells_tuning_by_what_a_program_grades_so_it_takes_machines_of_ones_own():
    sold = {m for life in KNOWLEDGE.lives.values() if life.tuning for m in life.tuning.methods}
    found = tuned_lines(training_signal="program")

    assert "reinforcement" not in sold
    assert "hosted-model" not in found
    assert {"training", "hosting"} <= set(found)
    assert "hosted-model" in tuned_lines(training_signal="people")


def test_the_card_rests_on_the_tuned_model_where_that_is_what_is_paid():
    asked = {
        **WRITTEN, "api_meets_accuracy": False, "output_style_or_format_gap": True,
        "answers_from_documents": False, "quality_target": "best_possible",
    }  # fmt: skip
    found = evaluate({"inputs": asked}, KNOWLEDGE)
    rests = next(line for line in card(found, KNOWLEDGE).splitlines() if "It rests on" in line)

    assert found.recommended == "fine_tune"
    assert "Hosted model: Gemini 3.5 Flash, tuned" in rests
