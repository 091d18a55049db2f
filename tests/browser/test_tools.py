"""The small calculators in a real browser: an example at once, live from the first touch."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LIVE
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
LABELS, SIZE = "calculator/how-many-labels.html", "calculator/test-set-size.html"
ANSWER, TITLE = '[data-part="answer"]', "[data-tool] .btt-tool__title"


def settled(page: Page) -> None:
    """Wait until Python has answered what stands in the form."""
    page.wait_for_selector(f'{LIVE}[data-settled="true"]', timeout=60_000)


@pytest.mark.parametrize("path", [LABELS, SIZE])
def test_the_page_answers_its_example_without_scripts(browser: Browser, base_url: str, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + path)

    assert page.locator(TITLE).first.inner_text().strip()
    assert page.locator(f"{ANSWER} a, {ANSWER} p").count() > 0
    context.close()


def test_python_is_not_loaded_before_the_form_is_touched(page: Page, base_url: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base_url + LABELS, wait_until="networkidle")

    assert not [url for url in asked if "pyodide" in url or "runtime" in url]


def test_another_target_gives_another_number_of_labels(page: Page, base_url: str):
    page.goto(base_url + LABELS)
    before = page.locator(TITLE).inner_text()
    page.get_by_label("Which accuracy do you need?").fill("84")
    settled(page)

    after = page.locator(TITLE).inner_text()
    assert "84%" in after
    assert after != before
    assert "#target_accuracy=84&v=" in page.url


def test_an_address_brings_back_what_was_entered(page: Page, base_url: str):
    page.goto(f"{base_url}{LABELS}#accuracy_3=85&target_accuracy=90")
    settled(page)

    expect(page.get_by_label("Accuracy on the test set, pilot 3")).to_have_value("85")
    assert "90%" in page.locator(TITLE).inner_text()


def test_a_wrong_field_says_why_and_keeps_the_last_answer(page: Page, base_url: str):
    page.goto(base_url + LABELS)
    before = page.locator(TITLE).inner_text()
    page.get_by_label("Which accuracy do you need?").fill("120")
    page.wait_for_selector('[data-tool][data-settled="false"]', timeout=60_000)

    error = page.locator('[data-error="target_accuracy"]')
    expect(error).to_contain_text("at most 99.99")
    assert page.locator(TITLE).inner_text() == before

    page.locator("[data-field-link]").click()
    expect(page.get_by_label("Which accuracy do you need?")).to_be_focused()


def test_counts_of_a_paired_test_are_judged(page: Page, base_url: str):
    page.goto(base_url + SIZE)
    page.get_by_label("On how many examples is only the first model right?").fill("5")
    page.get_by_label("On how many is only the other model right?").fill("25")
    settled(page)

    expect(page.locator(ANSWER)).to_contain_text("The two differ")


def test_back_takes_back_one_field(page: Page, base_url: str):
    page.goto(base_url + SIZE)
    first, second = (
        page.get_by_label("Which accuracy do you measure or expect?"),
        page.get_by_label("How exact should the result be?"),
    )
    first.fill("80")
    settled(page)
    second.fill("3")
    expect(page.locator(ANSWER)).to_contain_text("80% measured")
    until(page, "() => location.hash.includes('margin=3')")
    page.go_back()

    expect(second).to_have_value("2")
    expect(first).to_have_value("80")


@pytest.mark.parametrize("path", [LABELS, SIZE])
def test_the_page_fits_a_phone(browser: Browser, base_url: str, path):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(base_url + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
