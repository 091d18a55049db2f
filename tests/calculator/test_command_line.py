"""`python -m calculator decide`: answers, and one message for each thing that is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from calculator.packed import load_knowledge

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "calculator", *arguments]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )


def test_a_scenario_file_gets_a_recommendation(tmp_path):
    file = tmp_path / "scenario.json"
    file.write_text('{"inputs": {"modality": "text", "labelled_examples": 0}}', encoding="utf-8")

    done = run("decide", str(file), "--json")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["recommended"] in load_knowledge().approaches


def test_a_minus_means_standard_input():
    done = run("decide", "-", "--json", text='{"inputs": {"modality": "text"}}')

    assert done.returncode == 0
    assert json.loads(done.stdout)["inputs"]["modality"] == "text"


def test_null_absent_and_unknown_are_the_same_answer():
    lines = ['{"id": 1, "inputs": {"modality": null}}', '{"id": 1, "inputs": {}}',
             '{"id": 1, "inputs": {"modality": "unknown"}}']  # fmt: skip
    done = run("decide", "--batch", "-", "--json", text="\n".join(lines))

    assert done.returncode == 0
    assert len(set(done.stdout.splitlines())) == 1
    assert len(done.stdout.splitlines()) == 3


def test_a_batch_gives_a_line_for_each_line_with_its_id():
    lines = [f'{{"id": "case-{i}", "inputs": {{"labelled_examples": {i}}}}}' for i in range(3)]
    done = run("decide", "--batch", "-", "--json", text="\n".join(lines))

    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        "case-0", "case-1", "case-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "standard input:1:2: must be JSON: Expecting property name"),
        ("[]", "standard input: must be an object, got list"),
        ('{"inputs": 3}', "inputs must be a mapping, got int"),
        ('{"input": {}}', "input is not a part of a request"),
        ('{"inputs": {"modalty": "text"}}', "modalty is not an input; did you mean 'modality'?"),
        ('{"inputs": {"modality": "smell"}}', "modality must be one of text, "),
        ('{"inputs": {"labelled_examples": -1}}', "labelled_examples must be at least 0, got -1"),
        ('{"inputs": {"labelled_examples": 1.5}}', "labelled_examples must be a whole number"),
        ('{"inputs": {"labelled_examples": "many"}}', "labelled_examples must be a whole number"),
        ('{"inputs": {"labelled_examples": true}}', "labelled_examples must be a whole number"),
        ('{"inputs": {"labelled_examples": NaN}}', "must be JSON: NaN is not a number"),
        ('{"inputs": {"data_may_leave_org": "perhaps"}}', "data_may_leave_org must be true"),
    ],
)  # fmt: skip
def test_bad_input_gets_exit_code_two_and_a_message(text, message):
    done = run("decide", "-", "--json", text=text)

    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_every_problem_of_a_file_gets_its_own_line():
    text = '{"inputs": {"modality": "smell", "compute": "lots", "labelled_examples": -1}}'
    done = run("decide", "-", text=text)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 3


def test_a_missing_file_is_named():
    done = run("decide", "/nowhere.json")

    assert (done.returncode, done.stderr) == (2, "/nowhere.json: No such file or directory\n")


def test_one_bad_line_does_not_lose_the_others():
    done = run("decide", "--batch", "-", "--json", text='{"id": 1}\nnonsense\n{"id": 3}\n')

    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 3]
    assert done.stderr.startswith("standard input:2:1: must be JSON")


def test_a_prediction_is_a_line_with_its_range_or_the_reason_why_not():
    lines = [
        '{"id": "a", "params": 7e9, "tokens": 1e12, "accelerator": "A100-80GB"}',
        '{"id": "b"}',
    ]
    done = run("train", "--batch", "-", "--json", text="\n".join(lines))

    known, unknown = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert known["low"] < known["likely"] < known["high"]
    assert (known["quantity"], known["unit"]) == ("accelerator-hours", "h")
    assert set(unknown) == {"id", "error"}


@pytest.mark.parametrize("kind", ["train", "finetune", "throughput", "memory", "serve"])
def test_a_record_of_nonsense_is_an_error_line_and_no_traceback(kind):
    text = '{"id": 1, "params": "lots", "accelerator": 7, "arch": [], "seq_len": -1}'
    done = run(kind, "--batch", "-", "--json", text=text)

    assert (done.returncode, done.stderr) == (2, "")
    assert json.loads(done.stdout)["id"] == 1


@pytest.mark.parametrize("kind", ["train", "finetune", "throughput", "memory", "serve"])
def test_help_of_a_predictor_lists_every_field_that_it_reads(kind):
    fields = load_knowledge().predictor_fields.values()
    text = run(kind, "--help").stdout

    assert [f.id for f in fields if kind in f.commands and f"\n  {f.id}" not in text] == []
    assert "Q4_K_M" in text
