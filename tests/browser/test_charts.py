"""The charts of the calculator page: live, of the page's width, to take away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Shared, open_calculator, watching

pytestmark = pytest.mark.browser
SETTLED = '[data-btt-calculator][data-settled="true"]'
LIVE = '[data-chart-picture="by-approach"] svg.marks'


def show(page: Page, base_url: str, state: str = "") -> None:
    open_calculator(page, base_url, state)
    page.wait_for_selector(SETTLED)
    page.locator("#figure-by-approach").scroll_into_view_if_needed()
    page.wait_for_selector(LIVE)


@pytest.fixture(scope="module")
def drawn(shared_for_long: Shared, base_url: str) -> Iterator[Page]:
    """The charts of the example, for tests that only read them and take them away."""
    opened = shared_for_long.page()
    with watching(opened, base_url):
        show(opened, base_url)
        yield opened
    opened.close()


def words(page: Page, name: str) -> list[str]:
    return page.locator(f'[data-chart-picture="{name}"] svg text').all_text_contents()


def test_the_built_in_picture_gives_way_to_a_live_one_with_the_same_words(
    page: Page, base_url: str
):
    page.goto(f"{base_url}calculator/index.html", wait_until="commit")
    page.wait_for_selector("#figure-by-approach svg", state="attached")
    built = [w for w in words(page, "by-approach") if "$" in w]
    show(page, base_url)

    assert [w for w in words(page, "by-approach") if "$" in w] == built
    assert len(built) == 9


def test_a_changed_answer_redraws_the_chart(page: Page, base_url: str):
    show(page, base_url)
    before = words(page, "by-approach")
    hosted = next(each for each in before if each.startswith("Hosted model (API):"))
    page.locator('[name="requests_per_month"]').fill("90000000")
    picture = page.locator('[data-chart-picture="by-approach"]')

    expect(picture).to_have_attribute("aria-busy", "true")  # out of sight; nothing old is seen
    expect(picture.locator("svg")).to_be_hidden()
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(f"{LIVE} text", has_text=hosted)).to_have_count(0)
    assert words(page, "by-approach") != before


def test_a_live_chart_is_as_wide_as_its_place_on_a_phone_and_on_a_desk(page: Page, base_url: str):
    show(page, base_url)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("#figure-by-approach").scroll_into_view_if_needed()
        place = page.locator('[data-chart-picture="by-approach"]')
        svg = place.locator("svg")
        expect(svg).to_have_attribute("width", str(place.evaluate("p => p.clientWidth")))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("kind", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"Approach,About")]
)
def test_a_chart_can_be_taken_away_with_its_title_and_origin(drawn: Page, kind: str, begins: bytes):
    figure = drawn.locator("#figure-by-approach")
    fold = figure.locator(".btt-chart__more")
    if fold.get_attribute("open") is None:
        fold.locator("> summary").click()
    with drawn.expect_download() as waiting:
        figure.locator(f'[data-save-chart="{kind}"]').click()
    content = Path(waiting.value.path()).read_bytes()

    assert waiting.value.suggested_filename == f"by-approach.{kind}"
    assert content.startswith(begins)
    if kind == "svg":
        title = figure.locator("figcaption").inner_text()
        assert title.encode() in content
        assert b"data version" in content


@pytest.mark.parametrize("name", ["by-approach", "by-month", "plan", "flips"])
def test_each_chart_has_a_title_a_sentence_a_table_and_three_files(drawn: Page, name: str):
    figure = drawn.locator(f"#figure-{name}")
    figure.scroll_into_view_if_needed()
    drawn.wait_for_selector(f'[data-chart-picture="{name}"] svg.marks text')

    assert figure.locator("figcaption").inner_text()
    assert figure.locator("p.btt-quiet").inner_text()
    assert figure.locator("tbody tr").count() > 0
    assert figure.locator("[data-save-chart]").count() == 3


def test_a_part_of_a_bar_opens_its_lines_in_the_bill_of_its_approach(page: Page, base_url: str):
    show(page, base_url)
    figure = page.locator("#figure-by-approach")
    figure.locator(".btt-chart__more > summary").click()
    figure.locator('[data-bill-link="hybrid"][data-group="data"]').click()

    expect(page.locator('[data-part="bill"]')).to_have_value("hybrid")
    line = page.locator('.btt-line[data-group="data"]').first
    expect(line).to_have_attribute("open", "")
    expect(line.locator(".btt-line__head")).to_be_focused()


def test_a_click_on_a_bar_leads_where_its_table_leads(page: Page, base_url: str):
    show(page, base_url)
    figure = page.locator("#figure-flips")
    figure.scroll_into_view_if_needed()
    page.wait_for_selector('[data-chart-picture="flips"] svg.marks line', state="attached")
    field = figure.locator("[data-field-link]").first.get_attribute("data-field-link")
    links = """lines => lines.findIndex(line => line.__data__?.datum?.link)"""
    lines = page.locator('[data-chart-picture="flips"] svg.marks line')
    lines.nth(lines.evaluate_all(links)).dispatch_event("click")

    expect(page.locator(f'[name="{field}"]').first).to_be_focused()


def test_a_bar_of_the_tornado_leads_to_a_field_or_sets_its_number(page: Page, base_url: str):
    show(page, base_url)
    page.locator("#figure-tornado .btt-chart__more > summary").click()
    button = page.locator("#figure-tornado .btt-set").first
    name = button.get_attribute("data-set")
    button.click()

    expect(page.locator(f'[name="a.{name}.likely"]')).to_be_focused()
