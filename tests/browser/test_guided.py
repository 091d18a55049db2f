"""The guided path: what you build by tiles, seven questions, answers to change, money last."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Shared, calculator
from tests.browser.test_awaited import SEEN
from tests.browser.test_quality import faults
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
SETTLED = '[data-btt-calculator][data-settled="true"]'
DRAWN = '[data-part="sliders"][aria-busy="false"] .btt-slider'  # they come last
COUNT = ".btt-guide__count"
# Faster than any answer: the keys come in the same task as the click.
CONTINUE_AND_TYPE = """text => {
  document.querySelector('[data-guide="next"]').click()
  const pressed = key => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  for (const key of text) document.activeElement.dispatchEvent(pressed(key))
}"""


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=str)
def page(shared: Shared, base_url: str, request) -> Page:
    opened = calculator(shared, base_url, *request.param)
    opened.locator("[data-start-over]").click()
    expect(opened.locator(COUNT)).to_have_text("Question 1 of 7")
    return opened


def test_a_newcomer_says_what_to_build_and_sees_money_once_the_traffic_is_told(page: Page):
    expect(page.locator(".btt-tile")).to_have_count(12)
    expect(page.locator(".btt-tile").first).to_be_in_viewport()
    expect(page.locator(".btt-card__figures")).to_be_hidden()
    page.wait_for_selector(SETTLED)
    assert faults(page) == []
    page.locator(".btt-tile", has_text="Support chat").click()

    expect(page.locator(COUNT)).to_have_text("Question 2 of 7")
    expect(page.locator("#input-output_kind")).to_be_focused()
    expect(page.locator("#input-output_kind")).to_have_value("text")
    expect(page.locator(".btt-guide__answers dd").first).to_have_text("Support chat")
    for number in (3, 4, 5):
        page.locator('[data-guide="next"]').press("Enter")
        expect(page.locator(COUNT)).to_have_text(f"Question {number} of 7")
    page.keyboard.type("20k")
    page.locator('[data-guide="next"]').press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 6 of 7")
    expect(page.locator(".btt-card__figures")).to_be_visible()
    page.wait_for_selector(DRAWN)
    assert faults(page) == []


def test_an_answer_so_far_is_changed_and_the_path_goes_on_where_it_was(page: Page):
    page.locator(".btt-tile", has_text="Photos").press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 2 of 7")
    page.locator('[data-guide="next"]').press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 3 of 7")
    page.locator('[data-guide-to="task"]').press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 1 of 7")
    expect(page.locator('.btt-tile[aria-pressed="true"]')).to_contain_text("Photos")
    page.locator(".btt-tile", has_text="Speech to text").press("Enter")

    expect(page.locator(COUNT)).to_have_text("Question 3 of 7")
    expect(page.locator(".btt-guide__answers dd").first).to_have_text("Speech to text")
    page.locator('[data-guide="back"]').press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 2 of 7")


def test_what_is_typed_before_the_next_question_is_there_lands_in_it(page: Page):
    page.locator(".btt-tile", has_text="Support chat").click()
    for number in (2, 3, 4):
        expect(page.locator(COUNT)).to_have_text(f"Question {number} of 7")
        page.locator('[data-guide="next"]').press("Enter")
    expect(page.locator(COUNT)).to_have_text("Question 5 of 7")
    page.evaluate(CONTINUE_AND_TYPE, "500")  # the question after the volume takes a number
    expect(page.locator(COUNT)).to_have_text("Question 6 of 7")

    expect(page.locator("#input-requests_per_month")).to_have_value("")
    expect(page.locator("#input-labelled_examples")).to_have_value("500")


def test_no_amount_is_said_before_the_traffic_is_told(page: Page):
    page.locator(".btt-tile", has_text="Support chat").click()
    page.wait_for_selector(SETTLED)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".btt-bar__name")).to_be_visible()

    assert page.evaluate(SEEN) == []
    expect(page.locator(".btt-card__rests")).to_be_hidden()


def test_what_was_answered_before_python_came_is_kept(browser: Browser, base_url: str):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held = []
    page.route("**/python_worker.*", lambda route: held.append(route))
    page.goto(f"{base_url}calculator/index.html#questions", wait_until="domcontentloaded")
    page.locator(".btt-tile", has_text="Photos").click()
    until(page, lambda: held)
    for route in held:
        route.continue_()

    expect(page.locator(COUNT)).to_have_text("Question 2 of 7", timeout=60_000)
    expect(page.locator(".btt-guide__answers dd").first).to_have_text("Photos")
    expect(page.locator(".btt-guide__wait")).to_be_hidden()
    expect(page.locator('[name="labelled_examples"]')).to_have_value("")
    context.close()


def test_a_link_to_the_questions_begins_with_nothing_answered(browser: Browser, base_url: str):
    context = browser.new_context(viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(base_url + "index.html")
    page.get_by_role("link", name="Start with your case").click()

    expect(page.locator(COUNT)).to_have_text("Question 1 of 7", timeout=60_000)
    expect(page.locator(".btt-tile").first).to_be_in_viewport()
    expect(page.locator("#input-modality")).to_have_value("unknown")
    context.close()
