"""What a line shows of its formula is what was worked out: no more, no less, no other."""

import math
import random
from typing import Any

import pytest

from calculator.costs.bills import Costs
from calculator.costs.explained import Explained, explained_line
from tests.answers import answer
from tests.priced import KNOWLEDGE, TODAY, line, priced
from tests.random_scenarios import random_inputs
from tests.shown_formulas import worked_out_again

OWN_LINES = [
    {"label": "Audit", "usd": 5000, "paid": "once"},
    {"label": "Licence", "usd": 100, "paid": "per_month"},
    {"label": "Review", "usd": 2, "paid": "per_1000_requests"},
]


def explanation(found: Costs, approach: str, line_id: str) -> Explained:
    return explained_line(found, line(found, approach, line_id))


def names(shown: Explained) -> list[str]:
    return [number.ref or number.label for number in shown.numbers]


def test_a_formula_is_the_computation_with_a_place_for_each_number():
    found = priced({"run-days-api": 2, "software-engineer-day": 700})
    shown = explanation(found, "api", "run")

    assert shown.formulas["first_month"] == "{0} × {1}"
    assert names(shown) == ["run-days-api", "software-engineer-day", "First month"]
    assert [number.value for number in shown.numbers] == [2, 700, 1400]


def test_in_words_a_formula_names_its_numbers():
    found = priced({}, team_ml_expertise="some")

    assert explanation(found, "api", "run").words == (
        "first month: Days a month to run: a hosted model × A working day of a software engineer"
    )


def test_a_number_worked_out_on_the_way_opens_to_its_own_formula():
    numbers = {"labels-needed-fine-tune": 2000, "label-price-class": 0.1, "label-reviews": 2}
    found = priced(numbers, labelled_examples=500, label_kind="class", retrainings_per_year=0)
    shown = explanation(found, "fine_tune", "labels")
    bought = next(number for number in shown.numbers if number.label == "Labels to buy")

    values = [number.value for number in shown.numbers]
    assert bought.value == 1500
    assert worked_out_again(bought.formula, values) == 1500
    assert {"labels-needed-fine-tune", "input:labelled_examples"} <= set(names(shown))


def test_what_the_physics_gave_says_what_it_rests_on():
    found = priced({}, modality="text", model_size_b=8, accelerator="h100-sxm-80gb")
    shown = explanation(found, "open_as_is", "hosting")
    seconds = next(number for number in shown.numbers if "by the physics" in number.label)

    assert "input:model_size_b" in [shown.numbers[place].ref for place in seconds.rests_on]
    assert seconds.formula == ""


def test_a_request_that_succeeds_is_explained_by_what_its_cost_was_made_of():
    found = answer({"inputs": {}}, KNOWLEDGE, TODAY, points=1, search=False)
    bill = found["costs"]["approaches"]["api"]
    good = bill["per_success"]
    values = {number["label"]: number["value"] for number in good["given"] if not number["ref"]}
    answering = sum(
        line["likely"]["total"] for line in bill["lines"] if line["group"] == "inference"
    )

    assert good["formula"] == (
        "(The whole bill + Answering in the bill × Tries after the first) × requests per thousand "
        "requests / (Requests of all months × Requests that succeed in the end)"
    )
    assert values["The whole bill"] == pytest.approx(bill["likely"], rel=1e-9)
    assert values["Answering in the bill"] == pytest.approx(answering, rel=1e-9)
    assert values["Tries after the first"] == pytest.approx(good["tries_per_request"] - 1)


def gives(formula: str, values: list[float], amount: float) -> bool:
    """Whether a formula with these numbers gives the amount to the last of its ten digits."""
    again = worked_out_again(formula, values)
    last_digit = 10.0 ** (math.floor(math.log10(abs(amount))) - 9) if amount else 1e-300
    return abs(again - amount) <= last_digit * 0.5001


def shown_again(part: dict[str, Any], amounts: dict[str, float]) -> list[str]:
    """Formulas of a line or stage whose numbers do not give the amount that stands beside them."""
    values = [number["value"] for number in part["given"]]
    wrong = [
        f"{part['id']} {key}"
        for key, formula in part["formulas"].items()
        if not gives(formula, values, amounts[key])
    ]
    return wrong + [
        f"{part['id']} {number['label']}"
        for number in part["given"]
        if number.get("formula") and not gives(number["formula"], values, number["value"])
    ]


def wrong_formulas(seed: int) -> list[str]:
    asked = {
        "inputs": random_inputs(KNOWLEDGE, random.Random(seed)),
        "own_lines": OWN_LINES if seed % 3 == 0 else [],
    }
    result = answer(asked, KNOWLEDGE, TODAY, points=1, search=False)
    wrong = []
    for bill in result["costs"]["approaches"].values():
        for each in bill["lines"]:
            wrong += shown_again(each, each["likely"])
            assert set(each["formulas"]) == set(each["likely"])
            assert all(each["likely"].values())
        for stage in bill["time_to_ship"]["stages"]:
            wrong += shown_again(stage, stage)
        good = {**bill["per_success"], "id": "success"}
        wrong += shown_again(good, {**good, "usd_per_1000": good["likely_usd_per_1000"]})
    return wrong


@pytest.mark.parametrize("count", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_shown_formulas_give_the_shown_amounts_for_any_question(count):
    wrong = {seed: found for seed in range(count) if (found := wrong_formulas(seed))}

    assert wrong == {}
