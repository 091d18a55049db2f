"""Whole measurements: what they find in files in which it was put."""

import json
import random

import pytest

from calculator.measure.onwards import against_hosted, calculator_answers
from calculator.measure.reading import read_file
from calculator.measure.steps import Measurement
from calculator.measure.table import FileError
from calculator.packed import load_knowledge
from tests.calculator.measure.made import TABLE_NAMES, Texts, csv_bytes, measured, table_rows


@pytest.fixture(scope="module")
def texts() -> Measurement:
    """300 texts with one class in twelve wrong."""
    return measured(Texts(1).rows(300), ["text", "label"])


def test_the_report_holds_nothing_of_the_data(texts: Measurement) -> None:
    told = json.dumps(texts.report)

    assert "word" not in told.replace('"words"', "").replace("naive_bayes", "")
    assert "class 0" not in told


def test_the_curve_has_six_sizes_and_rises(texts: Measurement) -> None:
    points = texts.report["more_labels"]["measured"]

    assert len(points) >= 6
    assert points[-1]["score"] > points[0]["score"] + 0.1


def test_a_column_that_gives_the_answer_away_is_named() -> None:
    rows = table_rows(200, random.Random(3))
    leaking = [[*row[:-1], "x" if row[-1] == "yes" else "z", row[-1]] for row in rows]
    found = measured(leaking, [*TABLE_NAMES[:-1], "after", "label"])

    assert [each["column"] for each in found.report["giveaways"]] == [7]


def test_labels_that_were_swapped_are_found() -> None:
    rows = Texts(5).rows(400, signal=0.6, noise=0)
    for place in range(0, 400, 40):
        rows[place][1] = "class 0" if rows[place][1] != "class 0" else "class 1"
    found = measured(rows, ["text", "label"])
    lines = {each["line"] for each in found.shown["suspects"]}

    assert len({place + 2 for place in range(0, 400, 40)} & lines) >= 8


def test_a_group_with_a_worse_score_is_named() -> None:
    rng = random.Random(4)
    rows = [[*row[:-1], "sea" if rng.random() < 0.3 else "land", row[-1]]
            for row in table_rows(600, rng)]  # fmt: skip
    for row in rows:
        if row[6] == "sea":
            row[7] = rng.choice(["yes", "no"])
    found = measured(rows, [*TABLE_NAMES[:-1], "place", "label"])

    assert found.shown["weak_groups"] == ["sea"]


def test_drift_of_the_classes_is_named() -> None:
    rows = [[f"2026-{1 + n // 28:02}-{1 + n % 28:02}", *row] for n, row in
            enumerate(table_rows(300, random.Random(6)))]  # fmt: skip
    rows = [row for n, row in enumerate(rows) if n < 150 or row[-1] == "no" or n % 4 == 0]
    found = measured(rows, ["day", *TABLE_NAMES])

    assert found.report["folds"]["by"] == "time"
    assert found.report["drift"]["classes_moved"]


def test_a_hosted_model_is_told_apart_by_mcnemar(texts: Measurement) -> None:
    assert texts.tested is not None
    truth = ["?"] * texts.report["rows"]["in_file"]
    for row, label in zip(texts.tested.rows, texts.tested.labels, strict=True):
        truth[texts.places[row]] = texts.names[label].upper()
    found = against_hosted(texts, truth)

    assert found["hosted"]["value"] == 1
    assert found["only_baseline_right"] == 0
    assert found["chance"] < 0.001
    with pytest.raises(FileError, match="2 answers for 300 rows"):
        against_hosted(texts, ["a", "b"])


def test_a_number_is_predicted_better_than_by_its_median() -> None:
    rng = random.Random(8)
    rows = [[f"{x:.3f}", f"{y:.3f}", f"{3 * x - y + rng.gauss(0, 0.5):.3f}"]
            for x, y in ((rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(200))]  # fmt: skip
    report = measured(rows, ["x", "y", "target"]).report

    assert report["task"] == "number"
    assert report["best"] == "linear"
    assert report["models"][1]["mae"]["value"] == pytest.approx(0.4, abs=0.06)  # 0.5 · √(2/π)


def test_a_series_with_a_week_is_forecast_by_the_week() -> None:
    rng = random.Random(9)
    days = [f"2026-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(250)]
    rows = [[day, str(round(50 + 20 * (n % 7 == 5) + rng.gauss(0, 2)))]
            for n, day in enumerate(days)]  # fmt: skip
    report = measured(rows, ["day", "sold"]).report
    mase = {each["model"]: each["mase"]["value"] for each in report["models"]}

    assert report["series"]["season"] == 7
    assert mase["seasonal_naive"] < 0.8 * mase["last_value"]


def test_a_week_that_repeats_exactly_is_forecast_without_an_error() -> None:
    days = [f"2026-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(120)]
    report = measured([[day, str(n % 7)] for n, day in enumerate(days)], ["day", "sold"]).report
    mase = {each["model"]: each["mase"]["value"] for each in report["models"]}

    assert mase["seasonal_naive"] == 0
    assert 0.5 < mase["last_value"] < 5  # in steps from day to day, 12/7 on average


def test_a_series_that_stood_still_is_scored_from_where_it_moves_or_refused() -> None:
    days = [f"2026-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(120)]
    late = [[day, str(n % 5 if n >= 80 else 3)] for n, day in enumerate(days)]
    best = measured(late, ["day", "sold"]).report["models"]

    assert max(each["mase"]["value"] for each in best) < 100
    last = [[day, "7" if day == days[-1] else "3"] for day in days]
    with pytest.raises(FileError, match="does not change before the values that are tested"):
        measured(last, ["day", "sold"])


def test_codes_that_are_set_to_a_category_are_learned_as_such() -> None:
    rng = random.Random(7)
    rows = [[str(n % 7), f"{rng.gauss(0, 1):.4f}", "yes" if n % 7 in (1, 4) else "no"]
            for n in range(210)]  # fmt: skip
    names = ["code", "size", "label"]
    as_numbers = measured(rows, names).report["models"]
    as_codes = measured(rows, names, kinds=(("code", "category"),)).report["models"]

    assert as_numbers[1]["accuracy"]["value"] < 0.8  # a line parts 1 and 4 from nothing
    assert as_codes[1]["accuracy"]["value"] == 1


@pytest.mark.parametrize(
    ("names", "kind", "output"),
    [(["x", "y", "target"], "tabular", "number"), (TABLE_NAMES, "tabular", "class")],
)
def test_the_calculator_is_told_what_comes_out(names: list[str], kind: str, output: str) -> None:
    rng = random.Random(2)
    rows = table_rows(60, rng)
    if output == "number":
        rows = [[f"{rng.gauss(0, 1):.3f}" for _ in names] for _ in range(60)]
    found = measured(rows, names)
    table = read_file(csv_bytes(rows, names))
    answers = calculator_answers(found.report, table, "", load_knowledge(), load_knowledge().as_of)

    assert (answers["modality"], answers["output_kind"]) == (kind, output)


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(FileError, match="at least 20"):
        measured(Texts(2).rows(12), ["text", "label"], task="text", label="label")


def test_texts_that_are_all_near_copies_are_measured_and_said_to_be() -> None:
    words = ("good fine great", "bad awful poor")
    rows = [[f"canary {words[n % 2]} thing number{n}", f"class {n % 2}"] for n in range(60)]
    report = measured(rows, ["text", "label"]).report

    assert report["best"] == "naive_bayes"
    assert not report["duplicates"]["near_kept_together"]
