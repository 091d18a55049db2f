"""A tab that stays open all day: thousands of answers, and memory that does not grow."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import open_calculator
from tests.browser.test_hostile import COUNTING
from tests.browser.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EARLY, LATE = 100, 5000
MOST_GROWTH = 1.2
# Types new numbers, one after the other, and waits for the answer to each.
RECALCULATE = """async ([from, to]) => {
  const field = document.querySelector('[name="requests_per_month"]')
  for (let i = from; i < to; i++) {
    const before = window.answered
    field.value = String(1000 + 7 * i)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    while (window.answered === before || window.answered < window.asked) {
      await new Promise(done => setTimeout(done, 1))
    }
  }
}"""


def collect_garbage(page: Page) -> None:
    """In the page and in its workers, which browsers leave alone for long."""
    page.request_gc()
    session = page.context.new_cdp_session(page)
    workers: list[str] = []
    session.on("Target.attachedToTarget", lambda event: workers.append(event["sessionId"]))
    attach = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    collected: list[str] = []
    session.on(
        "Target.receivedMessageFromTarget", lambda event: collected.append(event["sessionId"])
    )
    session.send("Target.setAutoAttach", attach)
    until(page, lambda: workers)
    collect = json.dumps({"id": 1, "method": "HeapProfiler.collectGarbage"})
    for worker in workers:
        message = {"sessionId": worker, "message": collect}
        session.send("Target.sendMessageToTarget", message)
    until(page, lambda: set(workers) <= set(collected))
    session.detach()


def renderer_mb(browser: Browser, page: Page) -> float:
    """The resident memory of the largest renderer, Python's worker included."""
    collect_garbage(page)
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    renderers = [each["id"] for each in processes if each["type"] == "renderer"]
    return max(_resident_mb(number) for number in renderers)


def _resident_mb(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def test_five_thousand_answers_take_no_more_memory_than_a_hundred(browser: Browser, base_url: str):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(COUNTING)
    open_calculator(page, base_url)
    page.evaluate(RECALCULATE, [0, EARLY])
    early = renderer_mb(browser, page)
    for start in range(EARLY, LATE, 100):
        page.evaluate(RECALCULATE, [start, start + 100])
    late = renderer_mb(browser, page)
    context.close()

    assert late <= MOST_GROWTH * early, f"{early:.0f} MB after {EARLY}, {late:.0f} after {LATE}"
