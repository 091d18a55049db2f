"""The search in a real browser: opening, typing, filtering, keys, and without a server."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import FOUND, SEARCH, SITE, open_calculator
from tests.browser.waiting import stand_still

READY = '[data-btt-search][data-ready="yes"]'
PANEL = "[data-btt-search] .btt-search__panel"


def search(page: Page, query: str) -> None:
    """Type into the box as a reader does, and wait for the answer."""
    page.click(SEARCH)
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    page.fill(SEARCH, "")
    page.keyboard.type(query)


def titles(page: Page) -> list[str]:
    return page.locator(".btt-found__title").all_text_contents()


def test_nothing_of_the_search_is_fetched_before_it_is_used(page, base_url):
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{base_url}index.html")
    page.wait_for_load_state("networkidle")
    before = [url for url in fetched if "search" in url]
    search(page, "lora")

    assert before == []
    assert len([url for url in fetched if "/assets/search_" in url]) == 2


def test_typing_errors_are_mended_and_the_kind_is_named(page, base_url):
    page.goto(f"{base_url}index.html")
    search(page, "tranfer lerning definition")

    expect(page.locator(FOUND).first).to_contain_text("Transfer learning")
    expect(page.locator(".btt-found__kind").first).to_have_text("Term")


def test_a_filter_leaves_one_kind_and_gives_the_rest_back(page, base_url):
    page.goto(f"{base_url}index.html")
    search(page, "lora")
    chip = page.get_by_role("group", name="Show only").get_by_role("button", name="Comparison")
    chip.click()
    kinds = set(page.locator(".btt-found__kind").all_text_contents())
    pressed = chip.get_attribute("aria-pressed")
    page.get_by_role("button", name="All", exact=True).click()

    assert kinds == {"Comparison"}
    assert pressed == "true"
    assert len(set(page.locator(".btt-found__kind").all_text_contents())) > 1


def test_a_result_leads_to_the_anchor_that_answers(page, base_url):
    page.goto(f"{base_url}approaches/hybrid.html")
    search(page, "kv cache")
    page.locator(FOUND).first.click()
    page.wait_for_url("**/glossary/index.html#kv-cache")

    expect(page.locator("#kv-cache")).to_be_in_viewport()


def test_the_keyboard_opens_goes_through_and_closes(page, base_url):
    page.goto(f"{base_url}guides/index.html")
    page.keyboard.press("/")
    expect(page.locator(SEARCH)).to_be_focused()
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    page.keyboard.type("overfitting")
    page.keyboard.press("ArrowDown")
    expect(page.locator(FOUND).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()


def test_enter_opens_the_first_result(page, base_url):
    page.goto(f"{base_url}index.html")
    search(page, "overfitting")
    page.keyboard.press("Enter")

    page.wait_for_url("**/glossary/index.html#overfitting")


def test_a_letter_typed_into_a_field_does_not_open_the_search(page, base_url):
    page.goto(f"{base_url}models.html")
    page.get_by_label("Filter by words").press_sequentially("fs/")

    expect(page.locator(PANEL)).to_be_hidden()


def test_how_many_were_found_is_announced(page, base_url):
    page.goto(f"{base_url}index.html")
    search(page, "calibration")
    status = page.locator("[data-btt-search] [role=status]")
    found = status.text_content()
    page.fill(SEARCH, "zzqxv")

    assert "result" in found or "best" in found
    expect(status).to_contain_text("Nothing found")


def test_a_query_in_the_address_is_searched_for(page, base_url):
    page.goto(f"{base_url}browse.html?q=lora")

    expect(page.locator(FOUND).first).to_contain_text("LoRA", timeout=30_000)


def test_a_calculator_input_is_found_and_focused(page, base_url):
    page.goto(f"{base_url}index.html")
    search(page, "requests per month")
    page.locator(f'{FOUND}[data-address="calculator/index.html#input=requests_per_month"]').click()

    expect(page.locator('[name="requests_per_month"]')).to_be_focused(timeout=60_000)


def test_on_the_calculator_an_input_is_focused_and_answers_are_kept(page, base_url):
    open_calculator(page, base_url, "labelled_examples=777")
    search(page, "labelled examples")
    page.locator(f'{FOUND}[data-address="calculator/index.html#input=labelled_examples"]').click()

    expect(page.locator('[name="labelled_examples"]')).to_be_focused()
    expect(page.locator('[name="labelled_examples"]')).to_have_value("777")


def test_the_panel_fits_a_phone(context: BrowserContext, base_url):
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base_url}index.html")
    page.locator("[data-part=search-open]").click()
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    page.keyboard.type("privacy")
    expect(page.locator(FOUND).first).to_be_visible()
    stand_still(page)  # the panel moves in

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.locator(FOUND).first.bounding_box()
    assert box
    assert 0 <= box["x"] <= 360 - box["width"]


@pytest.mark.parametrize("name", ["index.html", "glossary/index.html"])
def test_it_works_from_a_folder(context: BrowserContext, name):
    page = context.new_page()
    page.goto(Path(SITE, name).as_uri())
    search(page, "tranfer lerning")
    page.locator(FOUND).first.click()

    page.wait_for_url("file://**/glossary/index.html#transfer-learning")


def test_it_works_after_the_connection_is_lost(context: BrowserContext, base_url):
    page = context.new_page()
    page.goto(f"{base_url}index.html")
    page.click(SEARCH)
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    context.set_offline(True)
    page.keyboard.type("quantization")

    expect(page.locator(FOUND).first).to_contain_text("Quantisation")


def test_a_lost_index_is_said_and_fetched_again(context: BrowserContext, base_url):
    page = context.new_page()
    page.goto(f"{base_url}index.html")
    page.route("**/search_index*.js", lambda route: route.abort())
    page.click(SEARCH)
    expect(page.locator("[data-btt-search] [role=status]")).to_contain_text("could not be loaded")
    page.unroute("**/search_index*.js")
    page.keyboard.type("lora")

    expect(page.locator(FOUND).first).to_contain_text("LoRA", timeout=30_000)


def lose(page: Page, address: str) -> None:
    """Answer as a host does: with the page for what is missing, under the missing address.

    Not with its status, of which the console of the browser would tell as of a fault.
    """
    body = (SITE / "404.html").read_bytes()
    page.route(address, lambda route: route.fulfill(content_type="text/html", body=body))


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("approaches/fine-tunning.html", "Fine-tuning"),
        ("some/folder/glossary/quantisation", "Quantisation"),
        ("calculator/embeding", "Embed"),
    ],
)
def test_a_page_that_is_not_there_names_the_nearest_ones(page, base_url, address, wanted):
    lose(page, f"{base_url}{address}")
    page.goto(f"{base_url}{address}")

    links = page.locator('[data-part="nearest"] a')
    expect(links.first).to_be_visible()
    assert 1 <= links.count() <= 5
    assert [each for each in links.all_text_contents() if wanted in each]
    with page.expect_navigation():
        links.first.click()
    assert page.locator("h1").first.inner_text() != "There is no such page"


def test_an_address_without_words_of_ours_shows_no_empty_list(page, base_url):
    lose(page, f"{base_url}zzqqx/%E0%A4")
    page.goto(f"{base_url}zzqqx/%E0%A4")

    expect(page.locator("h1")).to_have_text("There is no such page")
    expect(page.locator('[data-part="nearest"]')).to_be_hidden()
