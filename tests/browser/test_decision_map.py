"""The decision map: its dot is dragged, moved by keys and typed, and the answer follows."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import open_calculator
from tests.browser.test_quality import faults
from tests.browser.waiting import until
from view.page import packed_page

pytestmark = pytest.mark.browser
MAP = '[data-part="decision-map"]'
SLIDER = f"{MAP} .btt-dmap__slider"
NUMBER = f'{MAP} [data-dot="number"]'
LEAD = f'{MAP} [data-dot="lead"]'
WHOLE = f'{MAP}[aria-busy="false"] .btt-dmap:not([data-ranges])'
SETTLED = '[data-btt-calculator][data-settled="true"]'
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
# Twenty million requests: a hosted model is recommended below two million, an open one above.
INPUTS = packed_page().knowledge.examples["bulk-summaries"].inputs
STATE = "&".join(f"{key}={str(value).lower()}" for key, value in INPUTS.items())


def home(page: Page, base_url: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base_url}index.html")
    page.wait_for_selector(f"{SLIDER}:enabled")
    page.locator(f"{MAP} .btt-dmap__plot").scroll_into_view_if_needed()


def calculator(page: Page, base_url: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_calculator(page, base_url, STATE)
    page.wait_for_selector(WHOLE, state="attached", timeout=60_000)
    bar = page.locator('[data-part="bar"]')
    if bar.is_visible():
        bar.click()


def drag(page: Page, share: float) -> None:
    """Drag the dot to a share of the plot's width."""
    page.locator(f"{MAP} .btt-dmap__plot").scroll_into_view_if_needed()
    dot = page.locator(f"{MAP} .btt-dmap__disc").bounding_box()
    plot = page.locator(f"{MAP} .btt-dmap__plot").bounding_box()
    assert dot is not None
    assert plot is not None
    middle = dot["y"] + dot["height"] / 2
    page.mouse.move(dot["x"] + dot["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(plot["x"] + share * plot["width"], middle, steps=8)
    page.mouse.up()


def colour(page: Page) -> str:
    return str(page.locator(f"{MAP} .btt-dmap__disc").evaluate("d => getComputedStyle(d).fill"))


@WIDTHS
def test_dragging_over_the_change_moves_number_colour_ground_and_words(
    page: Page, base_url: str, width: int
):
    home(page, base_url, width)
    before = colour(page)
    expect(page.locator(NUMBER)).to_have_text("4")
    drag(page, 0.1)

    expect(page.locator(NUMBER)).to_have_text("2")
    assert colour(page) != before
    here = page.locator(f"{MAP} .btt-dmap__ground--here")
    expect(here).to_have_count(1)
    expect(here).to_have_attribute("data-order", "2")
    expect(page.locator(f'{MAP} [data-map="say"]')).to_contain_text("hosted model (API)")
    expect(page.locator(f"{MAP} .btt-dmap__ghost")).to_be_visible()
    page.locator(f"{MAP} .btt-dmap__back").click()
    expect(page.locator(NUMBER)).to_have_text("4")
    expect(page.locator(f"{MAP} .btt-dmap__ghost")).to_be_hidden()


def test_a_drag_follows_the_pointer(page: Page, base_url: str):
    home(page, base_url)
    for share in (0.2, 0.5, 0.9):
        drag(page, share)
        dot = page.locator(f"{MAP} .btt-dmap__disc").bounding_box()
        plot = page.locator(f"{MAP} .btt-dmap__plot").bounding_box()
        middle = (dot["x"] + dot["width"] / 2 - plot["x"]) / plot["width"]
        assert middle == pytest.approx(share, abs=0.02)  # a stop is a fiftieth of the width


@WIDTHS
def test_the_whole_answer_follows_the_dot(page: Page, base_url: str, width: int):
    calculator(page, base_url, width)
    expect(page.locator(".btt-card__name")).to_contain_text("open model", ignore_case=True)
    drag(page, 0.1)

    expect(page.locator(".btt-card__name")).to_contain_text("API")
    typed = page.locator('[name="requests_per_month"]').input_value()
    assert float(typed) < 100_000
    page.wait_for_selector(SETTLED)
    page.wait_for_selector(WHOLE, state="attached")
    expect(page.locator(LEAD)).to_contain_text("Your case: $")


def test_keys_alone_move_the_dot_and_bring_it_back(page: Page, base_url: str):
    calculator(page, base_url)
    slider = page.locator(SLIDER)
    slider.focus()
    start = slider.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f'{MAP} text[data-dot="words"]')).to_have_text("16 million")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(f'{MAP} text[data-dot="words"]')).to_have_text("1.6 million")
    expect(page.locator(NUMBER)).to_have_text("2")
    page.keyboard.press("End")
    expect(page.locator(f'{MAP} text[data-dot="words"]')).to_have_text("1 billion")
    page.keyboard.press("Escape")
    expect(slider).to_have_attribute("aria-valuetext", start)
    expect(slider).to_be_focused()
    expect(page.locator('[name="requests_per_month"]')).to_have_value("20000000")


def test_a_volume_can_be_typed_on_the_axis(page: Page, base_url: str):
    calculator(page, base_url)
    page.locator(SLIDER).focus()
    page.keyboard.press("Enter")
    field = page.locator(f"{MAP} .btt-dmap__type")
    expect(field).to_be_focused()
    field.fill("300000")
    page.keyboard.press("Enter")

    expect(page.locator('[name="requests_per_month"]')).to_have_value("300000")
    expect(page.locator(".btt-card__name")).to_contain_text("API")
    expect(page.locator(f'{MAP} text[data-dot="words"]')).to_have_text("300,000")
    expect(page.locator(NUMBER)).to_have_text("2")


def test_the_dot_says_the_amounts_of_the_bill(page: Page, base_url: str):
    calculator(page, base_url)
    for press in ("ArrowLeft", "Shift+ArrowLeft"):
        page.locator(SLIDER).focus()
        page.keyboard.press(press)
        moved = page.locator(LEAD).text_content().rpartition(": ")[2]
        span = page.locator(f'{MAP} [data-dot="range"]').text_content()
        page.wait_for_selector(SETTLED)
        expect(page.locator(LEAD)).to_have_text(f"Your case: {moved}")
        expect(page.locator(".btt-card__range")).to_contain_text(span)


def test_a_map_of_other_answers_waits_and_can_not_be_dragged(page: Page, base_url: str):
    calculator(page, base_url)
    key = page.locator(f"{MAP} .btt-dmap").get_attribute("data-key")
    page.evaluate(
        """seen => { window.seen = seen
        const map = document.querySelector('[data-part="decision-map"]')
        const note = () => seen.push([map.getAttribute('aria-busy'),
          map.querySelector('.btt-dmap').dataset.key, map.querySelector('input').disabled])
        new MutationObserver(note).observe(map, { attributes: true, subtree: true })
        window.seen = seen }""",
        [],
    )
    page.locator('[name="horizon_months"]').fill("60")
    expect(page.locator(f"{MAP} .btt-dmap__sub").last).to_contain_text("60 months", timeout=60_000)
    seen = page.evaluate("window.seen")

    assert ["true", key, True] in seen
    assert page.locator(f"{MAP} .btt-dmap").get_attribute("data-key") != key


@WIDTHS
def test_a_name_at_the_edge_tells_amount_range_and_reason(page: Page, base_url: str, width: int):
    home(page, base_url, width)
    names = page.locator(f"{MAP} [data-way]")
    expect(names).to_have_count(9)
    names.first.focus()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        said = page.locator(f'{MAP} [data-map="say"]').inner_text()
        assert re.search(r"^\d .+: .+\. In your case \$[\d.,]+", said)
        assert "in 8 of 10 cases" in said


def test_the_built_map_stands_without_scripts(browser: Browser, base_url: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    for place in ("index.html", "calculator/index.html"):
        page.goto(f"{base_url}{place}")
        assert page.locator(f"{MAP} .btt-dmap__line").count() == 9
        assert page.locator(LEAD).text_content().startswith(("Example: $", "Your case: $"))
        expect(page.locator(SLIDER)).to_be_hidden()
    context.close()


@WIDTHS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_with_the_map(
    browser: Browser, base_url: str, width: int, scheme: str
):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    home(page, base_url, width)
    drag(page, 0.1)

    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_map_is_drawn_for_its_place_and_nothing_is_cut(page: Page, base_url: str, width: int):
    home(page, base_url, width)
    until(page, "document.readyState === 'complete'")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """map => { const box = map.getBoundingClientRect()
        return [...map.querySelectorAll('svg text')].filter(text => {
          const { left, right, width } = text.getBoundingClientRect()
          return width && (left < box.left - 1 || right > box.right + 1)
        }).map(text => text.textContent) }""",
        page.locator(f"{MAP} .btt-dmap").element_handle(),
    )
    assert outside == []


def test_forced_colours_keep_the_lines_and_the_dot(context: BrowserContext, base_url: str):
    page = context.new_page()
    page.emulate_media(forced_colors="active")
    home(page, base_url)
    drag(page, 0.1)

    expect(page.locator(NUMBER)).to_have_text("2")
    strokes = page.locator(f"{MAP} .btt-dmap__line").evaluate_all(
        "lines => lines.map(line => getComputedStyle(line).stroke)"
    )
    assert set(strokes) == {"rgb(0, 0, 0)"}
