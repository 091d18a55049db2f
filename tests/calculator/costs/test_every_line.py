"""Each kind of line has an amount that was worked out by hand; the last of them are here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator.costs.case import OwnLine
from tests.priced import priced, usd

HERE = Path(__file__).parent
CHIP = "l40s-48gb"
OWN = (OwnLine(label="Audit", usd=5000, paid="once"),)
QUESTIONS = [
    {"modality": "text", "data_may_leave_org": True, "tuning_place": "hosted"},
    {"modality": "text", "data_may_leave_org": False, "tuning_place": "own"},
    {"modality": "image"},
    {"modality": "text", "output_kind": "media", "search_is_reranked": True},
    {"modality": "tabular"},
]


def worked_by_hand() -> Iterator[str]:
    """Lines whose amount some test says: `usd(found, "api", "run") == …`."""
    for file in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
                yield from line_of(node.left)


def line_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "usd":
        line = node.args[2]
        if isinstance(line, ast.Constant) and isinstance(line.value, str):
            yield line.value


def test_no_line_of_any_bill_is_without_an_amount_worked_by_hand():
    found = [priced({}, OWN, **answers) for answers in QUESTIONS]
    lines = {line.id for each in found for bill in each.bills.values() for line in bill.lines}

    assert len(lines) > 12
    assert lines - set(worked_by_hand()) == set()


def test_a_combination_that_keeps_its_data_rents_a_large_model_too():
    found = priced(
        {f"accelerator:{CHIP}": 1.0, "hybrid-hosted-share": 0.25},
        modality="text", data_may_leave_org=False, model_size_b=8, accelerator=CHIP,
        requests_per_month=10, minimum_replicas=1,
    )  # fmt: skip

    # one copy on one chip, 8,766 hours of a year at 1 USD
    assert usd(found, "hybrid", "hosting-large") == pytest.approx(8766)


def test_a_tuned_model_is_kept_ready_by_the_hour():
    found = priced({"hosted-tuned-endpoint": 2}, modality="text", tuning_place="hosted")

    assert usd(found, "fine_tune", "tuned-endpoint") == pytest.approx(8766 * 2)


def test_tuning_on_a_hosted_service_is_paid_by_the_training_token():
    numbers = {"hosted-tuning-price": 3, "epochs": 2, "runs-fine-tune": 4,
               "labels-needed-fine-tune": 1000, "most-useful-labels": 10}  # fmt: skip
    found = priced(
        numbers, modality="text", tuning_place="hosted", labelled_examples=1000,
        input_tokens_per_request=900, output_tokens_per_request=100, retrainings_per_year=6,
    )  # fmt: skip

    # 1,000 examples of 1,000 tokens, twice: 2 million at 3 are 6 USD a run; 4 at first, 6 a year
    assert usd(found, "fine_tune", "training") == pytest.approx(4 * 6 + 6 * 6)


def test_machines_with_a_model_are_kept_up_by_people():
    numbers = {"serving-days": 3, "software-engineer-day": 500}
    found = priced(numbers, modality="text", model_size_b=8, adapters_on_base=1)
    small = priced(numbers, modality="text", model_size_b=0.3)
    let = priced(numbers, modality="text", model_size_b=8, paying="per_second")

    # 3 days at 500 in each of 12 months; a small model runs on processors, beside all else
    assert usd(found, "open_as_is", "upkeep") == pytest.approx(12 * 3 * 500)
    assert not has_line(small, "open_as_is", "upkeep")
    assert not has_line(let, "open_as_is", "upkeep")
    assert not has_line(found, "api", "upkeep")


def test_an_open_model_that_answers_from_documents_pays_for_their_search():
    days = {"build-software-days-open-as-is": 20, "build-software-days-api-rag": 30,
            "build-software-days-api": 12, "build-ml-days-open-as-is": 8,
            "build-ml-days-api-rag": 15, "build-ml-days-api": 9,
            "software-engineer-day": 100, "ml-engineer-day": 200}  # fmt: skip
    asked = {"modality": "text", "output_kind": "text", "team_ml_expertise": "some",
             "model_size_b": 8, "requests_per_month": 1_000_000}  # fmt: skip
    told, other = (priced(days, **asked, answers_from_documents=each) for each in (True, False))
    labels = priced(days, **{**asked, "output_kind": "class"}, answers_from_documents=True)

    # 20 + (30 - 12) days of software, 8 + (15 - 9) of learning
    assert usd(told, "open_as_is", "build") == pytest.approx(38 * 100 + 14 * 200)
    assert usd(other, "open_as_is", "build") == pytest.approx(20 * 100 + 8 * 200)
    for line in ("search-index", "query-embedding"):
        assert usd(told, "open_as_is", line) == usd(told, "api_rag", line)
        assert not has_line(other, "open_as_is", line)
        assert not has_line(labels, "open_as_is", line)
    assert usd(told, "open_as_is", "hosting") > usd(other, "open_as_is", "hosting")


def has_line(found, approach: str, line: str) -> bool:
    return any(each.id == line for each in found.bills[approach].lines)
