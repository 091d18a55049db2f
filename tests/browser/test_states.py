"""axe on every state of the calculator, in both schemes, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Scheme, Shared, open_calculator
from tests.browser.test_quality import SETTLED as STILL
from tests.browser.test_quality import faults
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
SETTLED = '[data-btt-calculator][data-settled="true"]'
# The picture follows the answer; until then it is seen through, on purpose.
DRAWN = """() => !document.querySelector('[data-part="decision-map"][aria-busy="true"]')"""


def guided(page: Page) -> None:
    page.locator('[data-way="guided"]').click()
    expect(page.locator(".btt-field--asked")).to_be_visible()


def opened(page: Page) -> None:
    """Whatever can be opened and added to the plain page, all of it at once."""
    page.locator("#set-number").select_option("too-dear-margin")
    expect(page.locator("[data-own]")).to_be_visible()
    page.locator("[data-add]").click()
    expect(page.locator("[data-own]")).to_have_count(2)
    bar = page.locator('[data-part="bar"]')
    if bar.is_visible():
        bar.click()
    for fold in (".btt-line > summary", ".btt-chart__more > summary", ".btt-tools > summary"):
        page.locator(fold).first.evaluate("summary => summary.click()")
    for summary in page.locator(".btt-rung__details > summary").all()[:2]:
        summary.evaluate("summary => summary.click()")


def comparing(page: Page) -> None:
    page.locator(".btt-tools > summary").evaluate("summary => summary.click()")
    page.locator("#kept-name").evaluate("field => { field.value = 'first' }")
    page.locator('[data-part="keep"] button').evaluate("button => button.click()")
    page.locator('[data-field="data_may_leave_org"] input[value="false"]').check()
    page.locator('[name="compared"]').evaluate("box => box.click()")
    page.locator('[data-tool="compare"]').evaluate("button => button.click()")
    expect(page.locator(".btt-compare")).to_be_visible(timeout=60_000)


def nothing_fits(page: Page) -> None:
    page.locator('[data-field="data_may_leave_org"] input[value="false"]').check()
    page.locator('[name="budget_usd"]').fill("0")
    page.locator('[name="time_to_ship_weeks"]').fill("0")


def wrong(page: Page) -> None:
    """An answer and a weight that cannot be read, and a weight that can."""
    page.locator('[name="labelled_examples"]').fill("many")
    expect(page.locator(".btt-errors")).to_be_visible()
    page.locator('[data-field="quality_target"] [value="good_enough"]').evaluate(
        "choice => (choice.selected === undefined ? choice.click() : (choice.selected = true,"
        " choice.parentElement.dispatchEvent(new Event('input', { bubbles: true }))))"
    )
    page.locator("#weight-cost").fill("3")
    page.locator("#weight-time").fill("much")
    expect(page.locator("#error-w-time")).not_to_be_empty()


def old_link(page: Page) -> None:
    """A link of older data, with answers that a measurement filled in, one changed since."""
    cited = "text~words~0.87~0.908~0.935~0.359~405~2026-11-27~0.95~"
    filled = "labelled_examples:405:2000,data_quality:ok:high"
    page.evaluate(
        "state => { location.hash = state }",
        f"v=2026-01-01.00000000&labelled_examples=405&data_quality=poor&measured={cited}{filled}",
    )
    expect(page.locator('[data-part="notes"]')).not_to_be_empty()
    expect(page.locator(".btt-measured")).to_contain_text("changed by hand since")


def framed(page: Page) -> None:
    """What another site shows, with the line that says it is told the answers."""
    page.goto(page.url.replace("/calculator/", "/embed/").partition("#")[0] + "?tell=scenario")
    expect(page.locator('[data-part="told"]')).to_be_visible()


def empty(page: Page) -> None:
    page.locator('[data-way="guided"]').click()
    page.locator('[data-way="full"]').click()


DESK, PHONE = (1280, 900), (360, 740)
STATES = (empty, wrong, guided, opened, comparing, nothing_fits, old_link, framed)


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        ("light", DESK),
        ("dark", PHONE),
        pytest.param("dark", DESK, marks=pytest.mark.slow),
        pytest.param("light", PHONE, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing_in_any_state(
    shared: Shared, base_url: str, scheme: Scheme, size: tuple[int, int]
):
    found = []
    for prepare in STATES:
        page = shared.page(*size, scheme)
        open_calculator(page, base_url)
        page.wait_for_selector(SETTLED)
        prepare(page)
        page.wait_for_selector(SETTLED)
        until(page, DRAWN)
        until(page, STILL)
        found += [f"{prepare.__name__}: {fault}" for fault in faults(page)]
        page.close()

    assert found == []
