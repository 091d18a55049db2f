"""A real browser on the built site, served as any static host would: no special headers."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("SITE", ROOT / "site"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of one browser share a process, and in it what was compiled of Python once.
    "--process-per-site",
]
expect.set_options(timeout=30_000)  # a busy machine is not a fault
type Scheme = Literal["light", "dark"]
# What Playwright says in place of a service worker.
NOT_STORED = "Service Worker registration blocked by Playwright"
KEPT = """async () => [document.cookie, (await caches.keys()).length,
  (await indexedDB.databases()).length]"""

SEARCH = "[data-btt-search] .btt-search__input"
FOUND = "[data-btt-search] .btt-found"
# Python has answered, and the page shows all of itself.
LIVE = ':root:not([data-opening]) [data-btt-calculator][data-live="yes"]'


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is inherited
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a page was left while it still loaded
            super().handle()


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The address of the built site."""
    assert (SITE / "index.html").exists(), f"{SITE} is not built; run `make build`"
    handler = functools.partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    system = shutil.which("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=system, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without memory; tests may open more with other settings."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


class Shared:
    """Browsers that tests have in common, so that Python is compiled once and not for every test.

    One for those who touch and one for those who point. The site is not stored for use without a
    network: that would work as hard as a test. Pages of a test are closed after it, and what they
    kept is forgotten.
    """

    def __init__(self, browser: Browser, base_url: str) -> None:
        self._browser = browser
        self._base_url = base_url
        self._first: dict[bool, Page] = {}

    @property
    def first(self) -> list[Page]:
        """The pages that stay open: with the last one what was compiled would go."""
        return list(self._first.values())

    def page(
        self, width: int = 1280, height: int = 900, scheme: Scheme = "light", *, touch: bool = False
    ) -> Page:
        """A new page of a size and in a scheme."""
        if touch not in self._first:
            self._first[touch] = self._open(touch)
        opened = self._first[touch].context.new_page()
        opened.set_viewport_size({"width": width, "height": height})
        opened.emulate_media(color_scheme=scheme)
        return opened

    def _open(self, touch: bool) -> Page:
        """The first page of a browser."""
        context = self._browser.new_context(has_touch=touch, service_workers="block")
        page = context.new_page()
        open_calculator(page, self._base_url)
        return page

    def pages(self) -> list[Page]:
        """All that are open."""
        return [page for first in self.first for page in first.context.pages]

    def forget(self) -> None:
        """Leave nothing of what was kept or allowed."""
        for first in self.first:
            first.context.clear_permissions()
            first.evaluate("localStorage.clear()")
            assert first.evaluate(KEPT) == ["", 0, 0]

    def close(self) -> None:
        """Close the browsers."""
        for first in self.first:
            first.context.close()


@pytest.fixture(scope="session")
def shared_for_long(browser: Browser, base_url: str) -> Iterator[Shared]:
    """For pages that several tests have in common: who opens them closes them."""
    opened = Shared(browser, base_url)
    yield opened
    opened.close()


@pytest.fixture
def shared(shared_for_long: Shared) -> Iterator[Shared]:
    """Where a test opens pages that need not be the first that a browser opens."""
    others = shared_for_long.pages()
    yield shared_for_long
    for page in shared_for_long.pages():
        if page not in others and page not in shared_for_long.first:
            page.close()
    shared_for_long.forget()


class Watched:
    """What a page did that it should not have done."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self._host = urlsplit(base_url).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") in ("error", "warning") and text != NOT_STORED:
            self.errors.append(text)

    def _request(self, request: object) -> None:
        parts = urlsplit(getattr(request, "url", ""))
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self.foreign.append(parts.geturl())


@contextlib.contextmanager
def watching(page: Page, base_url: str) -> Iterator[None]:
    """Fails on any console message of weight or foreign request of a page."""
    watched = Watched(page, base_url)
    yield
    assert watched.errors == []
    assert watched.foreign == []


@pytest.fixture
def page(request: pytest.FixtureRequest, base_url: str) -> Iterator[Page]:
    """A page that fails its test on any console message of weight or foreign request.

    With the mark `first_visit` its browser has seen nothing before it.
    """
    if request.node.get_closest_marker("first_visit"):
        opened = request.getfixturevalue("context").new_page()
    else:
        opened = request.getfixturevalue("shared").page()
    with watching(opened, base_url):
        yield opened


def open_calculator(page: Page, base_url: str, state: str = "") -> None:
    """Open the calculator with a scenario in the address, and wait until Python answers."""
    page.goto(f"{base_url}calculator/index.html{'#' + state if state else ''}")
    page.wait_for_selector(LIVE, timeout=60_000)


def calculator(shared: Shared, base_url: str, width: int, scheme: Scheme) -> Page:
    """The calculator, live, at a width and in a scheme; a narrow one is touched."""
    opened = shared.page(width, scheme=scheme, touch=width == 360)
    open_calculator(opened, base_url)
    return opened
