"""Labels speak for training on them; they say nothing against a model that is used unchanged."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.decision.rulebook import Rulebook
from calculator.packed import load_knowledge
from tests.random_scenarios import random_inputs

KNOWLEDGE = load_knowledge()
BOOK = Rulebook(KNOWLEDGE)
READY = ("api", "api_rag", "open_as_is")
ROWS = ("tabular", "time_series", "graph")  # a model of tables reads its rows with each request
NOBODY = dict.fromkeys(KNOWLEDGE.inputs)
counts = st.integers(0, 30_000_000)


def steps(values, approach):
    """Steps of the odds that all rules together give an approach."""
    return sum(
        rule.supports.get(approach, 0) - rule.doubts.get(approach, 0)
        for rule in BOOK.firing(values)
    )


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), one=counts, other=counts)
def test_more_labels_never_speak_against_a_ready_model(seed, one, other):
    values = {**NOBODY, **random_inputs(KNOWLEDGE, random.Random(seed))}
    if values["modality"] in ROWS:
        values["modality"] = "text"
    fewer, more = ({**values, "labelled_examples": n} for n in sorted((one, other)))

    assert all(steps(more, name) >= steps(fewer, name) for name in READY)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_solved_task_never_speaks_for_retraining_more_than_a_close_one(seed):
    values = {**NOBODY, **random_inputs(KNOWLEDGE, random.Random(seed))}
    solved, close = ({**values, "task_novelty": name} for name in ("solved", "close"))

    for heavy in ("heavy_fine_tune", "from_scratch"):
        ahead = [steps(each, heavy) - steps(each, "fine_tune") for each in (solved, close)]
        assert ahead[0] <= ahead[1] + 1  # a task that is close speaks for tuning as well


def test_two_hundred_thousand_labels_of_a_solved_sorting_are_no_case_for_retraining():
    posts = {
        **NOBODY, "modality": "text", "output_kind": "class", "labelled_examples": 200_000,
        "team_ml_expertise": "strong",
    }  # fmt: skip

    for novelty in ("solved", "close"):
        found = {**posts, "task_novelty": novelty}
        assert steps(found, "fine_tune") > steps(found, "heavy_fine_tune")
