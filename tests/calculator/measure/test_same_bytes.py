"""A report has the same bytes in CPython and in Pyodide."""

import json
import subprocess
from pathlib import Path

from calculator.measure.columns import describe, suggest
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.measure.steps import run_all
from tests.built import runtime
from tests.calculator.measure.made import KNOWN

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "site_src" / "samples").glob("*.csv"))


def test_the_samples_have_the_same_report_in_cpython_and_pyodide() -> None:
    command = [ROOT / ".venv/bin/node", ROOT / "tests/pyodide/measure.mjs", runtime(), *SAMPLES]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    here = []
    for sample in SAMPLES:
        table = read_file(sample.read_bytes())
        plan = suggest(table, describe(table))
        here.append(json.dumps(run_all(measure(table, plan, KNOWN)).report))

    assert len(here) == 3
    assert there == here
