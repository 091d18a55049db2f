"""Reading aids in a real browser: definitions beside words, ages of facts, filters, paper."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "approaches/hybrid.html"
TERM = ".md-content .btt-term >> nth=0"
POPOVER = ".btt-popover"


def definition(page: Page) -> str:
    name = page.locator(TERM).get_attribute("data-term")
    return (page.locator(f'[data-term-entry="{name}"]').text_content() or "").strip()


def test_a_word_shows_its_definition_to_the_pointer(page, base_url):
    page.goto(f"{base_url}{PAGE}")
    page.hover(TERM)

    expect(page.locator(POPOVER)).to_have_text(definition(page))
    page.mouse.move(1, 1)
    expect(page.locator(POPOVER)).to_be_hidden()


def test_a_word_shows_its_definition_to_the_keyboard_and_escape_hides_it(page, base_url):
    page.goto(f"{base_url}{PAGE}")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('btt-term')"):
            break

    expect(page.locator(POPOVER)).to_be_visible()
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert described == page.locator(POPOVER).get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.locator(POPOVER)).to_be_hidden()


def test_a_first_touch_defines_and_a_second_follows(browser: Browser, base_url):
    context = browser.new_context(
        viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{base_url}{PAGE}")
    page.locator(TERM).tap()
    expect(page.locator(POPOVER)).to_have_text(definition(page))
    box = page.locator(POPOVER).bounding_box()
    assert box
    assert 0 <= box["x"] <= 360 - box["width"]
    page.locator(TERM).tap()

    page.wait_for_url("**/glossary/*.html#*")
    context.close()


def test_terms_of_the_calculator_are_defined_in_place(page, base_url):
    page.goto(f"{base_url}calculator/index.html")
    page.locator(".btt-form .btt-term").first.hover()

    expect(page.locator(POPOVER)).not_to_be_empty()


def at(page: Page, year: int) -> None:
    """Set the reader's clock."""
    page.clock.set_fixed_time(datetime(year, 12, 31, 12, 0, tzinfo=UTC))


@pytest.mark.first_visit
def test_a_fact_is_called_old_by_the_clock_of_the_reader(page, base_url):
    at(page, 2060)
    page.goto(f"{base_url}data/freshness.html")
    dates = page.locator("time[data-limit]").count()

    assert page.locator("time.btt-old").count() == dates > 100
    expect(page.locator("[data-ages]")).to_contain_text(f"{dates} dates of {dates}")


@pytest.mark.first_visit
def test_a_fact_within_its_limit_is_not_called_old(page, base_url):
    at(page, 2000)  # before every fact: a clock that is wrong makes nothing old
    page.goto(f"{base_url}data/freshness.html")

    expect(page.locator("[data-ages]")).to_contain_text("None of the")
    assert page.locator("time.btt-old").count() == 0


def test_without_script_every_date_is_still_there(browser: Browser, base_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}data/freshness.html")

    assert page.locator("time[data-limit]").first.text_content().split()[-1].isdigit()
    expect(page.locator("[data-ages]")).to_be_hidden()
    context.close()


def test_the_models_can_be_filtered_by_words_and_by_column(page, base_url):
    page.goto(f"{base_url}models.html")
    rows = page.locator("[data-filter-table] tbody tr")
    everything = rows.count()
    page.get_by_label("Modality").select_option("audio")
    audio = page.locator("[data-filter-table] tbody tr:visible")
    kinds = [cell.lower() for cell in audio.locator("td:nth-child(3)").all_text_contents()]
    assert 0 < audio.count() < everything
    assert all("audio" in kind for kind in kinds)
    page.get_by_label("Filter by words").fill("whisper")
    expect(audio).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="rows")).to_have_text(
        f"1 of {everything} rows"
    )
    page.get_by_label("Filter by words").fill("")
    page.get_by_label("Modality").select_option("any")
    expect(page.locator("[data-filter-table] tbody tr:visible")).to_have_count(everything)


def test_without_script_there_is_the_whole_table_and_no_filter(browser: Browser, base_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}models.html")

    expect(page.locator("[data-filter-table] tbody tr").first).to_be_visible()
    expect(page.get_by_label("Filter by words")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("name", [PAGE, "guides/how-many-labels.html"])
def test_on_paper_only_the_text_is_left(page, base_url, name):
    page.goto(f"{base_url}{name}")
    page.emulate_media(media="print")

    for hidden in (".btt-header", ".md-sidebar", ".md-footer", ".btt-foot"):
        for found in page.locator(hidden).all():
            expect(found).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_the_ladder_can_be_climbed_from_page_to_page(page, base_url):
    page.goto(f"{base_url}approaches/baseline.html")
    climbed = [page.locator("h1").text_content()]
    while (up := page.locator(".btt-steps a").filter(has_text="→")).count():
        up.click()
        page.wait_for_load_state()
        climbed.append(page.locator("h1").text_content())

    assert len(climbed) == 9
    assert len(set(climbed)) == 9
