"""The calculator as a library of other people's programs: its name, its types, its Pythons."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from calculator import evaluate, load_knowledge

ROOT = Path(__file__).resolve().parents[2]
CLIENT = """
from borrow_tune_or_train import Knowledge, Prediction, Request, evaluate, load_knowledge, predict

knowledge: Knowledge = load_knowledge()
result = evaluate({"inputs": {"labelled_examples": 500}}, knowledge, knowledge.as_of, points=0)
print(result.recommended)
rows: list[dict[str, object]] = result.to_rows()
notes: str = result.to_markdown()
asked = Request(inputs={"modality": "text"}, weights={"cost": 2})
for each in evaluate(asked, knowledge).priced.approaches["api"].lines:
    assert each.total >= 0
asked_for = {"model": "Llama 3.1 8B", "accelerator": "H100 SXM", "purpose": "inference"}
size = predict("memory", asked_for, knowledge, knowledge.as_of)
assert isinstance(size, Prediction) and size.low > 0, size
"""
LATER = """
import sys
import borrow_tune_or_train
assert "borrow_tune_or_train.physics.predict" not in sys.modules
assert callable(borrow_tune_or_train.predict)
assert "borrow_tune_or_train.physics.predict" in sys.modules
assert not hasattr(borrow_tune_or_train, "prophesy")
"""


def wheel_tool():
    specification = importlib.util.spec_from_file_location("wheel_tool", ROOT / "tools/wheel.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """A folder with the package as the wheel installs it."""
    folder = tmp_path_factory.mktemp("installed")
    for name, content in wheel_tool().wheel_sources(ROOT):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_only_the_names_of_imported_packages_change():
    source = (
        "from calculator.costs import bills  # from calculator\n"
        "from view import sentences\n"
        "from calculators import calculator\n"
        'text = "from calculator import this"\n'
    )

    assert wheel_tool().renamed(source) == (
        "from borrow_tune_or_train.costs import bills  # from calculator\n"
        "from borrow_tune_or_train.view import sentences\n"
        "from calculators import calculator\n"
        'text = "from calculator import this"\n'
    )


def test_the_predictors_are_imported_when_somebody_asks_for_them(sources):
    subprocess.run([sys.executable, "-c", LATER], env={"PYTHONPATH": str(sources)}, check=True)


def test_an_import_that_would_keep_the_short_name_stops_the_wheel():
    with pytest.raises(ValueError, match="line 2: write `from … import …`"):
        wheel_tool().renamed("import json\nimport calculator.api\n")


def test_a_program_that_uses_the_library_passes_strict_type_checks_and_runs(sources, tmp_path):
    client = tmp_path / "client.py"
    client.write_text(CLIENT, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", tmp_path]
    checked = subprocess.run(
        [*command, client], env={"MYPYPATH": str(sources)}, capture_output=True, text=True,
        check=False, cwd=tmp_path,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    ran = subprocess.run(
        [sys.executable, client], env={"PYTHONPATH": str(sources)}, capture_output=True, text=True,
        check=False, cwd=tmp_path,
    )  # fmt: skip
    here = evaluate(
        {"inputs": {"labelled_examples": 500}}, load_knowledge(), load_knowledge().as_of, points=0
    )
    assert (ran.returncode, ran.stderr, ran.stdout) == (0, "", f"{here.recommended}\n")


def pythons() -> list[Path]:
    """Every Python of this machine that the wheel says it works on."""
    versions = Path.home() / ".pyenv" / "versions"
    return [sys.executable, *sorted(versions.glob("3.1[2-9]*/bin/python3"))]


@pytest.mark.parametrize("python", pythons(), ids=str)
def test_each_python_that_is_there_gives_the_same_bytes(python, sources, tmp_path):
    scenario = '{"inputs": {"modality": "text", "requests_per_month": 100000}}'
    command = ["-m", "borrow_tune_or_train", "decide", "-", "--json"]
    answers = [
        subprocess.run(
            [each, *command], input=scenario, env={"PYTHONPATH": str(sources)},
            capture_output=True, text=True, check=True, cwd=tmp_path,
        ).stdout
        for each in (sys.executable, python)
    ]  # fmt: skip

    assert answers[0] == answers[1]


def test_a_result_is_rows_for_a_data_frame_markdown_and_a_table_for_a_notebook():
    knowledge = load_knowledge()
    result = evaluate({"inputs": {"labelled_examples": 500}}, knowledge, points=8)
    rows, bare = result.to_rows(), evaluate({}, knowledge, points=0).to_rows()

    assert [row["approach"] for row in rows] == [each.approach for each in result.ranking]
    assert rows[0]["usd"] == result.priced.approaches[result.recommended].total.value
    assert {row["usd"] for row in bare} == {None}
    table = result.to_markdown().splitlines()[2:]
    assert len(table) == 2 + len(knowledge.approaches)
    assert {line.count("|") for line in table} == {8}
    assert result._repr_html_().count("<tr>") == 1 + len(knowledge.approaches)
