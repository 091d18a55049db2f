"""A link or frame that holds answers never shows another case's figures while Python loads."""

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.packed import load_knowledge
from tests.browser.conftest import Shared
from view.case import default_example

pytestmark = pytest.mark.browser
DEFAULT = default_example(load_knowledge())
OTHER = next(each for each in load_knowledge().examples.values() if each.id != DEFAULT.id)
SEEN = """() => [...document.querySelectorAll('[data-btt-calculator] *')]
  .filter(each => each.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }))
  .flatMap(each => [...each.childNodes].filter(node => node.nodeType === 3))
  .map(node => node.textContent.trim()).filter(text => text.includes('$'))"""


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=str)
def waiting(shared: Shared, request) -> Page:
    """A page whose Python never arrives."""
    width, scheme = request.param
    opened = shared.page(width, scheme=scheme)
    opened.route("**/python_worker.*", lambda _: None)
    return opened


@pytest.mark.parametrize("place", ["calculator", "embed"])
@pytest.mark.parametrize("state", ["labelled_examples=7", f"example={OTHER.id}", "questions"])
def test_no_amount_of_another_case_is_seen_before_the_right_one_is_there(
    waiting: Page, base_url: str, place: str, state: str
):
    waiting.goto(f"{base_url}{place}/index.html#{state}", wait_until="domcontentloaded")
    waiting.wait_for_selector("html:not([data-opening])")

    expect(waiting.locator(".btt-awaited")).to_be_visible()
    words = "Your answer comes here" if state == "questions" else "Working out"
    expect(waiting.locator(".btt-awaited")).to_contain_text(words)
    assert waiting.evaluate(SEEN) == []
    expect(waiting.locator("#answer-title")).to_be_hidden()
    expect(waiting.locator('[data-part="headline"]')).to_have_attribute("aria-busy", "true")


def test_an_example_that_the_address_names_is_called_by_its_name(waiting: Page, base_url: str):
    waiting.goto(f"{base_url}calculator/index.html#example={OTHER.id}")

    expect(waiting.locator(".btt-awaited")).to_contain_text(OTHER.title)


def test_the_first_question_can_be_answered_before_python_comes(waiting: Page, base_url: str):
    waiting.goto(f"{base_url}calculator/index.html#questions", wait_until="domcontentloaded")

    expect(waiting.locator(".btt-guide__count")).to_have_text("Question 1 of 7")
    expect(waiting.locator(".btt-tile")).to_have_count(len(load_knowledge().tasks))
    expect(waiting.locator(".btt-guide__wait")).to_be_hidden()
    waiting.locator(".btt-tile", has_text="Support chat").click()
    expect(waiting.locator(".btt-guide__wait")).to_be_visible()
    chosen = waiting.locator('.btt-tile[aria-pressed="true"]')
    expect(chosen).to_contain_text("Support chat")
    waiting.locator(".btt-tile", has_text="Photos").click()
    expect(chosen).to_contain_text("Support chat")


def test_without_answers_in_the_address_the_built_example_is_seen(waiting: Page, base_url: str):
    waiting.goto(f"{base_url}calculator/index.html", wait_until="domcontentloaded")

    expect(waiting.locator("#answer-title")).to_be_visible()
    expect(waiting.locator(".btt-awaited")).to_be_hidden()


def test_without_scripts_the_built_example_is_seen(browser: Browser, base_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}calculator/index.html#labelled_examples=7")

    expect(page.locator("#answer-title")).to_be_visible()
    expect(page.locator(".btt-awaited")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("place", ["calculator", "embed"])
def test_the_right_case_is_seen_with_its_name_once_it_is_worked_out(
    shared: Shared, base_url: str, place: str
):
    page = shared.page(760)
    page.goto(f"{base_url}{place}/index.html#example={OTHER.id}")
    page.wait_for_selector('[data-settled="true"]', timeout=60_000)
    page.wait_for_selector('[data-part="decision-map"][data-fresh][aria-busy="false"]')

    expect(page.locator(".btt-case__name")).to_contain_text(f"Example: {OTHER.title}")
    for each in ("#answer-title", ".btt-dmap", ".btt-card__figures"):
        expect(page.locator(each)).to_be_visible()
    expect(page.locator(".btt-awaited")).to_be_hidden()
    if place == "embed":  # the card and the picture, with a link to all questions
        assert page.evaluate("document.body.getBoundingClientRect().height") < 1000
        expect(page.locator("#ladder-title")).to_be_hidden()
        expect(page.locator(".btt-embed__foot a")).to_be_visible()
    else:  # and again where somebody loads the page with the whole address
        page.reload()
        page.wait_for_selector('[data-settled="true"]', timeout=60_000)
        expect(page.locator(".btt-case__name")).to_contain_text(OTHER.title)
