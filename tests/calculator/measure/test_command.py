"""The measurement as a command."""

import json
import random
from pathlib import Path

import pytest

from calculator.__main__ import main
from tests.calculator.measure.made import csv_bytes


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Codes of which two stand for yes, which no line parts from the others."""
    rng = random.Random(7)
    rows = [[str(n % 7), f"{rng.gauss(0, 1):.4f}", "yes" if n % 7 in (1, 4) else "no"]
            for n in range(84)]  # fmt: skip
    path = tmp_path_factory.mktemp("measure") / "codes.csv"
    path.write_bytes(csv_bytes(rows, ["code", "size", "label"]))
    return path


def test_a_kind_can_be_corrected(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(file), "--kinds", "code=category", "--format", "json"]) == 0

    linear = json.loads(capsys.readouterr().out)["models"][1]
    assert linear["accuracy"]["value"] == 1


def test_the_report_is_printed_as_markdown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--label", "label", "--input", "code", "size", "--format", "markdown"]
    assert main(["measure", str(file), *arguments]) == 0
    assert capsys.readouterr().out.startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kinds", "codes=category"], "'codes' is no column"),
        (["--kinds", "code=word"], "'word' is no kind of a column"),
        (["--label", "none"], "'none' is no column; there are code, size, label."),
        (["--input", "none"], "'none' is no column; there are code, size, label."),
        (["--time", "size"], "'size' holds no dates"),
    ],
)
def test_what_does_not_fit_the_file_is_said(
    file: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", str(file), *arguments]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
