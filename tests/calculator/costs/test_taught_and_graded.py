"""Tuning by the grades of a program, and labels that a larger model writes: a bill for each."""

import pytest

from calculator.costs.quantity import likely
from calculator.costs.training_work import is_rewarded, training_work
from tests.priced import line, priced, usd

WRITES = {
    "modality": "text", "output_kind": "text", "requests_per_month": 1_000, "model_size_b": 8,
    "input_tokens_per_request": 1_000, "output_tokens_per_request": 500,
    "labelled_examples": 100, "labels_to_buy": 0, "data_may_leave_org": False,
    "retrainings_per_year": 0,
}  # fmt: skip
NUMBERS = {"attempts-per-task": 10, "epochs": 3, "runs-fine-tune": 2, "spread-tuning": 1}


def test_a_run_by_reward_passes_every_answer_that_it_writes():
    copied = priced(NUMBERS, training_signal="people", **WRITES).case
    graded = priced(NUMBERS, training_signal="program", **WRITES).case

    # 100 × (1,000 + 500) tokens: three times over, or ten answers to each
    assert likely(training_work(copied, "fine_tune", 100.0).tokens) == pytest.approx(450_000)
    assert likely(training_work(graded, "fine_tune", 100.0).tokens) == pytest.approx(1_500_000)


def test_writing_and_grading_take_more_hours_of_each_token():
    copied = line(priced(NUMBERS, training_signal="people", **WRITES), "fine_tune", "training")
    graded = line(priced(NUMBERS, training_signal="program", **WRITES), "fine_tune", "training")
    per_token = likely(graded.machine_hours) / 1_500_000, likely(copied.machine_hours) / 450_000

    # two forward passes of others beside 2 + 2 and the adapters: twice the work, and the writing
    assert per_token[0] > 1.9 * per_token[1]
    assert likely(graded.once) > likely(copied.once)


def test_longer_answers_are_written_for_longer():
    short = {**WRITES, "input_tokens_per_request": 1_000, "output_tokens_per_request": 500}
    long = {**WRITES, "input_tokens_per_request": 500, "output_tokens_per_request": 1_000}
    hours = [
        likely(
            line(
                priced(NUMBERS, training_signal="program", accelerator="h100-sxm-80gb", **each),
                "fine_tune",
                "training",
            ).machine_hours
        )
        for each in (short, long)
    ]

    # as many tokens pass; twice as many of them are written one by one
    assert hours[1] > 1.05 * hours[0]


@pytest.mark.parametrize(
    ("answers", "approach", "graded"),
    [
        ({"training_signal": "program"}, "fine_tune", True),
        ({"training_signal": "program"}, "heavy_fine_tune", False),
        ({"training_signal": "program"}, "from_scratch", False),
        ({"training_signal": "recorded"}, "fine_tune", False),
        ({"training_signal": "program", "output_kind": "class"}, "fine_tune", False),
    ],
)
def test_only_what_is_adapted_and_writes_is_tuned_by_reward(answers, approach, graded):
    found = priced({}, **{**WRITES, **answers})

    assert is_rewarded(found.case, approach) is graded


def test_who_has_a_program_that_grades_pays_nobody_for_labels():
    answers = {**WRITES, "labels_to_buy": 1_000}
    found = priced({"evaluation-days": 0}, training_signal="program", **answers)

    assert usd(found, "fine_tune", "labels") == 0
    assert usd(found, "fine_tune", "evaluation") == 0


def test_a_larger_model_labels_what_is_trained_on_and_people_what_is_tested_on():
    numbers = {
        "label-price-model": 0.01, "label-price-class": 2, "label-price-written": 5,
        "label-reviews": 1, "evaluation-days": 0, "monitoring-labels": 0,
    }  # fmt: skip
    answers = {**WRITES, "labels_to_buy": 1_000, "test_examples": 100, "training_signal": "teacher"}
    written = priced(numbers, **answers)
    sorted_ = priced(numbers, **{**answers, "output_kind": "class"})

    assert usd(written, "fine_tune", "labels") == pytest.approx(10)  # 1,000 at a cent
    assert usd(written, "fine_tune", "evaluation") == pytest.approx(500)  # 100 answers read
    assert usd(sorted_, "fine_tune", "evaluation") == pytest.approx(200)  # 100 classes checked


def test_a_task_of_no_words_is_graded_for_next_to_nothing():
    answers = {**WRITES, "input_tokens_per_request": 0, "output_tokens_per_request": 0}
    found = priced(NUMBERS, training_signal="program", **answers)

    assert usd(found, "fine_tune", "training") == 0
