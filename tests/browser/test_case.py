"""Whose case it is: an example with its story, what was changed in it, and nothing answered yet."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, Shared

pytestmark = pytest.mark.browser
TYPE = """(each, text) => {
  each.value = text
  each.dispatchEvent(new Event('input', { bubbles: true }))
}"""


@pytest.fixture(scope="module", params=[360, 1280])
def page(shared_for_long: Shared, base_url: str, request) -> Iterator[Page]:
    opened = shared_for_long.page(request.param)
    opened.goto(base_url + "calculator/index.html")
    opened.wait_for_selector(LIVE, timeout=60_000)
    yield opened
    opened.close()


def test_the_answer_begins_on_the_first_screen_and_no_word_above_it_is_cut(page: Page):
    card = page.locator(".btt-card").bounding_box()
    assert card is not None
    assert card["y"] < 360  # of the 900 px of this screen
    cut = "each => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight"
    assert not page.locator(".btt-calc__state").evaluate(cut)


def test_the_story_of_an_example_can_be_read(page: Page):
    story = page.locator(".btt-case__story")
    if story.locator("summary").is_visible():
        story.locator("summary").press("Enter")
    expect(story.locator("p")).to_be_visible()
    expect(story).to_contain_text("50,000 support tickets")


def test_a_changed_answer_is_listed_and_taken_back(page: Page):
    field = page.locator("#input-labelled_examples")
    before = field.input_value()
    expect(page.locator(".btt-case__name")).to_contain_text("Example:")
    field.evaluate(TYPE, "77")
    changed = page.locator(".btt-case__changed li")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text("77")
    changed.locator("button").focus()
    page.keyboard.press("Enter")

    expect(changed).to_have_count(0)
    expect(field).to_have_value(before)


def test_to_start_over_leaves_nothing_answered(page: Page):
    page.locator("[data-start-over]").click()

    expect(page.locator(".btt-case__name")).to_contain_text("Your own case 0 answers given")
    expect(page.locator("#input-labelled_examples")).to_have_value("")
    expect(page.locator(".btt-case__changed")).to_have_count(0)
