"""The short programs that readers copy: they run, or at least parse, and stay short."""

import ast
import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "site_src" / "recipes"
NOT_RUN = {"lora-tuning.py", "serve-an-adapter.sh"}  # need a GPU and weights
MOST_LINES = 40


@pytest.fixture
def run(tmp_path: Path):
    """What a program prints, line by line, in a folder with the samples."""
    for sample in (ROOT / "site_src" / "samples").glob("*.csv"):
        shutil.copy(sample, tmp_path)

    def printed(name: str) -> list[str]:
        command = [sys.executable, str(PROGRAMS / f"{name}.py")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return printed


def test_every_program_has_its_page_and_every_page_its_program():
    pages = [yaml.safe_load(path.read_text()) for path in ROOT.glob("content/recipes/*.yaml")]
    endings = {"python": "py", "sh": "sh"}

    assert {path.name for path in PROGRAMS.iterdir() if path.is_file()} == {
        f"{page['id']}.{endings[page['language']]}" for page in pages
    }


@pytest.mark.parametrize("program", sorted(PROGRAMS.glob("*.*")), ids=lambda path: path.name)
def test_a_program_is_short_and_of_sound_grammar(program):
    text = program.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= MOST_LINES
    if program.suffix == ".py":
        assert ast.get_docstring(ast.parse(text))
    else:
        subprocess.run(["sh", "-n", str(program)], check=True)


@pytest.mark.parametrize("program", sorted(NOT_RUN))
def test_a_page_says_that_its_program_is_not_run(program):
    page = yaml.safe_load((ROOT / "content" / "recipes" / f"{Path(program).stem}.yaml").read_text())

    assert page["ran"].startswith("Only ")


def test_the_baseline_gives_each_score_its_interval(run):
    # 35 of 101: 0.3465 ± 0.0911 around a middle of 0.3522, by Wilson's formula with z = 1.96.
    most_frequent, counts = run("baseline-with-interval")

    assert most_frequent == "most frequent class: 35/101 right, 26.1% to 44.3%"
    assert counts.startswith("word counts: ")


def test_more_labels_make_frozen_vectors_better(run):
    shares = [float(line.split()[2].rstrip("%")) for line in run("frozen-embeddings")]

    assert len(shares) == 5
    assert shares[0] < shares[-1]


def _write_marks(folder: Path, only_a: int, only_b: int, both: int) -> None:
    with (folder / "marks.csv").open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["case", "model", "criterion", "met"])
        for case in range(only_a + only_b + both):
            met = {"a": case < only_a or case >= only_a + only_b, "b": case >= only_a}
            for model, passes in met.items():
                for criterion in ("correct", "complete", "source_named"):
                    writer.writerow([case, model, criterion, int(passes)])


def test_twelve_against_four_is_no_proof(run, tmp_path):
    _write_marks(tmp_path, only_a=12, only_b=4, both=84)

    a, b, verdict = run("compare-two-models")

    # The sum of the binomial chances of at most 4 of 16, twice: 2 · 2517 / 65536.
    assert verdict == "only a 12, only b 4: p = 0.0768"
    assert (a.split(",")[0], b.split(",")[0]) == ("model a: 96/100 pass", "model b: 88/100 pass")


def test_equal_models_are_not_told_apart(run, tmp_path):
    _write_marks(tmp_path, only_a=0, only_b=0, both=5)

    assert run("compare-two-models")[-1] == "no case tells them apart"


def test_recall_counts_what_was_found_among_the_first(run, tmp_path):
    passages = {
        "a": "The parcel is late.",
        "b": "A parcel costs four euros.",
        "c": "Opening hours.",
    }
    questions = [
        {"text": "parcel late", "relevant": ["a", "b"]},  # both, a first
        {"text": "holidays", "relevant": ["c"]},  # no common word
    ]
    (tmp_path / "passages.json").write_text(json.dumps(passages))
    (tmp_path / "questions.json").write_text(json.dumps(questions))

    first, third, *_ = run("recall-at-k")

    assert first == "k = 1: recall 25.0%, at least one in 1/2"
    assert third == "k = 3: recall 50.0%, at least one in 1/2"


def test_a_series_that_repeats_each_week_is_forecast_without_error(run, tmp_path):
    rows = [f"{day},{day % 7 * 10 + (day < 30)}" for day in range(200)]  # a change that is past
    (tmp_path / "series.csv").write_text("day,orders\n" + "\n".join(rows))

    assert run("seasonal-naive") == ["seasonal_naive: MASE 0.00, 0.00 to 0.00"]


def test_the_bill_of_a_million_requests(run):
    # 3,000 · $2 + 200 · $10 a million; with 90% hits 2,500 tokens count as 2,500 · 0.17.
    assert [line.split("$")[1] for line in run("tokens-to-bill")] == [
        "8,000", "3,850", "8,650", "13,850", "4,000",
    ]  # fmt: skip
