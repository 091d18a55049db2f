"""The sliders of the numbers that matter most: by keys, by hand, and the answer follows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Shared, calculator
from tests.browser.test_quality import faults

pytestmark = pytest.mark.browser
SLIDERS = '[data-part="sliders"]'
DRAWN = f'{SLIDERS}[aria-busy="false"] .btt-slider'
SETTLED = '[data-btt-calculator][data-settled="true"]'


@pytest.fixture(scope="module", params=[(360, "light"), (1280, "dark")], ids=str)
def page(shared_for_long: Shared, base_url: str, request) -> Iterator[Page]:
    opened = calculator(shared_for_long, base_url, *request.param)
    opened.wait_for_selector(DRAWN, state="attached", timeout=60_000)
    yield opened
    opened.close()


def test_five_numbers_each_with_its_curve_and_its_value_in_words(page: Page):
    expect(page.locator(DRAWN)).to_have_count(5)
    for slider in page.locator(DRAWN).all():
        assert slider.locator(".btt-slider__line").get_attribute("d")
        said = slider.locator("input").get_attribute("aria-valuetext") or ""
        assert "about $" in said
        box = slider.locator("input").bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


def test_an_arrow_key_moves_the_number_and_the_answer_follows(page: Page):
    slider = page.locator('[data-slider="requests_per_month"]')
    handle = slider.locator("input")
    field = page.locator("#input-requests_per_month")
    before = field.input_value()
    handle.focus()
    handle.press("ArrowRight")

    expect(field).not_to_have_value(before)
    expect(page.locator(".btt-case__changed")).to_contain_text("Requests per month")
    page.wait_for_selector(SETTLED)
    page.wait_for_selector(DRAWN)
    expect(handle).to_be_focused()
    handle.press("ArrowLeft")
    expect(field).to_have_value(before.replace(",", ""))


def test_a_price_that_was_never_set_can_be_moved_as_well(page: Page):
    slider = page.locator('[data-slider][data-kind="number"]').first
    name = slider.get_attribute("data-slider")
    slider.locator("input").focus()
    slider.locator("input").press("End")

    field = page.locator(f'[name="a.{name}.likely"]')
    expect(field).to_have_count(1)
    expect(page.locator(f'[name="a.{name}.low"]')).to_have_value("")
    page.wait_for_selector(SETTLED)
    assert f"a.{name}=" in page.url
    page.locator(f'[data-drop="a.{name}"]').dispatch_event("click")
    expect(field).to_have_count(0)


def test_two_ways_are_chosen_and_stand_head_to_head(page: Page):
    pair = page.locator('[data-part="pair"][aria-busy="false"]')
    expect(pair).to_have_count(1)
    before = pair.locator(".btt-pair__line").first.get_attribute("d") or ""
    page.locator('[data-pair="first"]').select_option("from_scratch")

    expect(pair.locator(".btt-pair__line").first).not_to_have_attribute("d", before)
    expect(pair.locator("thead th").first).to_have_text("Training from scratch")
    expect(pair.locator(".btt-pair__sentence")).to_contain_text("less than")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pair_follows_the_recommendation_until_somebody_chooses(shared: Shared, base_url: str):
    page = calculator(shared, base_url, 1280, "light")
    first = page.locator('[data-part="pair"][aria-busy="false"] thead th').first
    expect(first).to_have_text("Fine-tuning", timeout=60_000)
    page.evaluate("text => { location.hash = text }", "example=help-articles-bot")

    expect(first).to_have_text("RAG with a hosted model", timeout=60_000)
