"""How well the search finds: queries typed into the built site's search box in a real browser.

QUERIES=path names another list, SITE=path another built site. A query counts as found when any of
its `must` topics is among the first three results; the time runs from a key to drawn results.
"""

import contextlib
import functools
import http.server
import json
import os
import statistics
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from benchmarks._search_topics import addresses
from builder.content.load import load_content

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE", ROOT / "site"))
SHARED = ROOT.parent / "shared" / "data" / "queries.yaml"
OWN = ROOT / "tests" / "data" / "search_queries.yaml"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
INPUT, LINKS = "[data-btt-search] .btt-search__input", ".btt-found"
STOPWATCH = """() => {
  globalThis.keyTimes = []
  let pressed = null
  addEventListener('keydown', event => { pressed = event.timeStamp }, true)
  const drawn = () => {
    if (pressed === null) return
    const since = pressed
    pressed = null
    requestAnimationFrame(() => setTimeout(() => keyTimes.push(performance.now() - since)))
  }
  const list = document.querySelector('.btt-search__list')
  new MutationObserver(drawn).observe(list, { childList: true })
}"""


def main() -> None:
    """Type every query, print where its first right result stood, and the shares and times."""
    path = Path(os.environ.get("QUERIES") or (SHARED if SHARED.exists() else OWN))
    queries = yaml.safe_load(path.read_text(encoding="utf-8"))
    content = load_content(ROOT / "content")
    with site_in_browser() as page:
        places = [_place(page, query, content) for query in queries]
        times = sorted(page.evaluate("keyTimes"))
    for query, (place, first) in zip(queries, places, strict=True):
        print(
            f"{place or '–':>3}  {query['query']}" + ("" if place in (1, 2, 3) else f"   → {first}")
        )
    print(json.dumps(summary([place for place, _ in places], times)))


def summary(places: list[int | None], times: list[float]) -> dict[str, Any]:
    """Shares of queries answered within three and ten results; milliseconds from key to results."""
    found = [place for place in places if place]
    return {
        "queries": len(places),
        "top3": round(sum(place <= 3 for place in found) / len(places), 4),
        "top10": round(sum(place <= 10 for place in found) / len(places), 4),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 1),
    }


@contextlib.contextmanager
def site_in_browser() -> Iterator[Page]:
    """The home page with the search opened and its index ready."""
    handler = functools.partial(_Quiet, directory=str(SITE))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.click(INPUT)
        page.wait_for_selector('[data-btt-search][data-ready="yes"]', timeout=60_000)
        page.evaluate(STOPWATCH)
        yield page
        browser.close()
        server.shutdown()


def _place(page: Page, query: dict[str, Any], content: Any) -> tuple[int | None, str]:
    """Where the first right result stands, from 1, and the title of the first result."""
    wanted = set().union(*(addresses(topic, content) for topic in query["must"]))
    page.fill(INPUT, "")
    page.type(INPUT, query["query"])
    page.wait_for_selector(f"[data-btt-search][data-query={json.dumps(query['query'])}]")
    shown = page.eval_on_selector_all(LINKS, "links => links.map(link => link.dataset.address)")
    place = next((i for i, address in enumerate(shown, 1) if address in wanted), None)
    first = page.locator(".btt-found__title").first.text_content() if shown else "nothing"
    return place, first or ""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is inherited
        pass


if __name__ == "__main__":
    main()
