"""Pages with the Tab key alone: whatever it reaches is in sight, and shows that it was reached."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LIVE, Shared

pytestmark = pytest.mark.browser
MOST = 400  # presses; the longest page is the calculator's
# The ring may be drawn around the whole option, of which the small button is a part.
REACHED = """key => {
  const element = document.activeElement
  const before = (globalThis.reached ??= {})[key] ??= new Set() // browsers may go round
  if (element === document.body || before.has(element)) return null
  before.add(element)
  const ring = each => getComputedStyle(each).outlineStyle !== 'none'
  const inside = [0.1, 0.5, 0.9].flatMap(across => [0.1, 0.5, 0.9].map(down => [across, down]))
  // What lets clicks through to a drawing below it cannot be hit; it must stand in the window then.
  const through = getComputedStyle(element).pointerEvents === 'none'
  const here = (x, y) => through
    ? x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
    : element.contains(document.elementFromPoint(x, y))
  const seen = ({ left, top, width, height }) => inside.some(([across, down]) =>
    here(left + width * across, top + height * down))
  return {
    what: `${element.outerHTML.slice(0, 120)} ${element.textContent.trim().slice(0, 40)}`,
    ringed: ring(element) || ring(element.closest('.btt-option') ?? element),
    seen: [...element.getClientRects()].some(seen) // a link may run over two lines
  }
}"""


def reached(page: Page, key: str) -> list[dict]:
    """What the key comes to, until it leaves the page or comes round."""
    found: list[dict] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        here = page.evaluate(REACHED, key)
        if here is None:
            return found
        found.append(here)
    raise AssertionError(f"the page is not left after {MOST} presses")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "calculator/index.html",
        "embed/index.html",
        "tools-and-data.html",
        "approaches/fine-tune.html",
        "guides/how-many-labels.html",
        "offline.html",
    ],
)
def test_whatever_the_tab_key_reaches_is_in_sight_and_has_a_ring(
    shared: Shared, base_url: str, path: str, width: int
):
    page = shared.page(width, 740)
    page.emulate_media(reduced_motion="reduce")
    page.goto(base_url + path)
    if page.locator("[data-btt-calculator]").count():
        page.wait_for_selector(LIVE, timeout=60_000)
        page.wait_for_selector('[data-btt-calculator][data-settled="true"]')
    stops = reached(page, "Tab") + reached(page, "Shift+Tab")

    assert len(stops) > 10
    assert [each["what"] for each in stops if not each["ringed"]] == []
    assert [each["what"] for each in stops if not each["seen"]] == []
