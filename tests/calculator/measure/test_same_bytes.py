"""A report has the same bytes in CPython and in Pyodide."""

import json
import subprocess
from pathlib import Path

from calculator.measure.report import PLANNED, report_on
from tests.built import runtime
from tests.calculator.measure.made import KNOWN

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "site_src" / "samples").glob("*.csv"))


def test_the_samples_have_the_same_report_in_cpython_and_pyodide() -> None:
    command = [ROOT / ".venv/bin/node", ROOT / "tests/pyodide/measure.mjs", runtime(), *SAMPLES]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    guessed = dict.fromkeys(PLANNED)
    here = [
        json.dumps(report_on(each.read_bytes(), guessed, KNOWN, None).to_dict()) for each in SAMPLES
    ]

    assert len(here) == 3
    assert there == here
