"""The page "Will it fit, how fast, how long?" in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LIVE

pytestmark = pytest.mark.browser
FIT = "calculator/will-it-fit.html"
TITLE = "#tool-answer"


def settled(page: Page) -> None:
    """Wait until Python has answered what stands in the form."""
    page.wait_for_selector(f'{LIVE}[data-settled="true"]', timeout=90_000)


def test_the_page_answers_its_example_without_scripts(browser: Browser, base_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + FIT)

    expect(page.locator(TITLE)).to_contain_text("fits on 1 × NVIDIA GeForce RTX 4090")
    assert page.locator(".btt-fit rect").count() == 3
    context.close()


def test_another_model_moves_the_verdict_and_the_address(page: Page, base_url: str):
    page.goto(base_url + FIT)
    page.get_by_label("Which model?").fill("Llama 3.1 70B")
    expect(page.locator(TITLE)).to_contain_text("It doesn't fit", timeout=90_000)
    settled(page)

    assert "#model=Llama%203.1%2070B&v=" in page.url


def test_an_address_brings_back_the_question(page: Page, base_url: str):
    page.goto(f"{base_url}{FIT}#use=tune&method=qlora&chip=A100 MIG 3g.40gb")
    settled(page)

    expect(page.get_by_label("On which chip?")).to_have_value("A100 MIG 3g.40gb")
    expect(page.locator(TITLE)).to_contain_text("slice 3g.40gb")
    expect(page.get_by_role("heading", name="How long", exact=True)).to_be_visible()


def test_a_chip_that_is_not_known_is_refused_beside_its_field(page: Page, base_url: str):
    page.goto(base_url + FIT)
    page.get_by_label("On which chip?").fill("RTX 4900")

    expect(page.locator('[data-error="chip"]')).to_contain_text("did you mean", timeout=90_000)


def test_the_page_fits_a_phone(browser: Browser, base_url: str):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(base_url + FIT)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
