"""The answer comes first, its parts are one step away, and the address keeps the answers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, Shared
from tests.browser.waiting import stand_still

pytestmark = pytest.mark.browser
PLACES = ["answer", "questions", "costs-title", "ladder-title", "changes-title", "assumed-title"]


@pytest.fixture(scope="module", params=[360, 1280])
def page(shared_for_long: Shared, base_url: str, request) -> Iterator[Page]:
    opened = shared_for_long.page(request.param)
    opened.goto(base_url + "calculator/index.html#labelled_examples=900&v=2026-11-28")
    opened.wait_for_selector(LIVE, timeout=60_000)
    opened.wait_for_selector('[data-btt-calculator][data-settled="true"]')
    yield opened
    opened.close()


def test_the_answer_comes_before_the_questions(page: Page):
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")

    expect(page.locator(".btt-card__figures")).to_be_in_viewport()
    assert page.evaluate(
        """() => document.querySelector('.btt-card').compareDocumentPosition(
             document.querySelector('[data-part="form"]')) & Node.DOCUMENT_POSITION_FOLLOWING"""
    )


@pytest.mark.parametrize("place", PLACES)
def test_each_tab_leads_to_its_part_and_keeps_the_answers_in_the_address(page: Page, place: str):
    tab = page.locator(f'.btt-tabs a[href="#{place}"]')
    tab.focus()
    page.keyboard.press("Enter")

    expect(page.locator(f"#{place}")).to_be_focused()
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    expect(tab).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#labelled_examples=900&v="))


def test_the_foot_of_the_screen_says_the_answer_while_its_card_is_away(page: Page):
    bar = page.locator(".btt-bar")
    page.locator("#assumed-title").scroll_into_view_if_needed()
    expect(bar).to_be_visible()
    bar.click()

    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator(".btt-card__name")).to_be_in_viewport()
    expect(bar).to_be_hidden()


def test_the_tab_of_the_part_that_is_read_is_within_the_row(page: Page):
    page.locator("#assumed-title").evaluate("each => each.scrollIntoView()")
    last = page.locator('.btt-tabs a[href="#assumed-title"]')
    expect(last).to_have_attribute("aria-current", "true")
    stand_still(page)

    row, tab = page.locator(".btt-tabs").bounding_box(), last.bounding_box()
    assert row
    assert tab
    assert row["x"] - 1 <= tab["x"]
    assert tab["x"] + tab["width"] <= row["x"] + row["width"] + 1
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")


def test_the_page_scrolls_and_nothing_within_it_does(page: Page):
    inner = page.evaluate(
        """() => [...document.querySelectorAll('.btt-calc, .btt-calc *')]
          .filter(each => /auto|scroll/.test(getComputedStyle(each).overflowY))
          .filter(each => each.clientHeight > 100 && each.scrollHeight > each.clientHeight + 1)
          .map(each => each.className)"""
    )
    assert inner == []


def test_the_first_stop_of_the_keyboard_leads_to_the_answer(page: Page):
    link = page.locator('.md-skip[href="#answer"]')
    link.focus()
    expect(link).to_have_text("Skip to the answer")
    page.keyboard.press("Enter")

    expect(page.locator("#answer")).to_be_focused()


def test_letters_of_twice_the_size_give_one_column_and_nothing_is_cut(
    shared: Shared, base_url: str
):
    page = shared.page()
    page.goto(base_url + "calculator/index.html")
    page.wait_for_selector(LIVE, timeout=60_000)
    page.evaluate("document.documentElement.style.fontSize = '250%'")

    card, form = (page.locator(each).bounding_box() for each in (".btt-card", ".btt-form"))
    assert form["y"] > card["y"] + card["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_what_a_fold_hides_comes_when_it_is_opened(page: Page):
    line = page.locator("details.btt-line").first
    line.locator("summary").first.click()

    expect(line.locator("table").first).to_be_visible()
