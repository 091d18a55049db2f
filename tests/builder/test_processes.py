"""Processes of a build: copies of it end with it, and a program that fails is quoted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.problems import StepError
from builder.processes import run

ROOT = Path(__file__).resolve().parents[2]
SOON = 20  # seconds; a bound against hanging, not a measure
# The first copy holds nothing of the second; the second holds all ends of pipes of the first.
WORKING = """
import os, time
from builder.processes import FORKED, end_with_parent
def work():
    end_with_parent()
    time.sleep(600)
copies = [FORKED.Process(target=work) for _ in range(2)]
for copy in copies: copy.start()
print(*(copy.pid for copy in copies), flush=True)
time.sleep(600)
"""


def lives(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"  # nobody may have collected it yet


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_copies_of_a_killed_build_end_with_it():
    build = subprocess.Popen(
        [sys.executable, "-c", WORKING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert build.stdout is not None
    copies = [int(each) for each in build.stdout.readline().split()]
    assert [lives(copy) for copy in copies] == [True, True]

    os.kill(build.pid, signal.SIGKILL)
    build.communicate()

    end = time.monotonic() + SOON
    while any(map(lives, copies)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [lives(copy) for copy in copies] == [False, False]


def test_a_program_that_fails_is_quoted_with_the_name_of_the_step(tmp_path):
    script = "import sys; print('half'); sys.exit('a comma is missing')"

    with pytest.raises(StepError, match=r"^styles failed:\na comma is missing\s+half$"):
        run([sys.executable, "-c", script], tmp_path, "styles")


def test_a_program_that_is_not_there_is_named_with_what_brings_it(tmp_path):
    with pytest.raises(StepError, match=r"^styles is not installed; run `make setup`$"):
        run([tmp_path / "nothing"], tmp_path, "styles")


def test_a_program_runs_with_the_environment_that_it_is_given(tmp_path):
    script = "import os; open('told', 'w').write(os.environ['EPOCH'])"

    run([sys.executable, "-c", script], tmp_path, "wheel", {**os.environ, "EPOCH": "315532800"})

    assert (tmp_path / "told").read_text(encoding="utf-8") == "315532800"
