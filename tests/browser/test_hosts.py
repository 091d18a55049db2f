"""Every page is opened: none asks another host for anything, none moves while it is read, and those
for reading are light.

The search is used once in every folder.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from builder.built_pages import read_pages
from tests.browser.conftest import FOUND, LIVE, SEARCH, SITE, Watched
from tests.browser.waiting import until
from tests.built import standing

pytestmark = pytest.mark.browser
PAGES = [path.relative_to(SITE).as_posix() for path in standing(SITE)]
MOST_BYTES = 150_000  # of a reading page with all that it loads, compressed, without the search
MOST_MOVED = 0.1  # share of the screen times share of its height: what Lighthouse calls good
MOVED = """() => new Promise(resolve => {
  let sum = 0
  const add = list => { for (const each of list.getEntries()) sum += each.value }
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 50)
})"""
FOREIGN = "http://127.0.0.2:9/a.png"


def opened(page: Page, base_url: str, path: str) -> None:
    """Open a page and wait until it is quiet; a calculator must have started."""
    page.goto(base_url + path, wait_until="load")
    if page.locator("[data-btt-calculator]:not([data-tool], [data-measure])").count():
        page.wait_for_selector(LIVE, timeout=60_000)


def noticed(watched: Watched) -> bool:
    """Whether the attempt was stopped by the policy, or seen on its way."""
    stopped = any("Content Security Policy" in error for error in watched.errors)
    return stopped or watched.foreign == [FOREIGN]


def test_an_attempt_is_noticed_whether_or_not_the_policy_stops_it(browser: Browser, base_url: str):
    page = browser.new_page()
    for address in (base_url + "index.html", "about:blank"):
        watched = Watched(page, base_url)
        page.goto(address)
        page.evaluate(f"() => {{ new Image().src = '{FOREIGN}' }}")
        until(page, lambda seen=watched: noticed(seen))
    page.close()


@dataclass
class Visits:
    """What happened while every page was opened, one after the other."""

    loaded: dict[str, set[str]]  # addresses by page, of the page itself and its workers
    moved: dict[str, float]  # by page, how much of it moved without being touched
    faults: list[str]
    foreign: list[str]
    asked: list[str]  # by whoever, the service worker with what it keeps for later as well


@pytest.fixture(scope="module")
def visits(browser: Browser, base_url: str) -> Visits:
    """One visit to every page."""
    context = browser.new_context()
    found = Visits({}, {}, [], [], [])
    context.on("request", lambda request: found.asked.append(request.url))
    page = context.new_page()
    own: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            own.clear()  # what came before was still for the page that is left
        own.append(request.url)

    page.on("request", note)
    watched = Watched(page, base_url)
    for path in PAGES:
        opened(page, base_url, path)
        found.loaded[path] = set(own)
        found.moved[path] = page.evaluate(MOVED)
        found.faults += [f"{path}: {error}" for error in watched.errors]
        watched.errors.clear()
    context.close()
    found.foreign = watched.foreign
    return found


def test_no_page_asks_another_host_or_breaks_its_policy(visits: Visits, base_url: str):
    assert len(visits.loaded) > 50
    assert visits.faults == []
    assert visits.foreign == []
    hosts = {urlsplit(url).netloc for url in visits.asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(base_url).netloc}


def test_no_page_moves_under_the_eyes_of_its_reader(visits: Visits):
    assert {path: moved for path, moved in visits.moved.items() if moved > MOST_MOVED} == {}


def packed(path: str) -> int:
    """The compressed size of a file of the site; what search loads is not counted."""
    file = SITE / path
    if not file.is_file() or "search" in path:
        return 0
    return len(gzip.compress(file.read_bytes(), 9))


def test_a_page_for_reading_with_all_that_it_loads_stays_light(visits: Visits, base_url: str):
    reading = {
        page.path
        for page in read_pages(SITE)
        if page.tree.css_first("[data-btt-calculator]") is None
    }
    sizes = {
        path: sum(packed(url.removeprefix(base_url).partition("?")[0]) for url in loaded)
        for path, loaded in visits.loaded.items()
        if path in reading
    }

    assert len(sizes) > 50
    assert min(sizes.values()) > 20_000  # styles and scripts are counted for every page
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def folders() -> list[str]:
    """One page of every folder of the site."""
    without = ("404.html", "embed/index.html")  # the embedded page has no search
    first = {Path(path).parent: path for path in reversed(PAGES) if path not in without}
    return sorted(first.values())


@pytest.mark.parametrize("path", folders())
def test_searching_asks_no_other_host(page: Page, base_url: str, path: str):
    opened(page, base_url, path)
    page.locator(SEARCH).click()
    page.locator(SEARCH).press_sequentially("fine")
    page.wait_for_selector(FOUND, timeout=20_000)
