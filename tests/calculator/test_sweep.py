"""Sweeps over one answer: they say what `evaluate` says, at every value."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from calculator.sweep import Sweep

KNOWLEDGE = load_knowledge()
CASES = [
    ("bulk-summaries", "requests_per_month", 20_000),
    ("bulk-summaries", "requests_per_month", 3_200_000),
    ("support-ticket-routing", "requests_per_month", 0),
    ("help-articles-bot", "requests_per_month", 250_000),
    ("help-articles-bot", "horizon_months", 60),
    ("support-ticket-routing", "labelled_examples", 40),
]


@pytest.mark.parametrize(("example", "varied", "value"), CASES)
def test_a_sweep_says_at_each_value_what_the_calculator_says_there(example, varied, value):
    inputs = dict(KNOWLEDGE.examples[example].inputs)
    sweep = Sweep({"inputs": inputs}, KNOWLEDGE, KNOWLEDGE.as_of, varied=varied)
    asked = {"inputs": {**inputs, varied: value}}
    whole = evaluate(asked, KNOWLEDGE, search=False)

    assert sweep.recommended(value) == whole.recommended
    likely = sweep.likely_usd([value])
    for name, cost in whole.priced.approaches.items():
        assert likely[name][0] == pytest.approx(cost.likely, rel=1e-8)
    chosen = whole.recommended
    assert sweep.usd(chosen, value) == whole.priced.approaches[chosen].total


def test_numbers_set_by_hand_count_in_a_sweep():
    asked = {"inputs": {"modality": "text"}, "own_lines": [
        {"label": "Audit", "usd": 1_000_000, "paid": "once", "approaches": []}
    ]}  # fmt: skip
    sweep = Sweep(asked, KNOWLEDGE, KNOWLEDGE.as_of)

    assert min(each[0] for each in sweep.likely_usd([1_000]).values()) > 1_000_000
