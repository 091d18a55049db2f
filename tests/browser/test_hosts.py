"""No page asks another host for anything: every page is opened, and its search once a folder."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import FOUND, LIVE, SEARCH, SITE, Watched

pytestmark = pytest.mark.browser
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
FOREIGN = "http://127.0.0.2:9/a.png"


def opened(page: Page, base_url: str, path: str) -> None:
    """Open a page and wait until it is quiet; a calculator must have started."""
    page.goto(base_url + path, wait_until="load")
    if page.locator("[data-btt-calculator]:not([data-tool])").count():
        page.wait_for_selector(LIVE, timeout=60_000)


def test_an_attempt_is_noticed_whether_or_not_the_policy_stops_it(browser: Browser, base_url: str):
    page = browser.new_page()
    for address in (base_url + "index.html", "about:blank"):
        watched = Watched(page, base_url)
        page.goto(address)
        page.evaluate(f"() => {{ new Image().src = '{FOREIGN}' }}")
        page.wait_for_timeout(200)

        stopped = any("Content Security Policy" in error for error in watched.errors)
        assert stopped or watched.foreign == [FOREIGN]
    page.close()


def test_no_page_asks_another_host_or_breaks_its_policy(browser: Browser, base_url: str):
    assert len(PAGES) > 50
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    watched = Watched(page, base_url)
    faults = []
    for path in PAGES:
        opened(page, base_url, path)
        faults += [f"{path}: {error}" for error in watched.errors]
        watched.errors.clear()
    context.close()

    assert faults == []
    assert watched.foreign == []
    hosts = {urlsplit(url).netloc for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(base_url).netloc}


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
