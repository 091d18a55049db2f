"""Bars of cost, time and labels: in order on their scale, with the words of the bill."""

import json
from pathlib import Path
from types import SimpleNamespace as Of

import pytest

from builder.pages.facets import by_label_size, by_privacy, data_place, label_size
from builder.pages.strips import strips
from calculator.api import evaluate
from calculator.decode import knowledge_from_json
from tests.built import content as project_content

ROOT = Path(__file__).resolve().parents[3]


def test_a_strip_says_what_the_bill_says_and_keeps_its_bars_in_order():
    data = json.loads((ROOT / "calculator" / "knowledge.json").read_text(encoding="utf-8"))
    knowledge = knowledge_from_json(data)
    inputs = dict(knowledge.examples["support-tickets-tuned"].inputs)
    result = evaluate({"inputs": inputs}, knowledge, knowledge.as_of, search=False)
    cost, weeks, labels = strips(result, ["api", "fine_tune"], knowledge)

    assert cost.label == f"Whole cost, {result.priced.horizon_months} months"
    assert [bar.approach.id for bar in weeks.bars] == ["api", "fine_tune"]
    for strip in (cost, weeks, labels):
        for bar in strip.bars:
            assert bar.low is None or 0 <= bar.low <= bar.middle <= bar.high <= 100
    hosted, tuned = labels.bars
    assert (hosted.about, hosted.range, hosted.low) == ("none", "", None)
    # content/assumptions/labels-needed-fine-tune.yaml
    assert (tuned.about, tuned.range) == ("1,000 labels", "100 to 10,000")
    assert len(cost.others) == 7
    assert len(labels.others) == 5  # six are trained


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (None, "none"),
        (0, "none"),
        (1, "hundreds or fewer"),
        (999, "hundreds or fewer"),
        (1000, "thousands"),
        (99_999, "thousands"),
        (100_000, "a hundred thousand or more"),
    ],
)
def test_labels_are_counted_by_their_size(labels, words):
    assert label_size(Of(inputs={"labelled_examples": labels})) == words


@pytest.mark.parametrize(
    ("may_leave", "words"),
    [(True, "may go to a provider"), (False, "must stay inside"), (None, "not said")],
)
def test_where_data_may_go_is_said(may_leave, words):
    assert data_place(Of(inputs={"data_may_leave_org": may_leave})) == words


def test_every_example_stands_under_one_size_of_labels():
    examples = list(project_content().records("scenario").values())
    groups = by_label_size(examples)

    assert sum(len(members) for _, members in groups) == len(examples)
    assert all(members for _, members in groups)
    assert all(members for _, members in by_privacy(examples))
