"""What completes while it is typed is a small model of one's own; long histories teach trees."""

import pytest

from calculator.decision.choice import choose
from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.packed import load_knowledge
from calculator.suppositions import suppose
from tests.priced import scenario

KNOWLEDGE = load_knowledge()
BOOK = Rulebook(KNOWLEDGE)
NOBODY = dict.fromkeys(KNOWLEDGE.inputs)
KEYBOARD = {
    "modality": "text",
    "output_kind": "text",
    "runs_on": "device",
    "latency_ms": 30,
    "unlabelled_data": "large",
    "team_ml_expertise": "strong",
}
SALES = {"modality": "time_series", "output_kind": "number", "task_novelty": "solved"}


def supposed(name, **said):
    return suppose(scenario(**{**KEYBOARD, **said}), KNOWLEDGE).values[name]


def chance_of_a_baseline(rows):
    values = {**NOBODY, **SALES, "labelled_examples": rows}
    return dict(zip(BOOK.names, prospects(values, BOOK).chances, strict=True))["baseline"]


@pytest.mark.parametrize("may_leave", [True, False])
def test_what_a_keyboard_suggests_comes_from_a_small_model_of_its_own(may_leave):
    said = {**NOBODY, **KEYBOARD, "data_may_leave_org": may_leave}

    for labels in (0, 49, 50):
        asked = {**said, "labelled_examples": labels}
        assert choose(asked, BOOK, None).approach == "from_scratch"
    assert choose({**said, "labelled_examples": 5000}, BOOK, None).approach == "fine_tune"


def test_on_a_server_nothing_is_trained_from_scratch_to_complete_a_text():
    said = {**KEYBOARD, "labelled_examples": 0, "data_may_leave_org": True, "runs_on": "cloud"}

    assert choose({**NOBODY, **said}, BOOK, None).approach != "from_scratch"


def test_a_model_that_completes_is_small_and_its_next_words_cost_nothing():
    assert supposed("own_model_size_b") == 0.012
    assert supposed("own_model_size_b", modality="code") == 0.1
    assert supposed("own_model_size_b", runs_on="cloud") == 1.5
    assert supposed("label_kind") == "recorded"
    assert supposed("label_kind", unlabelled_data="none") == "written"
    assert supposed("label_kind", unlabelled_data="none", training_signal="recorded") == "recorded"


def test_a_long_history_makes_trees_on_lags_more_likely_and_not_less():
    assert chance_of_a_baseline(5_000_000) > chance_of_a_baseline(100_000)
    assert chance_of_a_baseline(5_000_000) > chance_of_a_baseline(0)


@pytest.mark.parametrize(("labels", "own"), [(100, False), (2_000_000, True)])
def test_a_sequence_model_of_ones_own_takes_more_than_a_hundred_events(labels, own):
    payments = {
        "modality": "tabular", "output_kind": "class", "data_is_event_sequence": True,
        "team_ml_expertise": "strong", "quality_target": "best_possible",
        "labelled_examples": labels, "label_kind": "recorded", "data_may_leave_org": False,
    }  # fmt: skip

    assert (choose({**NOBODY, **payments}, BOOK, None).approach == "from_scratch") is own


def test_nothing_published_is_tuned_for_a_microcontroller():
    word = {"modality": "audio", "output_kind": "class", "runs_on": "microcontroller",
            "labelled_examples": 20_000}  # fmt: skip
    chances = dict(zip(BOOK.names, prospects({**NOBODY, **word}, BOOK).chances, strict=True))

    assert max(chances["fine_tune"], chances["heavy_fine_tune"]) < 0.01
    assert choose({**NOBODY, **word}, BOOK, None).approach == "from_scratch"
