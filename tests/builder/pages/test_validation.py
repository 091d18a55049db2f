"""Predictions beside published figures: how they are counted, said, drawn and checked."""

import dataclasses
import json
import math
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import costs
from builder.checks.figures import figure_problems
from builder.content.knowledge import knowledge_data
from builder.content.load import Content, load_content
from builder.pages.charts import chart_svg, slim
from builder.pages.validated import Validated
from builder.pages.validation_chart import validation_chart
from builder.pages.validation_words import details, factor_words
from builder.validation import scoring
from builder.validation.rules_of_thumb import rule_words, simple_rule
from builder.validation.scoring import Comparison
from calculator.decode import knowledge_from_json
from calculator.physics.prediction import Prediction, Refusal
from tests.built import content as project_content
from tests.priced import KNOWLEDGE

ROOT = Path(__file__).resolve().parents[3]
A100 = {"accelerator": "A100-80GB"}  # 312 TFLOP/s, 2,039 GB/s


def compared(predicted: float, published: float, spread: float = 1.2) -> Comparison:
    answer = Prediction(
        id="a", quantity="hours", unit="h", low=predicted / spread, likely=predicted,
        high=predicted * spread, notes=(), warnings=(),
    )  # fmt: skip
    return Comparison({"id": "a", "name": "A"}, answer, published)


@pytest.fixture(scope="module")
def content() -> Content:
    return project_content()


# Counting


def test_errors_of_1_1_and_1_3_and_3_have_a_median_factor_of_1_3():
    found = scoring.figures([compared(110, 100), compared(100, 130), compared(300, 100)])

    assert found["median_factor"] == pytest.approx(1.3)
    assert found["within_1.25"] == pytest.approx(1 / 3)
    assert found["within_2"] == pytest.approx(2 / 3)
    assert found["in_range"] == pytest.approx(1 / 3)  # ranges of ×1.2 hold the first alone


def test_what_could_not_be_predicted_is_a_record_and_not_a_score():
    refused = Comparison({"id": "b"}, Refusal(id="b", error="params is missing"), 10.0)

    assert scoring.figures([compared(100, 100), refused])["records"] == 2
    assert scoring.figures([compared(100, 100), refused])["covered"] == 1
    assert refused.why_not == "params is missing"


@given(st.lists(st.floats(0.01, 100), min_size=1), st.floats(0.01, 100))
def test_figures_do_not_depend_on_the_unit(factors, unit):
    plain = scoring.figures([compared(f, 1.0) for f in factors])
    scaled = scoring.figures([compared(f * unit, unit) for f in factors])

    assert scaled["median_factor"] == pytest.approx(plain["median_factor"])


@given(st.lists(st.floats(-5, 5), min_size=1))
def test_wider_factors_hold_no_fewer_predictions(errors):
    found = scoring.factors(errors)

    assert found["within_1.25"] <= found["within_1.5"] <= found["within_2"]


def test_the_benchmark_counts_as_the_pages_do():
    assert costs.figures is scoring.figures
    assert costs.simple_rule is simple_rule


# Rules of thumb


def test_a_billion_parameters_on_a_trillion_tokens_take_13_355_hours_by_rule_of_thumb():
    record = {**A100, "params": 1e9, "tokens": 1e12}

    hours = simple_rule("train", record, "h", KNOWLEDGE)

    assert hours == pytest.approx(6e21 / (0.4 * 312e12) / 3600)
    assert hours == pytest.approx(13_355, rel=1e-4)


def test_seven_billion_parameters_take_15_6_gib_by_rule_of_thumb():
    assert simple_rule("memory", {"params": 7e9}, "GiB", KNOWLEDGE) == pytest.approx(
        15.65, abs=0.01
    )


def test_one_stream_of_seven_billion_16_bit_weights_runs_at_146_tokens_by_rule_of_thumb():
    record = {**A100, "params": 7e9, "weight_bits": 16, "metric": "decode tokens/s, one stream"}

    assert simple_rule("serve", record, "tokens/s", KNOWLEDGE) == pytest.approx(2039 / 14, rel=0.01)


def test_where_people_have_no_rule_there_is_none():
    assert simple_rule("serve", {**A100, "params": 1e9, "metric": "items/s"}, "", KNOWLEDGE) is None
    assert rule_words("serve", "items/s") is None


def test_an_unknown_chip_has_no_rule():
    record = {"accelerator": "no such chip", "params": 1e9, "tokens": 1e9}

    assert simple_rule("train", record, "h", KNOWLEDGE) is None


# Words


@pytest.mark.parametrize(
    ("predicted", "words"),
    [(112, "×1.12 high"), (50, "×2.00 low"), (100.2, "×1.00"), (12_000, "×120 high")],
)
def test_an_error_is_a_factor_with_its_direction(predicted, words):
    assert factor_words(math.log(predicted / 100)) == words


def test_where_there_is_no_error_there_is_a_dash():
    assert factor_words(None) == "–"


def test_a_record_is_described_by_what_was_known(content):
    page = content.records("validation")["decode"]
    row = next(
        row
        for quantity in Validated(KNOWLEDGE).of(page)
        for row in quantity.rows
        if row.figure.id == "srv-exl2-llama2-7b-3b-rtx-4090"
    )

    assert details(row) == "6.74B parameters, exllamav2, 3 bits, 1 × RTX-4090"


# Drawings


def test_a_chart_has_a_name_and_no_style_or_ground_of_its_own():
    points = [compared(100 * 1.3**i, 100.0 * i + 50) for i in range(6)]

    svg = chart_svg(validation_chart(points, "h"), "chart-a", "Hours <1>", "Marks and bands.")

    assert 'role="img" aria-labelledby="chart-a-title chart-a-desc"' in svg
    assert '<title id="chart-a-title">Hours &lt;1&gt;</title>' in svg
    assert not re.search(r"style=|<style|aria-label=|#[0-9a-f]{3,6}\b|font-family", svg)
    assert "Predicted, h" in svg


def test_what_lies_in_the_range_is_a_disc_and_what_does_not_is_a_ring():
    points = [compared(100, 100), compared(200, 210), compared(300, 310), compared(900, 100)]

    svg = chart_svg(validation_chart(points, "h"), "chart-b", "a", "b")

    assert svg.count("<circle") == 4
    assert svg.count('fill="none" stroke="var(--md-typeset-color)"') == 1


def test_only_predictions_off_by_more_than_two_are_named():
    near = {**compared(190, 100).record, "name": "Near"}
    far = {**compared(210, 100).record, "name": "Far"}
    points = [compared(100, 100)]
    points += [dataclasses.replace(compared(190, 100), record=near)]
    points += [dataclasses.replace(compared(210, 100), record=far)]

    drawn = json.dumps(validation_chart(points, "h"))

    assert "Far" in drawn
    assert "Near" not in drawn


def test_a_slim_drawing_says_once_what_its_marks_share():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" viewBox="0 0 9 9"><g class="marks">'
        '<line x2="1.2345" stroke="red" opacity="1"/><line x2="2" stroke="red"/></g></svg>'
    )

    assert slim(svg) == (
        '<svg viewBox="0 0 9 9"><g stroke="red"><line x2="1.2" /><line x2="2" /></g></svg>'
    )


# Content


def test_every_figure_is_predicted_in_its_own_unit_and_stands_once(content):
    assert list(figure_problems(content, knowledge_from_json(knowledge_data(content)))) == []


def test_a_figure_in_another_unit_is_a_problem_at_its_line(tmp_path):
    problems = problems_of(tmp_path, unit="tokens/s")

    place = "content/validation/memory.yaml:16:15: "
    assert problems == [f"{place}unit must be that of the prediction 'GiB', got 'tokens/s'"]


def test_a_figure_that_stands_twice_is_a_problem(tmp_path):
    problems = problems_of(tmp_path, again=True)

    place = "content/validation/memory.yaml:18:13: "
    assert problems == [f"{place}id 'a' stands already in content/validation/memory.yaml"]


def problems_of(folder: Path, unit: str = "GiB", *, again: bool = False) -> list[str]:
    """What is wrong with one made-up file of figures beside the project's own content."""
    figure = (
        "      - id: a\n        name: A\n        inputs: {params: 7000000000, purpose: inference}\n"
        f"        measured: 15\n        unit: {unit}\n        source: pub-qwen-readme\n"
    )
    text = (
        "# yaml-language-server: $schema=../schemas/validation.json\n"
        "id: memory\ntitle: Memory\norder: 1\nsummary: Memory.\nbadly: Nothing.\nquantities:\n"
        "  - id: memory-measured\n    title: Measured\n    predicts: memory\n    figures:\n"
        + figure
        * (2 if again else 1)
    )
    known = ("assumptions", "accelerators", "architectures", "inputs", "sources")
    for name in (*known, "predictor-fields", "vocabularies"):
        (folder / "content").mkdir(exist_ok=True)
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    (folder / "content" / "validation").mkdir()
    (folder / "content" / "validation" / "memory.yaml").write_text(text, encoding="utf-8")
    content = load_content(folder / "content")
    assert content.problems == []
    return [
        str(problem)
        for problem in figure_problems(content, knowledge_from_json(knowledge_data(content)))
    ]


def test_most_published_figures_of_each_kind_lie_in_their_ranges(content):
    scored = [
        row.comparison
        for page in content.records("validation").values()
        for quantity in Validated(KNOWLEDGE).of(page)
        for row in quantity.scored
    ]

    found = scoring.figures(scored)

    assert found["covered"] > 450
    assert found["in_range"] >= 0.85  # ranges hold four fifths of sources that were never seen
    assert found["median_factor"] < 1.2


def test_inputs_are_only_what_a_planner_knows_beforehand(content):
    results = {"gpu_hours", "tokens_per_s_per_gpu", "mfu", "hfu", "wall_hours", "peak_mem_gb"}
    for page in content.records("validation").values():
        for quantity in page.quantities:
            assert not results & set(type(quantity.figures[0].inputs).model_fields)
