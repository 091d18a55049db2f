"""The same bytes from the same commit: the moment is given, and two builds are compared."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder import steps

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 2, 29)
MOMENT = int(datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC).timestamp())


def test_the_day_of_a_build_is_the_one_asked_for(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))

    assert steps.build_day() == DAY
    assert steps._epoch(date(2026, 11, 21)) == MOMENT


def test_without_a_moment_asked_for_the_site_bears_the_day_of_its_data(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert steps._epoch(DAY) == MOMENT - 86_399


@pytest.mark.slow
def test_two_builds_under_other_circumstances_have_the_same_bytes():
    done = subprocess.run(
        [sys.executable, "tools/check_reproducible.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].endswith(" files built twice, 0 differ")
