"""What a plan looks ahead to is worth it for whoever reads it."""

from calculator.api import evaluate
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
SOLVED = {
    "modality": "text", "output_kind": "text", "task_novelty": "solved", "labelled_examples": 0,
    "data_may_leave_org": True, "input_tokens_per_request": 1000, "output_tokens_per_request": 300,
}  # fmt: skip
DEAR = "openai/gpt-4.1"  # 2 USD a million tokens read, 8 written: 4,400 for a million requests


def climbs(**answers: object) -> list[str]:
    found = evaluate({"inputs": {**SOLVED, **answers}}, KNOWLEDGE)
    assert found.recommended == "api"
    return [climb.to for climb in found.plan.climb]


def test_nobody_is_sent_to_machines_of_their_own_that_never_pay():
    # 1.32 USD of calls a month, 132 with a hundred times the requests: less than any machine
    assert "open_as_is" not in climbs(hosted_model=DEAR, requests_per_month=300)


def test_machines_of_ones_own_are_the_next_step_where_growth_makes_them_pay():
    # 44,000 USD of calls a month with a hundred times the requests
    assert "open_as_is" in climbs(hosted_model=DEAR, requests_per_month=100_000)
