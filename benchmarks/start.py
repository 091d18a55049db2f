"""How long until a reader has an answer: first visit, second visit, from a folder, slow link.

Every figure of one run is taken by the same browser, in turns, so that a busy machine slows all
alike. The floor is a page of one line: what this browser takes here for nothing. The last line is
JSON: medians, in milliseconds and bytes; bytes are those of a host that sends brotli.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks._bare import write_bare
from benchmarks._host import Link, host
from benchmarks._long_tasks import check_reported, longest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_MS = 120_000
POLL_MS = 50
SETTLE_MS = 1500  # the full answer and what it moves count among the long tasks
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
WATCH = """
window.__tasks = []
new PerformanceObserver(list => { for (const e of list.getEntries()) __tasks.push(e.duration) })
  .observe({ type: 'longtask', buffered: true })
const look = () => {
  const shown = document.querySelector('#answer-title, .btt-result').checkVisibility()
  if (shown) setTimeout(() => { window.__visible = performance.now() })
  else requestAnimationFrame(look)
}
const seen = new MutationObserver(() => {
  const place = document.querySelector('[data-live=yes]')
  if (!window.__answer && document.querySelector('#answer-title, .btt-result')) {
    window.__answer = true
    requestAnimationFrame(look)
  }
  if (!window.__live && place) {
    window.__live = performance.now()
    window.bttLive?.('')
  }
})
seen.observe(document, { subtree: true, childList: true, attributeFilter: ['data-live'] })
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
FLOOR = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title>
<main><h1 id="answer-title">Answer</h1></main><script src="page.js"></script></html>"""
SLOW = {"bits_per_second": 10e6, "round_trip_seconds": 0.04}


@dataclass
class Figures:
    """All values of one figure, in the order of the runs."""

    name: str
    unit: str
    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return round(statistics.median(self.values)) if self.values else 0

    def __str__(self) -> str:
        low, high = min(self.values, default=0), max(self.values, default=0)
        return f"{self.name:20} {self.median:12,.0f} {low:12,.0f} {high:12,.0f} {self.unit}"


class Bench:
    """Takes the figures with one browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.figures: dict[str, Figures] = {}

    def add(self, name: str, value: float, unit: str = "ms") -> None:
        self.figures.setdefault(name, Figures(name, unit)).values.append(value)

    def visit(self, address: str, link: Link, cold: str, warm: str = "") -> None:
        """Open an address in a browser without memory, and again in the same one."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script(WATCH)
        page = context.new_page()
        before = link.sent_bytes
        self.add(f"{cold}_ms", _live(page, address))
        self.add(f"{cold}_bytes", link.sent_bytes - before, "bytes")
        self._page_figures(page, cold)
        page.wait_for_timeout(300)  # what the first visit stores is stored by then
        if warm:
            page.goto("about:blank")
            self.add(f"{warm}_ms", _live(page, address))
            self._page_figures(page, warm)
        context.close()

    def _page_figures(self, page: Page, name: str) -> None:
        self.add(f"{name}_longest_task_ms", longest(page.evaluate("window.__tasks")))
        check_reported(page, "window.__tasks")
        if (visible := page.evaluate("window.__visible ?? null")) is not None:
            self.add(f"{name}_visible_ms", max(visible, page.evaluate(PAINTED)))


def _live(page: Page, address: str) -> float:
    """Until Python has answered; nothing is asked of the page meanwhile, which would delay it."""
    session = page.context.new_cdp_session(page)
    told: list[object] = []
    session.on("Runtime.bindingCalled", lambda event: told.append(event))
    session.send("Runtime.enable")
    session.send("Runtime.addBinding", {"name": "bttLive"})
    page.goto(address, wait_until="commit")
    waited = 0
    while not told and waited < PATIENCE_MS:
        page.wait_for_timeout(POLL_MS)
        waited += POLL_MS
    page.wait_for_timeout(SETTLE_MS)
    session.detach()
    return float(page.evaluate("window.__live"))


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        bare, folder = Path(scratch) / "bare", _unzipped(Path(scratch))
        write_bare(ROOT, bare)
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        bench = Bench(browser)
        _measure(bench, options.runs, bare, folder)
        _measure_encodings(bench)
        _measure_slow(bench, options.slow_runs, bare)
        browser.close()
    _report(bench)


def _measure(bench: Bench, runs: int, bare: Path, folder: Path | None) -> None:
    link = Link()
    with (
        host(ROOT / "site", link) as site,
        host(bare, link) as yardstick,
        host(_floor(bare), link) as floor,
    ):
        Bench(bench.browser).visit(f"{site}calculator/index.html", link, "uncounted")
        for _ in range(runs):
            bench.visit(f"{site}calculator/index.html", link, "live_cold", "live_warm")
            bench.visit(yardstick, link, "bare_cold", "bare_warm")
            bench.visit(floor, link, "floor")
            if folder:
                page = (folder / "calculator" / "index.html").as_uri()
                bench.visit(page, link, "file", "file_again")


def _measure_encodings(bench: Bench) -> None:
    """What a first visit fetches from hosts that send less well packed files."""
    for name in ("gzip", "plain"):
        link = Link(encoding=name)
        with host(ROOT / "site", link) as site:
            Bench(bench.browser).visit(f"{site}calculator/index.html", link, "uncounted")
        bench.add(f"{name}_cold_bytes", link.sent_bytes, "bytes")


def _floor(beside: Path) -> Path:
    folder = beside.parent / "floor"
    folder.mkdir()
    (folder / "index.html").write_text(FLOOR, encoding="utf-8")
    script = "document.querySelector('main').dataset.live = 'yes'"
    (folder / "page.js").write_text(script, encoding="utf-8")
    return folder


def _measure_slow(bench: Bench, runs: int, bare: Path) -> None:
    link = Link(**SLOW)
    with host(ROOT / "site", link) as site, host(bare, link) as yardstick:
        for _ in range(runs):
            bench.visit(f"{site}calculator/index.html", link, "slow_live", "slow_live_again")
            bench.visit(yardstick, link, "slow_bare", "slow_bare_again")


def _report(bench: Bench) -> None:
    print(f"{'':20} {'median':>12} {'min':>12} {'max':>12}")
    print(*bench.figures.values(), sep="\n")

    def median(name: str) -> float:
        return bench.figures[name].median if name in bench.figures else 0

    found = {"visible_ms": median("live_cold_visible_ms")}
    names = ("live_cold_ms", "live_warm_ms", "file_ms", "bare_cold_ms", "bare_warm_ms")
    found |= {name: median(name) for name in names}
    found["bytes_cold"] = median("live_cold_bytes")
    tasks = (f"{each}_longest_task_ms" for each in ("live_cold", "live_warm", "file"))
    found["longest_task_ms"] = max(map(median, tasks))
    for live, yardstick in (("live_cold", "bare_cold"), ("live_warm", "bare_warm"),
                            ("file", "bare_cold"), ("slow_live", "slow_bare")):  # fmt: skip
        share = median(f"{live}_ms") / (median(f"{yardstick}_ms") or 1)
        print(f"{live} is {share:.2f} of {yardstick}")
    print(json.dumps(found))


def _unzipped(scratch: Path) -> Path | None:
    """The newest offline zip, unpacked; none where none was made."""
    made = sorted((ROOT / "dist").glob("*-offline.zip"), key=lambda path: path.stat().st_mtime)
    if not made:
        print("no offline zip in dist/: file_ms is 0; run build.py package first")
        return None
    with zipfile.ZipFile(made[-1]) as archive:
        archive.extractall(scratch / "folder")
    return next(path.parent for path in (scratch / "folder").rglob("index.html"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--slow-runs", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
