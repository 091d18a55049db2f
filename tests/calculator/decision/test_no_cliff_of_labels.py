"""One label more turns no simple model that works into one that falls short."""

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()
SENSORS = {
    "modality": "time_series", "output_kind": "class", "task_novelty": "unique",
    "data_may_leave_org": False, "requests_per_month": 43_000_000, "label_kind": "expert",
    "unlabelled_data": "large", "compute": "none", "team_ml_expertise": "some",
    "budget_usd": 80_000, "domain_specialisation": "proprietary", "quality_target": "high",
}  # fmt: skip


def decided(labels):
    inputs = {**SENSORS, "labelled_examples": labels}
    return evaluate({"inputs": inputs}, KNOWLEDGE, points=0)


@pytest.mark.parametrize("labels", [10_000, 100_000, 10_000_000])
def test_with_one_label_more_the_work_still_starts_with_what_it_started_with(labels):
    fewer, more = decided(labels - 1), decided(labels)

    assert fewer.start_with == more.start_with == "baseline"
    stands = {each.approach: each.verdict for each in more.ranking}
    assert stands["baseline"] in ("recommended", "suitable", "test_first")
