"""Requests about labels and test sets, as the pages and the command line send them."""

import json

import pytest

from calculator.sizing import examples_for, labels_for
from tests.priced import KNOWLEDGE, TODAY

PILOTS = [{"labels": 100, "accuracy": 0.6}, {"labels": 400, "accuracy": 0.8, "test_examples": 300}]


def test_pilots_and_a_target_give_a_band_and_a_curve():
    answer = labels_for({"pilots": PILOTS, "target_accuracy": 0.85}, KNOWLEDGE, TODAY)

    assert 400 < answer["needed"]["likely"] < 10_000
    assert [point["labels"] for point in answer["curve"]] == [400, 800, 2000, 4000, 12_000, 40_000]
    json.dumps(answer, allow_nan=False)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({}, "pilots must be a list of at least one measurement"),
        ({"pilots": [3]}, "pilot 1 must name labels and accuracy"),
        ({"pilots": [{"labels": 0, "accuracy": 0.5}]}, "labels of pilot 1 must be above 0, got 0"),
        (
            {"pilots": [{"labels": 9, "accuracy": 1}]},
            "accuracy of pilot 1 must lie between 0 and 1, got 1",
        ),
        (
            {"pilots": PILOTS, "target_accuracy": "high"},
            "target_accuracy must lie between 0 and 1, got high",
        ),
    ],
)
def test_a_wrong_request_is_told_what_must_hold(request_, message):
    assert labels_for(request_, KNOWLEDGE, TODAY) == {"error": message}


def test_each_pair_of_numbers_gets_its_answer():
    answer = examples_for(
        {"right": 90, "examples": 100, "accuracy": 0.7, "other_accuracy": 0.8, "margin": 0.05,
         "only_first_right": 1, "only_second_right": 9}
    )  # fmt: skip

    assert answer["interval"]["low"] == pytest.approx(0.8256, abs=1e-4)
    assert answer["examples_to_compare"]["examples"]["high"] == 296
    assert answer["mcnemar"] == pytest.approx(0.021484375)
    assert answer["examples_for_margin"] > 300


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"right": 5, "examples": 4},
        {"right": 0, "examples": 0},
        {"right": 1.5, "examples": 4},
        {"accuracy": 0.5, "other_accuracy": 0.5},
        {"accuracy": 1.2, "margin": 0.1},
    ],
)
def test_sizes_that_make_no_sense_are_refused(request_):
    assert set(examples_for(request_)) == {"error"}
