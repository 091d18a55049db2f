"""A fault of the build over the page of whoever edits the content."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from builder.serve import Handler, State
from tests.browser.conftest import SITE

FAULT = "content/terms/token.yaml:6:1: unknown key '<b>defnition</b>'"


@pytest.fixture
def served() -> Iterator[tuple[str, State]]:
    """The built site as `build.py serve` gives it, and what its pages are told."""
    state = State()
    handler = functools.partial(Handler, state=state, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", state
        state.advance()  # lets those go that wait
        server.shutdown()


def test_a_fault_lies_over_the_page_until_the_next_build(served, context: BrowserContext):
    address, state = served
    page = context.new_page()
    page.goto(f"{address}learn.html")
    overlay = page.get_by_role("alert").filter(has_text="Not built")

    state.advance(FAULT)
    expect(overlay).to_contain_text(FAULT, timeout=60_000)
    expect(overlay.locator("b")).to_have_count(0)

    with page.expect_navigation(timeout=60_000):
        state.advance()
    expect(overlay).to_have_count(0)


def test_who_comes_while_nothing_can_be_built_is_told_too(served, context: BrowserContext):
    address, state = served
    state.advance(FAULT)
    page = context.new_page()
    page.goto(f"{address}learn.html")
    overlay = page.get_by_role("alert").filter(has_text="Not built")

    expect(overlay).to_contain_text(FAULT, timeout=60_000)
    overlay.get_by_role("button", name="Close").click()
    expect(overlay).to_have_count(0)
