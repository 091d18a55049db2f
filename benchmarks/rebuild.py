"""How soon `make serve` shows a change: `make bench-rebuild`. Target: 5 s for a change of any kind.

Works in a copy of the project. The time runs from the change of a file to the word to the page
that a new version is there, the wait for the next look at the files included.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tools.copies import copy_project

ROOT = Path(__file__).resolve().parent.parent
PORT = 8791
TARGET_SECONDS = 5.0
LONGEST_WAIT = 120  # seconds
# Kind of change: a file, words in it, and what stands there instead.
CHANGES = {
    "prose": ("content/terms/token.yaml", "term: Token", "term: Tokenish"),
    "assumption": (
        "content/assumptions/accelerator-price-decline.yaml", "value: 0.1", "value: 0.11",
    ),
    "template": ("site_src/templates/approach.md.j2", "## ", "## Changed: "),
    "theme": ("site_src/overrides/main.html", "{% block content %}", "{% block content %}<i></i>"),
    "style": ("site_src/assets/css/site.css", "@import", ".a { top: 0 }\n@import"),
    "script": ("site_src/assets/js/form.mjs", "export", "globalThis.changed = 1\nexport"),
    "view": ("view/formats.py", '"""', '"""Changed. '),
    "costs": ("calculator/costs/people.py", '"""', '"""Changed. '),
    "decision": ("calculator/decision/rules.py", '"""', '"""Changed. '),
}  # fmt: skip


def main() -> int:
    """Measure every kind of change once there and once back; the last line is JSON."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_project(root)
        command = [sys.executable, "build.py", "serve", "--port", str(PORT)]
        server = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, env=_environment())
        try:
            seconds = _measure(root)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(10)
    print(f"{'change of':<12}{'seconds':>8}")
    for kind, taken in seconds.items():
        print(f"{kind:<12}{taken:8.2f}{'' if taken <= TARGET_SECONDS else '  over the target'}")
    middle, slowest = statistics.median(seconds.values()), max(seconds.values())
    print(
        json.dumps({"rebuild_median_s": round(middle, 2), "rebuild_slowest_s": round(slowest, 2)})
    )
    return 0


def _environment() -> dict[str, str]:
    """As for any author: Python may keep the bytecode of our modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _measure(root: Path) -> dict[str, float]:
    version = _next_version("none")
    seconds = {}
    asked = sys.argv[1:] or list(CHANGES)
    for kind in asked:
        name, words, instead = CHANGES[kind]
        file = root / name
        before = file.read_text(encoding="utf-8")
        changed = before.replace(words, instead, 1)
        if changed == before:
            raise SystemExit(f"bench-rebuild: {name} no longer holds {words!r}")
        start = time.perf_counter()
        file.write_text(changed, encoding="utf-8")
        version = _next_version(version)
        seconds[kind] = time.perf_counter() - start
        file.write_text(before, encoding="utf-8")
        version = _next_version(version)
    return seconds


def _next_version(seen: str) -> str:
    address = f"http://127.0.0.1:{PORT}/__version?seen={seen}"
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:
                version = answer.read().decode()
        except OSError:
            time.sleep(0.2)
            continue
        if version != seen:
            return str(version)
    raise SystemExit(f"bench-rebuild: no build within {LONGEST_WAIT} s")


if __name__ == "__main__":
    sys.exit(main())
