"""How long the page takes to measure a file, and how much memory, in Chromium.

10,000 and 2,000 short texts in eight classes, and 20,000 rows of 30 columns, each dropped into the
page and timed until its answer stands there. Memory is the most that the page's process held,
shared code not counted, and without what Chromium would record for whoever drives it
(`_unrecorded.py` says what that is). The last line is JSON.
"""

import contextlib
import csv
import io
import json
import os
import random
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks._host import Link, host
from benchmarks._unrecorded import UnrecordedPage
from benchmarks.start import ARGUMENTS

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE", ROOT / "site"))
LONGEST = 600  # seconds
CLASSES = 8


def texts(count: int) -> bytes:
    """Texts of 6 to 22 words in classes that prefer some of them."""
    rng = random.Random(count)
    words = [f"word{n}" for n in range(6_000)]
    usual = [1 / (n + 5) for n in range(6_000)]
    topics = [rng.sample(words, 80) for _ in range(CLASSES)]
    rows = []
    for _ in range(count):
        label = rng.randrange(CLASSES)
        drawn = rng.choices(words, usual, k=rng.randint(6, 22))
        text = " ".join(rng.choice(topics[label]) if rng.random() < 0.25 else w for w in drawn)
        rows.append([text, f"class {label}"])
    return _csv(["text", "label"], rows)


def table(count: int, columns: int) -> bytes:
    """Numbers and some categories, of which ten tell something about two classes."""
    rng = random.Random(count)
    rows = []
    for _ in range(count):
        values = [rng.gauss(0, 1) for _ in range(columns - 1)]
        push = sum(values[:5]) + values[5] * values[6] + 2 * (values[7] > 0.5)
        cells = [f"{v:.4f}" if n % 5 else f"level {int(v * 2)}" for n, v in enumerate(values)]
        rows.append([*cells, "yes" if push + rng.gauss(0, 2) > 1 else "no"])
    return _csv([*(f"c{n}" for n in range(columns - 1)), "label"], rows)


def _csv(names: list[str], rows: list[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([names, *rows])
    return file.getvalue().encode()


def seconds(page: UnrecordedPage, data: bytes) -> float:
    """From the button to the answer; the page is opened anew by the caller."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        page.wait("[data-measure][data-live]:not([data-live=no])", LONGEST)
        page.choose("#measure-file", Path(file.name))
        page.wait('[data-do="run"]', LONGEST)
    start = time.perf_counter()
    page.click('[data-do="run"]')
    page.wait("#measured", LONGEST)
    return time.perf_counter() - start


class Peak:
    """The most memory of its own that a renderer of our Chromium takes, looked at again and again.

    What it shares with every other program, such as Chromium's own code, is not counted.
    """

    def __init__(self) -> None:
        self.mb = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.25):
            for pid in _renderers():
                with contextlib.suppress(OSError):
                    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                    rows = dict(row.split(":", 1) for row in status.splitlines())
                    self.mb = max(self.mb, int(rows["RssAnon"].split()[0]) / 1024)


def _renderers() -> list[int]:
    """Renderers among our children and their children."""
    command = ["ps", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    ours = {os.getpid()}
    while more := {int(pid) for pid, parent, *_ in rows if int(parent) in ours} - ours:
        ours |= more
    return [int(pid) for pid, _, words in rows
            if int(pid) in ours and "--type=renderer" in words]  # fmt: skip


def main() -> None:
    """Print a table for people and a line for programs."""
    files = {
        "texts_10k_s": texts(10_000),
        "texts_2k_s": texts(2_000),
        "table_20k_s": table(20_000, 30),
    }
    figures: dict[str, float] = {}
    peaks = []
    with host(SITE, Link()) as address, sync_playwright() as playwright:
        for name, data in files.items():
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=ARGUMENTS,
            )
            page = UnrecordedPage(browser, f"{address}calculator/measure.html", 1280, 900)
            with Peak() as peak:
                figures[name] = round(seconds(page, data), 1)
            peaks.append(peak.mb)
            print(f"{name:12} {figures[name]:6.1f} s, {peaks[-1]:6.0f} MB", flush=True)
            browser.close()
    print(json.dumps({**figures, "peak_mb": round(max(peaks))}))


if __name__ == "__main__":
    main()
