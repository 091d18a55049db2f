"""The most memory that some statements take."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# VmHWM and not ru_maxrss: a new process inherits the latter's peak from the one that starts it.
PRINT_PEAK = """
from pathlib import Path
status = Path('/proc/self/status').read_text()
print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)
"""


def peak_mb(statements: str) -> int:
    """The peak in MiB of a process of its own that runs the statements, as the system says it."""
    done = subprocess.run(
        [sys.executable, "-c", statements + PRINT_PEAK],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)
