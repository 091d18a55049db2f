"""The programs on the page of the Python package: they are run as a reader would run them."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from builder.pages.notebook import notebook
from calculator import evaluate, load_knowledge
from tools.copies import ROOT

PROGRAM = ROOT / "site_src" / "examples" / "many-requests.py"
DAY = date(2026, 11, 28)
TEN_MILLION = 10_000_000


@pytest.fixture
def answers_to(tmp_path: Path):
    """What the program answers to the lines of some files, by file."""
    (tmp_path / "borrow_tune_or_train").symlink_to(ROOT / "calculator")  # as it is installed
    paths = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}

    def answered(*files: list[str]) -> list[list[dict[str, object]]]:
        asked, told = tmp_path / "requests", tmp_path / "answers"
        asked.mkdir()
        for number, lines in enumerate(files):
            (asked / f"{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, PROGRAM, asked, told]
        subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, **paths})
        texts = (each.read_text(encoding="utf-8") for each in sorted(told.iterdir()))
        return [[json.loads(line) for line in text.splitlines()] for text in texts]

    return answered


def test_each_line_of_each_file_gets_the_calculators_answer_in_its_place(answers_to):
    inputs = [{"labelled_examples": count, "modality": "image"} for count in (0, 100, 10_000)]
    lines = [json.dumps({"inputs": each}) for each in inputs]
    found = answers_to(lines[:2], lines[2:])
    here = [
        evaluate({"inputs": each}, load_knowledge(), DAY, points=0).recommended for each in inputs
    ]

    assert [each["recommended"] for file in found for each in file] == here
    assert [len(file) for file in found] == [2, 1]


def test_a_line_that_cannot_be_read_stops_no_other(answers_to):
    (found,) = answers_to(["{", "[]", '{"inputs": {"modality": "smell"}}', '{"inputs": {}}'])

    assert "error" in found[0]
    assert found[1] == {"error": "request must be a Request or a mapping, got [] (list)"}
    assert "smell" in found[2]["problems"][0]
    assert found[3]["problems"] == []


@pytest.mark.slow
@pytest.mark.timed
def test_a_thousand_requests_go_through_and_their_pace_is_told(answers_to, capsys):
    lines = [json.dumps({"inputs": {"labelled_examples": count}}) for count in range(1_000)]
    begun = time.perf_counter()
    found = answers_to(*(lines[start::8] for start in range(8)))
    pace = len(lines) / (time.perf_counter() - begun)
    hours = TEN_MILLION / pace / 3600

    with capsys.disabled():
        print(f"\n{pace:,.0f} requests a second on {os.cpu_count()} processors: "
              f"{hours:,.1f} hours for ten million")  # fmt: skip
    assert sum(map(len, found)) == len(lines)
    assert not any(each.get("error") for file in found for each in file)


def test_the_notebook_shows_what_its_cells_give(tmp_path):
    folder = tmp_path / "site_src" / "examples"
    folder.mkdir(parents=True)
    cells = ["# %% [markdown]", "# A *sum*.", "# %%", "one = 1", "one + 1", "# %%", "None"]
    (folder / "sum.py").write_text("\n".join(cells), encoding="utf-8")

    assert notebook(tmp_path, "sum", "1").split("\n\n") == [
        "A *sum*.", "```python\none = 1\none + 1\n```", "```\n2\n```", "```python\nNone\n```",
    ]  # fmt: skip


def test_a_table_has_no_styles_of_its_own():
    shown = notebook(ROOT, "first-day", load_knowledge().data_version)

    assert shown.count("<table>") == 3
    assert "style" not in shown
