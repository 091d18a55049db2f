"""The card at the head of the answer: one set of figures, and what it rests on can be changed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, Shared

pytestmark = pytest.mark.browser
TYPE = """(each, text) => {
  each.value = text
  each.dispatchEvent(new Event('input', { bubbles: true }))
}"""
SETTLED = '[data-btt-calculator][data-settled="true"]'


@pytest.fixture(scope="module", params=[360, 1280])
def page(shared_for_long: Shared, base_url: str, request) -> Iterator[Page]:
    opened = shared_for_long.page(request.param)
    opened.goto(base_url + "calculator/index.html")
    opened.wait_for_selector(LIVE, timeout=60_000)
    opened.wait_for_selector(SETTLED)
    yield opened
    opened.close()


def test_the_foot_of_the_screen_says_the_figures_of_the_card(page: Page):
    total, per_month, weeks = page.locator(".btt-card__figures dd").all_text_contents()

    assert (
        page.locator(".btt-bar__cost").text_content() == f"{total} · {per_month} a month · {weeks}"
    )
    name = page.locator(".btt-card__name").text_content()
    assert name in page.locator(".btt-bar__name").text_content()


def test_the_figures_stay_within_the_card(page: Page):
    assert page.evaluate(
        """() => {
          const card = document.querySelector('.btt-card').getBoundingClientRect()
          const inside = ({ left, right }) => left >= card.left && right <= card.right + 0.5
          const all = [...document.querySelectorAll('.btt-card *')]
          const parts = all.filter(each => each.getClientRects().length) // of what is shown
          return parts.every(each => inside(each.getBoundingClientRect()))
        }"""
    )


def test_a_changed_answer_brings_another_total_and_the_card_waits_for_its_ranges(page: Page):
    before = page.locator(".btt-card__figures").text_content()
    field = page.locator("#input-requests_per_month")
    field.evaluate(TYPE, "5000000")
    page.wait_for_selector(SETTLED)

    expect(page.locator(".btt-card__figures")).not_to_have_text(before)
    expect(page.locator(".btt-card")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".btt-card .btt-waiting")).to_have_count(0)
    expect(page.locator(".btt-card__rests li").first).to_contain_text(
        "5 million requests per month"
    )


def test_change_leads_to_the_field(page: Page):
    page.locator('.btt-card__rests [data-field-link="requests_per_month"]').evaluate(
        "each => each.click()"
    )

    expect(page.locator("#input-requests_per_month")).to_be_focused()
