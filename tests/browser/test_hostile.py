"""Hostile addresses in the real page: nothing runs, nothing breaks, the rest of the state stays."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import open_calculator
from tests.browser.waiting import until
from tests.hostile.corpus import LONGEST, MARKUP, addresses, quoted

pytestmark = pytest.mark.browser
KEPT = "data_may_leave_org=false"
# Counts what the page asks of Python and what comes back, so that a test knows when it is quiet.
COUNTING = """
window.asked = window.answered = 0
const Own = Worker
window.Worker = class extends Own {
  constructor(...all) {
    super(...all)
    this.addEventListener('message', ({ data }) => { if ('answer' in data) window.answered++ })
  }
  postMessage(...all) {
    if ('request' in all[0]) window.asked++ // and no part of the runtime
    super.postMessage(...all)
  }
}
"""
GO = "address => { window.before = window.answered; location.hash = '#' + address }"
QUIET = "() => window.answered > window.before && window.answered >= window.asked"
STATE = """() => ({
  ran: window.hostile !== undefined,
  polluted: {}.polluted !== undefined || {}[1] !== undefined,
  live: document.querySelector('[data-btt-calculator]').dataset.live,
  kept: new FormData(document.querySelector('[data-part="form"]')).get('data_may_leave_org'),
  rungs: document.querySelectorAll('[data-part="answer"] .btt-rung').length,
})"""
WELL = {"ran": False, "polluted": False, "live": "yes", "kept": "false", "rungs": 9}


@pytest.fixture
def watched(page: Page, base_url: str) -> Page:
    """The calculator, in which a dialog ends the test; so does any message on the console."""
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.add_init_script(COUNTING)
    open_calculator(page, base_url, KEPT)
    yield page
    assert dialogs == []


def go(page: Page, address: str) -> dict[str, object]:
    """Open an address without loading the page again; the state that follows."""
    page.evaluate(GO, f"{KEPT}&{address}")
    until(page, QUIET)
    state: dict[str, object] = page.evaluate(STATE)
    return state


def wrong_after(page: Page, hostile: list[str]) -> list[tuple[str, dict[str, object]]]:
    """The addresses after which the page is not as it should be."""
    states = [(address, go(page, address)) for address in hostile]
    return [
        (address[:100], state)
        for address, state in states
        # What is too long is not read at all.
        if state != (WELL if len(address) < LONGEST - 100 else {**WELL, "kept": state["kept"]})
    ]


def test_no_hostile_address_runs_breaks_or_changes_the_rest(watched: Page):
    assert wrong_after(watched, addresses()[::7]) == []


@pytest.mark.slow
def test_no_address_of_the_whole_corpus_does(watched: Page):
    assert wrong_after(watched, addresses()) == []


def test_markup_is_said_back_as_text_and_stays_said(watched: Page):
    go(watched, f"modality={quoted(MARKUP[1])}&{quoted(MARKUP[0])}=1")
    watched.wait_for_selector('[data-part="money"]:not(.btt-unsettled)')

    expect(watched.locator('[data-error="modality"]')).to_contain_text("<img src=x onerror=")
    expect(watched.locator('[data-part="errors"]')).to_contain_text("<script>")
    assert watched.locator('[data-part="form"] img, [data-part="errors"] img').count() == 0


@pytest.mark.parametrize("text", [*MARKUP[:2], "[", ""])
def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(watched: Page, text: str):
    watched.evaluate("() => { window.before = window.answered }")
    watched.locator('input[type="file"]').set_input_files(
        {"name": "<b>.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    until(watched, QUIET)
    watched.wait_for_selector('[data-part="money"]:not(.btt-unsettled)')

    assert "must be JSON" in watched.locator('[data-part="errors"]').inner_text()
    assert watched.evaluate(STATE) == WELL


def test_hostile_things_in_storage_do_not_run(watched: Page):
    watched.evaluate(
        """markup => {
          localStorage['btt-scenarios'] = JSON.stringify([{ name: markup, address: markup }, null])
          localStorage['__proto__'] = markup
        }""",
        MARKUP[1],
    )
    watched.reload()
    watched.wait_for_selector('[data-btt-calculator][data-live="yes"]', timeout=60_000)

    assert watched.evaluate(STATE) == WELL
