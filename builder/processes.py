"""Processes of a build: programs that it runs, and copies of itself that work beside it."""

import multiprocessing
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.atomic import disk_fault_in
from builder.problems import StepError

# A copy begins with all that is loaded, also where this process came from `make serve`. No thread
# of the caller may be at work then: a fork in the midst of it may hang.
FORKED = multiprocessing.get_context("fork")


def end_with_parent() -> None:
    """Let a copy of this process end when the first one does, be that killed or done."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def run(
    command: Sequence[str | Path],
    folder: Path,
    name: str,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a program in a folder until it ends; without an environment it has that of this process.

    Raises:
        StepError: it is not there, or it failed; `name` says which step that was.
    """
    words = [str(each) for each in command]
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise StepError(f"{name} is not installed; run `make setup`") from None
    if done.returncode:
        output = (done.stderr + done.stdout).strip()
        fault = disk_fault_in(output)
        raise StepError(f"{name} failed: {fault}" if fault else f"{name} failed:\n{output}")
