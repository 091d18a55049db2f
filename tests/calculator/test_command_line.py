"""`python -m calculator decide`: answers, and one message for each thing that is wrong."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculator.__main__ import main
from calculator.api import evaluate
from calculator.packed import load_knowledge

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """The command with streams as a shell gives them, without a process of its own."""
    given, out, err = (_stream(each) for each in (text, "", ""))
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", [str(ROOT / "calculator" / "__main__.py"), *arguments])
        try:
            code: Any = main(list(arguments))
        except SystemExit as end:
            code = end.code
    return subprocess.CompletedProcess(arguments, code or 0, _written(out), _written(err))


def _stream(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode()


def run_process(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """The same as a process."""
    return subprocess.run(
        [sys.executable, "-m", "calculator", *arguments],
        input=text, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("decide", "-", "--json"), '{"inputs": {"modality": "text"}}'),
        (("decide", "-"), '{"inputs": {"modality": "smell"}}'),
        (("decide", "--batch", "-"), '{"id": "\u00e9"}\nnonsense'),
        (("train", "--batch", "-"), '{"id": 1}'),
        (("serve", "--help"), ""),
        (("decide",), ""),
        (("nonsense",), ""),
    ],
)
def test_a_process_prints_and_ends_as_the_command_does_here(arguments, text):
    here, there = run(*arguments, text=text), run_process(*arguments, text=text)

    assert (here.returncode, here.stdout, here.stderr) == (
        there.returncode, there.stdout, there.stderr,
    )  # fmt: skip


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
        ("[]", "standard input: must be an object, got a list"),
        ('{"inputs": 3}', "inputs must be a mapping, got a number"),
        ('{"input": {}}', "input is not a part of a request"),
        ('{"modality": "text"}', 'modality stands outside its part: write {"inputs": {"modality"'),
        ('{"inputs": {"modalty": "text"}}', "modalty is not an input; did you mean 'modality'?"),
        ('{"inputs": {"modality": "smell"}}', "modality must be one of text, "),
        ('{"inputs": {"labelled_examples": -1}}', "labelled_examples must be at least 0, got -1"),
        ('{"inputs": {"labelled_examples": 1.5}}', "labelled_examples must be a whole number"),
        ('{"inputs": {"labelled_examples": "many"}}', "labelled_examples must be a number such as"),
        ('{"inputs": {"labelled_examples": true}}', "labelled_examples must be a whole number"),
        ('{"inputs": {"labelled_examples": NaN}}', "must be JSON: NaN is not a number"),
        ('{"inputs": {}, "inputs": {}}', "standard input: must be JSON: 'inputs' is given twice"),
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


SCENARIO = (
    '{"inputs": {"modality": "text", "labelled_examples": 500, "requests_per_month": 100000}}'
)


def test_what_is_only_cheaper_then_stands_under_its_heading_too():
    told = '{"inputs": {"modality": "text", "output_kind": "ranking", "requests_per_month": 20000}}'
    shown = run("decide", "-", text=told).stdout
    result = evaluate(json.loads(told), load_knowledge())

    assert result.priced.flips
    assert not [each for each in result.flips if each.recommended]
    assert "What would change the answer\n- " in shown


def test_the_card_says_answer_cost_time_change_and_next_question():
    shown = run("decide", "-", text=SCENARIO).stdout
    result = evaluate(json.loads(SCENARIO), load_knowledge())
    names = {key: each.name for key, each in load_knowledge().approaches.items()}

    assert shown.splitlines()[0] == names[result.recommended]
    for words in ("Before launch: ", "Each month: ", "8 in 10 cases: ", "First version: ",
                  "Cheapest\n", "What would change the answer\n", result.ask_next.question[:60],
                  "An estimate, not a quote."):  # fmt: skip
        assert words in shown
    rows = [line for line in shown.splitlines() if re.search(r"  \$[\d,.]+", line)]
    assert len(rows) == len(names)
    assert "\033" not in shown  # no colour where nobody sees it


def test_each_format_has_the_numbers_of_the_result(tmp_path):
    result = evaluate(json.loads(SCENARIO), load_knowledge())
    total = result.costs.approaches["api"].total
    table = run("decide", "-", "--format", "csv", text=SCENARIO).stdout
    notes = run("decide", "-", "--format", "markdown", text=SCENARIO).stdout
    plain = run("decide", "-", "--format", "json", text=SCENARIO).stdout
    done = run("decide", "-", "--format", "xlsx", "--output", str(tmp_path / "bill.xlsx"),
               text=SCENARIO)  # fmt: skip

    assert f"{total.value:.2f}" in table  # to the cent
    assert f"| {total.value:,.0f} | {total.low:,.0f} | {total.high:,.0f} |" in notes
    assert json.loads(plain) == result.to_dict()
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "bill.xlsx").read_bytes()[:2] == b"PK"


def test_a_new_request_is_one_that_decide_reads(tmp_path):
    made = run("new").stdout
    (tmp_path / "new.json").write_text(made, encoding="utf-8")
    done = run("decide", str(tmp_path / "new.json"), "--json")

    assert all(f"// {each.question[:60]}" in made for each in load_knowledge().inputs.values())
    assert done.returncode == 0
    assert json.loads(done.stdout) == evaluate({}, load_knowledge()).to_dict()


def test_a_comment_moves_no_place():
    done = run("decide", "-", text='// first\n  // second\n{"inputs": }')

    assert done.stderr.startswith("standard input:3:12: must be JSON")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["inputs", "budget"], "budget_usd: whole number, USD"),
        (["prices", "h100", "sxm"], "accelerator:h100-sxm-80gb: "),
        (["explain", "ml-engineer-day"], "USD per day ("),
        (["explain", "data-must-stay-inside"], "cannot be sent to a hosted model"),
        (["explain", "modality"], "modality: text, image"),
        (["explain", "hosted-model"], "Hosted model (API): "),
        (["schema", "request"], "urn:borrow-tune-or-train:schema:request"),
        (["--version"], "borrow-tune-or-train 0.1.0, data 20"),
        (["labels", "--help"], "example: python -m calculator labels FILE.json"),
    ],
)
def test_a_listing_is_printed_with_code_zero(arguments, words):
    done = run(*arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


def test_only_what_has_every_word_is_listed():
    names = [line for line in run("prices", "h100").stdout.splitlines() if "h100" not in line]

    assert names == []


def test_two_scenarios_stand_side_by_side_with_the_answers_that_differ(tmp_path):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_text('{"inputs": {"labelled_examples": 5}}', encoding="utf-8")
    other.write_text('{"inputs": {"labelled_examples": 50000}}', encoding="utf-8")
    shown = run("compare", str(one), str(other)).stdout

    assert re.search(r"^labelled_examples +5 +50000$", shown, re.MULTILINE)
    assert "modality" not in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["decide"],
        ["explain", "no-such-name"],
        ["compare", "/nowhere.json", "/nowhere.json"],
        ["decide", "--batch", "-", "--format", "csv"],
        ["decide", "-", "--today", "yesterday"],
        ["decide", "-", "--today", "1900-01-01"],
        ["train", "-"],
        ["test-size", "-"],
        ["fit", "-"],
        ["inputs", "no-such-word"],
        ["prices", "no-such-word"],
        ["measure", "-", "--target", "90"],
        ["measure", "-", "--target", "nan"],
    ],
)
def test_wrong_input_is_code_two_everywhere(arguments):
    done = run(*arguments, text="{}")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        '{"own_lines": [{"label": "a", "usd": 1, "paid": "once", "approaches": [["api"]]}]}',
        '{"own_lines": [[["a"]], {"paid": [["once"]], "label": {}, "usd": []}]}',
        '{"own_lines": [{"label": "a", "usd": 1, "paid": {}, "approaches": {}}]}',
        '{"assumptions": {"vcpu-hour": [[1], 2, 3]}, "weights": {"cost": [1]}}',
        '{"inputs": {"modality": ["text"], "labelled_examples": {}}}',
        '{"inputs": [[]], "data_version": [[]]}',
        "[" * 100_000,
        "{}\ufeff",
        '{"id": 1e999}',
        f'{{"id": {"9" * 5_000}}}',
    ],
)
def test_no_line_of_a_batch_stops_the_next(line):
    done = run("decide", "--batch", "-", "--json", text=f'{line}\n{{"id": "next"}}\n')

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert [json.loads(each)["id"] for each in done.stdout.splitlines()] == ["next"]


def test_a_file_may_begin_with_the_mark_of_some_editors(tmp_path):
    file = tmp_path / "scenario.json"
    file.write_bytes(b"\xef\xbb\xbf{}")

    assert run("decide", str(file)).returncode == 0
    assert run("decide", "-", text="\ufeff{}").returncode == 0


def test_half_characters_and_line_separators_come_back_in_the_id():
    lines = ['{"id": "\\ud800"}', '{"id": "a\u2028b"}', '{"id": "c"}']
    done = run("decide", "--batch", "-", "--json", text="\n".join(lines))

    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(each)["id"] for each in done.stdout.split("\n") if each]
    assert found == ["\ud800", "a\u2028b", "c"]


@pytest.mark.parametrize(
    ("command", "text", "message"),
    [
        ("test-size", '{"accuracy": 0.9}', "beside accuracy give margin"),
        ("test-size", "{}", "give accuracy and margin"),
        ("fit", "{}", "model must be named; give size_b where it is another"),
        ("decide", "[" * 100_000, "must be JSON: it is nested too deeply"),
        ("decide", '{"inputs": {"easy_share": 1e999}}', "1e999 is too large a number"),
        ("decide", "null", "must be an object, got null"),
    ],
)
def test_what_is_missing_or_too_much_is_said_in_plain_words(command, text, message):
    assert message in run(command, "-", text=text).stderr


def test_a_column_that_is_not_there_is_named_beside_those_that_are():
    done = run("measure", "-", "--label", "tema", text="subject,team\na,b\nc,d\n")

    assert "'tema' is no column; there are subject, team." in done.stderr


def test_each_reason_that_the_card_names_can_be_explained(tmp_path):
    card = run("decide", "-", text="{}").stdout
    named = re.findall(r"\(([a-z][a-z-]+-[a-z-]+)\)\n", card)

    assert "least-regretted" in named
    assert [run("explain", each).returncode for each in named] == [0] * len(named)


def test_a_line_of_the_bill_is_explained_by_its_label_with_the_amount_of_the_bill(tmp_path):
    row = next(
        each for each in run("decide", "-", "--format", "csv", text="{}").stdout.splitlines()
        if each.startswith("Hosted model (API),") and "People who build it" in each
    )  # fmt: skip
    shown = run("explain", "people who build it").stdout

    amount = f"{float(row.split(',')[6]):,.0f}"
    assert f"Hosted model (API): People who build it, USD {amount}\n" in shown


def test_a_name_that_nothing_has_is_answered_with_the_nearest():
    assert "did you mean 'ml-engineer-day'?" in run("explain", "ml-enginer-day").stderr


def test_scenarios_that_differ_in_numbers_and_lines_are_compared_by_these_too(tmp_path):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    line = {"label": "Audit", "usd": 5000, "paid": "once"}
    one.write_text('{"assumptions": {"ml-engineer-day": 500}}', encoding="utf-8")
    other.write_text(json.dumps({"own_lines": [line], "weights": {"cost": 3}}), encoding="utf-8")
    shown = run("compare", str(one), str(other)).stdout

    assert re.search(r"^ml-engineer-day +500 +null$", shown, re.MULTILINE)
    assert re.search(r"^own line: Audit +null +5000$", shown, re.MULTILINE)
    assert re.search(r"^weight: cost +null +3$", shown, re.MULTILINE)


@pytest.mark.parametrize(
    ("redirected", "words"),
    [("> /dev/full", "No space left on device"), (">&-", "standard output is closed")],
)
def test_an_answer_that_cannot_be_written_is_said_in_one_line(redirected, words):
    command = f"echo '{{}}' | {sys.executable} -m calculator decide - {redirected}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )

    assert (done.returncode, done.stderr) == (1, words + "\n")


def test_a_reader_who_has_seen_enough_gets_no_traceback():
    command = f"{sys.executable} -m calculator inputs | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
