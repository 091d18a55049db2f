"""A newer edit overtakes the whole answer to an older one, and nothing old is seen as valid."""

import pytest
from playwright.sync_api import Page

from tests.browser.waiting import until

pytestmark = pytest.mark.browser
# What is asked of Python; patched before the page's own scripts run.
NOTE_WHAT_IS_ASKED = """
  window.asked = []
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.request) window.asked.push(JSON.parse(message.request))
    return post.call(this, message, ...rest)
  }"""
EDIT = """text => {
  const field = document.querySelector('[data-part="form"] [name="requests_per_month"]')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}"""
SETTLED = "document.querySelector('[data-btt-calculator]').dataset.settled === 'true'"
TOTALS = "document.querySelector('[data-part=\"money\"]').innerText"
# From now on: whether the page counts as settled, and whether the bills stand at full strength.
WATCH = """() => {
  const page = document.querySelector('[data-btt-calculator]')
  const money = page.querySelector('[data-part="money"]')
  window.seen = []
  const note = () => window.seen.push([page.dataset.settled === 'true' ||
    !money.classList.contains('btt-unsettled'), money.innerText])
  new MutationObserver(note).observe(page,
    { attributes: true, childList: true, subtree: true, characterData: true })
  note()
}"""


def settle(page: Page, volume: str) -> str:
    """The bills of a volume, once they are whole."""
    page.evaluate(EDIT, volume)
    until(page, SETTLED)
    return str(page.evaluate(TOTALS))


def test_a_newer_edit_overtakes_the_whole_answer_to_an_older_one(page: Page, base_url: str):
    page.add_init_script(NOTE_WHAT_IS_ASKED)
    page.goto(f"{base_url}calculator/index.html")
    until(page, SETTLED)
    old, new = (settle(page, volume) for volume in ("2000", "3000000"))
    assert old != new
    settle(page, "40000")

    page.evaluate("() => { window.asked.length = 0 }")
    page.evaluate(EDIT, "2000")
    until(page, "window.asked.some(each => each.detail === 'full')")
    assert not page.evaluate(SETTLED)
    page.evaluate(WATCH)
    page.evaluate(EDIT, "3000000")
    until(page, SETTLED)

    seen = page.evaluate("window.seen")
    assert len(seen) > 1
    assert {shown for strong, shown in seen if strong} == {new}
    assert page.evaluate(TOTALS) == new


def test_python_works_on_what_follows_while_an_answer_is_drawn(page: Page, base_url: str):
    page.add_init_script(NOTE_WHAT_IS_ASKED)
    page.goto(f"{base_url}calculator/index.html")
    until(page, SETTLED)
    page.evaluate("""() => {
      window.asked.length = 0
      addEventListener('btt:drawn', () => window.asked.push({ detail: 'drawn' }), true)
    }""")
    page.evaluate(EDIT, "2000")
    until(page, SETTLED)

    told = [each["detail"] for each in page.evaluate("window.asked") if each.get("do") != "map"]
    drawn = [place for place, detail in enumerate(told) if detail == "drawn"]
    assert told.index("quick") < drawn[0]
    assert told.index("full") < drawn[1]
