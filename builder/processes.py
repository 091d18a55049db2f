"""Programs that a build runs: what went wrong is said in full, in the words of the program."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from builder.atomic import disk_fault_in
from builder.problems import StepError


def run(command: Sequence[str | Path], folder: Path, name: str) -> None:
    """Run a program in a folder until it ends.

    Raises:
        StepError: it is not there, or it failed; `name` says which step that was.
    """
    words = [str(each) for each in command]
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise StepError(f"{name} is not installed; run `make setup`") from None
    if done.returncode:
        output = (done.stderr + done.stdout).strip()
        fault = disk_fault_in(output)
        raise StepError(f"{name} failed: {fault}" if fault else f"{name} failed:\n{output}")
