"""What stands around the content: colours, drawer, title, contents, the way back to the top."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import until

pytestmark = pytest.mark.browser
READING = "glossary/index.html"
LONG = "calculator/how-it-decides.html"


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_the_first_scheme_is_that_of_the_reader_s_system(browser: Browser, base_url: str):
    page = browser.new_page(color_scheme="dark")
    page.goto(base_url + READING)

    assert scheme(page) == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.close()


@pytest.mark.first_visit
def test_a_chosen_scheme_is_kept_on_other_pages(page: Page, base_url: str):
    page.goto(base_url + READING)
    page.get_by_role("button", name="Switch to the dark scheme").click()
    page.goto(base_url + LONG)

    assert scheme(page) == "slate"
    page.get_by_role("button", name="Switch to the light scheme").click()
    assert scheme(page) == "default"


def test_the_menu_of_a_small_screen_works_by_keyboard_and_gives_the_focus_back(
    browser: Browser, base_url: str
):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(base_url + "approaches/fine-tune.html")
    button = page.get_by_role("button", name="Menu")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    expect(button).to_have_attribute("aria-expanded", "true")

    focused = page.locator("label[for^=__nav]:focus")
    expect(focused).to_have_class(re.compile("md-nav__title"))
    expect(focused).to_have_text("Approaches")
    page.keyboard.press("Enter")  # up to the sections
    expect(focused).to_have_class(re.compile("md-nav__link"))
    expect(focused).to_have_text("Approaches")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Compare"
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()
    expect(button).to_be_focused()
    page.close()


def test_the_menu_of_a_small_screen_works_without_scripts(browser: Browser, base_url: str):
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + READING)
    page.locator("header label[for=__drawer]").click()

    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    context.close()


def test_the_header_names_the_page_once_its_heading_is_gone(page: Page, base_url: str):
    page.goto(base_url + LONG)
    title, active = page.locator(".btt-header__title"), re.compile("btt-header__title--page")
    expect(title).not_to_have_class(active)
    page.mouse.wheel(0, 2000)

    expect(title).to_have_class(active)


def test_who_scrolls_back_is_offered_the_way_to_the_top(page: Page, base_url: str):
    page.goto(base_url + LONG)
    page.mouse.wheel(0, 4000)
    until(page, "scrollY > 3000")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")
    page.mouse.wheel(0, -200)
    page.locator(".md-top").click()

    until(page, "scrollY === 0")


def test_the_contents_mark_where_the_reader_is(page: Page, base_url: str):
    page.goto(f"{base_url}calculator/inputs.html")
    wanted = page.locator(".md-sidebar--secondary .md-nav__link").nth(2)
    wanted.click()

    expect(wanted).to_have_class(re.compile("md-nav__link--active"))


def test_side_columns_scroll_by_themselves_and_stay_in_view(page: Page, base_url: str):
    page.goto(base_url + LONG)
    page.mouse.wheel(0, 3000)
    until(page, "scrollY > 2000")
    box = page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap").bounding_box()

    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900


def test_a_wide_table_does_not_move_the_page(browser: Browser, base_url: str):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(base_url + "models.html")

    assert page.locator(".md-typeset__scrollwrap > .md-typeset__table > table").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
