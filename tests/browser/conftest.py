"""A real browser on the built site, served as any static host would: no special headers."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
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
]
expect.set_options(timeout=30_000)  # a busy machine is not a fault

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
        if getattr(message, "type", "") in ("error", "warning"):
            self.errors.append(getattr(message, "text", ""))

    def _request(self, request: object) -> None:
        parts = urlsplit(getattr(request, "url", ""))
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self.foreign.append(parts.geturl())


@pytest.fixture
def page(context: BrowserContext, base_url: str) -> Iterator[Page]:
    """A page that fails its test on any console message of weight or foreign request."""
    opened = context.new_page()
    watched = Watched(opened, base_url)
    yield opened
    assert watched.errors == []
    assert watched.foreign == []


def open_calculator(page: Page, base_url: str, state: str = "") -> None:
    """Open the calculator with a scenario in the address, and wait until Python answers."""
    page.goto(f"{base_url}calculator/index.html{'#' + state if state else ''}")
    page.wait_for_selector(LIVE, timeout=60_000)


@contextlib.contextmanager
def calculator(browser: Browser, base_url: str, width: int, scheme: str) -> Iterator[Page]:
    """The calculator, live, at a width and in a scheme; a narrow one is touched."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, has_touch=width == 360
    )
    opened = context.new_page()
    opened.goto(base_url + "calculator/index.html")
    opened.wait_for_selector(LIVE, timeout=60_000)
    yield opened
    context.close()
