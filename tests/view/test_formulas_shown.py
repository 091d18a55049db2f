"""A line says its formula in words and again with the numbers put in."""

from calculator.api import evaluate
from tests.priced import KNOWLEDGE, TODAY
from view.costs import CostView
from view.formulas import exactly, in_words, with_numbers

RUN = "Days a month to run: a hosted model × A working day of a software engineer"


def test_a_formula_is_said_in_words_and_again_in_numbers():
    assert in_words("{0} × {1}", ["days", "wage"]) == "days × wage"
    assert with_numbers("{0} × {1}", [2.0, 1400.0]) == "2 × 1,400"


def test_a_number_keeps_all_of_its_digits():
    assert exactly(0.000012345678912) == "1.2345678912e-05"
    assert exactly(1234567.5) == "1,234,567.5"


def view(**assumptions: float) -> CostView:
    numbers = {name.replace("_", "-"): value for name, value in assumptions.items()}
    asked = {"inputs": {"horizon_months": 12}, "assumptions": numbers}
    return CostView(evaluate(asked, KNOWLEDGE, TODAY, points=8, search=False), KNOWLEDGE)


def test_a_line_is_traced_from_its_total_to_what_was_put_in():
    found = view(run_days_api=2, software_engineer_day=700)
    line = next(each for each in found.lines("api") if each.id == "run")

    assert line.text.splitlines() == [
        f"First month, USD = {RUN}",
        "  = 2 × 700",
        "  = 1,400",
        "In all, USD = First month × 12",
        "  = 1,400 × 12",
        "  = 16,800",
    ]


def test_a_number_on_the_way_opens_to_its_own_formula():
    found = view(labels_needed_fine_tune=2000)
    line = next(each for each in found.lines("fine_tune") if each.id == "labels")
    bought = next(each for each in line.given if each.label == "Labels to buy")

    assert bought.made is not None
    assert bought.made.words.startswith("the larger of (Labels needed: a fine-tuned model - ")
    assert "2,000 - " in bought.made.numbers
