"""Lighthouse on a page of every kind, the median of three runs. Needs an idle machine.

    make bench-lighthouse            # LIGHTHOUSE_PAGES="index.html models.html" for some pages only

Targets: accessibility, best practices and search 100, performance 95. The page for frames asks
search engines to pass it over and is not held to their target. The last line is JSON.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks._host import Link, host

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE", ROOT / "site"))
RUNS = 3
NOT_TO_BE_FOUND = {"embed/index.html": "seo"}  # tells search engines to pass it over, on purpose
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"


def main() -> None:
    """Print a line for each page, and what misses its target."""
    print(f"{'page':44}" + "".join(f"{name:>16}" for name in TARGETS))
    found = {}
    with host(SITE, Link()) as address:
        for page in os.environ.get("LIGHTHOUSE_PAGES", "").split() or _pages():
            found[page] = _medians(f"{address}{page}")
            scores = "".join(f"{found[page][name]:16.0f}" for name in TARGETS)
            print(f"{page:44}{scores}", flush=True)
    missed = [
        f"{page}: {name} {medians[name]:.0f}"
        for page, medians in found.items()
        for name, target in TARGETS.items()
        if medians[name] < target and NOT_TO_BE_FOUND.get(page) != name
    ]
    print(*(f"misses its target: {each}" for each in missed), sep="\n")
    print(json.dumps({"runs": RUNS, "pages": found, "missed": missed}))


def _pages() -> list[str]:
    """One page of every folder and those at the root; nobody searches for the page of errors."""
    chosen = [each.name for each in sorted(SITE.glob("*.html")) if each.name != "404.html"]
    for folder in sorted({each.parent for each in SITE.glob("*/*.html")}):
        largest = max(folder.glob("*.html"), key=lambda page: page.stat().st_size)
        chosen.append(largest.relative_to(SITE).as_posix())
    return chosen


def _medians(address: str) -> dict[str, float]:
    runs = [_scores(address) for _ in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in TARGETS}


def _scores(address: str) -> dict[str, float]:
    command = [
        str(ROOT / ".venv/bin/node"), str(ROOT / "node_modules/lighthouse/cli/index.js"), address,
        "--output=json", "--quiet", f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(TARGETS)}",
    ]  # fmt: skip
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"lighthouse failed on {address}:\n{done.stderr}")
    categories: dict[str, Any] = json.loads(done.stdout)["categories"]
    return {name: 100 * (categories[name]["score"] or 0) for name in TARGETS}


if __name__ == "__main__":
    main()
