"""Keep, compare, copy, save and load on the calculator page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Shared, open_calculator, watching
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
STATE = "data_may_leave_org=false&labelled_examples=500&o.1=900~once~~Audit&v=x"


def tools(page: Page) -> None:
    page.locator(".btt-tools > summary").click()


@pytest.fixture(scope="module")
def with_tools(shared_for_long: Shared, base_url: str) -> Iterator[Page]:
    """A scenario whose tools are open, for tests that only take files away."""
    opened = shared_for_long.page()
    with watching(opened, base_url):
        open_calculator(opened, base_url, STATE)
        tools(opened)
        yield opened
    opened.close()


def downloaded(page: Page, name: str) -> Download:
    with page.expect_download() as waiting:
        page.locator(f'[data-export="{name}"]').click()
    return waiting.value


def test_a_saved_scenario_can_be_loaded_again(page: Page, base_url: str, tmp_path: Path):
    open_calculator(page, base_url, STATE)
    address = page.evaluate("location.hash")
    tools(page)
    saved = tmp_path / "scenario.json"
    downloaded(page, "json").save_as(saved)
    assert json.loads(saved.read_text())["inputs"]["labelled_examples"] == 500

    page.goto("about:blank")
    open_calculator(page, base_url)
    tools(page)
    page.locator('input[type="file"]').set_input_files(saved)

    expect(page.locator('[name="o.1.label"]')).to_have_value("Audit")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_a_file_that_is_no_scenario_is_refused_and_said(page: Page, base_url: str, tmp_path: Path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("<svg onload=alert(1)>")
    open_calculator(page, base_url)
    tools(page)
    page.locator('input[type="file"]').set_input_files(wrong)

    expect(page.locator(".btt-errors")).to_contain_text("must be JSON")


@pytest.mark.parametrize(
    ("name", "file", "begins"),
    [
        ("csv", "bill.csv", b"approach,verdict,"),
        ("markdown", "decision-record.md", b"---\nstatus: proposed"),
        ("xlsx", "bill.xlsx", b"PK\x03\x04"),
        ("python", "reproduce.txt", b"# In a shell"),
        ("draws", "draws.csv", b"draw,total_usd:"),
    ],
)
def test_every_export_arrives_as_a_file(with_tools: Page, name: str, file: str, begins: bytes):
    got = downloaded(with_tools, name)

    assert got.suggested_filename == file
    assert Path(got.path()).read_bytes().startswith(begins)


def test_the_link_can_be_copied(page: Page, base_url: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page, base_url, STATE)
    tools(page)
    page.locator('[data-tool="link"]').click()

    expect(page.locator('[data-part="tools-say"]')).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_scenarios_are_kept_renamed_compared_and_forgotten(page: Page, base_url: str):
    open_calculator(page, base_url, "labelled_examples=100&v=x")
    tools(page)
    page.locator("#kept-name").fill("<b>few</b> labels")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.reload()
    page.wait_for_selector('[data-live="yes"]')
    tools(page)
    expect(page.locator('[data-part="kept-name"]')).to_have_text("<b>few</b> labels")

    page.get_by_role("button", name="Rename <b>few</b> labels").click()
    page.locator('[name="new-name"]').fill("few labels")
    page.get_by_role("button", name="Rename <b>few</b> labels").click()
    expect(page.locator('[data-part="kept-name"]')).to_have_text("few labels")

    page.locator('[name="labelled_examples"]').fill("90000")
    expect(page).to_have_url(re.compile("labelled_examples=90000"))
    page.locator('[name="compared"]').check()
    page.locator('[data-tool="compare"]').click()
    table = page.locator(".btt-compare")
    expect(table).to_contain_text("few labels")
    expect(table.locator(".btt-compare__other")).to_have_text(re.compile("100 examples"))
    expect(page.locator(".btt-waterfall")).to_contain_text("Labelled examples")

    page.get_by_role("button", name="Open few labels").click()
    expect(page.locator('[name="labelled_examples"]')).to_have_value("100")
    page.get_by_role("button", name="Forget few labels").click()
    expect(page.locator(".btt-kept__row")).to_have_count(0)


def test_a_link_of_older_data_opens_with_a_note_of_what_moved(page: Page, base_url: str):
    open_calculator(
        page, base_url, "labelled_examples=70&a.scratch-params-b=1~2~3&v=2026-10-02.00000000"
    )
    note = page.locator(".btt-notes")

    expect(note).to_contain_text("Made with data of 2 October 2026")
    expect(note).to_contain_text("“scratch-params-b” is now “Size of a model from scratch”")
    expect(page.locator('[name="own_model_size_b"]')).to_have_value("2")
    expect(page.locator(".btt-errors")).to_have_count(0)
    expect(page).to_have_url(re.compile("own_model_size_b=2&v="))
    page.reload()
    page.wait_for_selector('[data-live="yes"]')
    expect(note).to_have_count(0)


def test_the_sheet_is_printed_by_button_and_by_key_and_then_gone(page: Page, base_url: str):
    open_calculator(page, base_url, STATE)
    page.evaluate("""() => {
      window.printed = []
      window.print = () => {
        const sheet = document.querySelector('[data-part="sheet"]')
        window.printed.push(sheet.innerText + document.documentElement.className)
        dispatchEvent(new Event('afterprint'))
      }
    }""")
    tools(page)
    page.locator('[data-tool="print"]').click()
    until(page, "() => printed.length === 1")
    page.keyboard.press("Control+p")
    until(page, "() => printed.length === 2")

    for sheet in page.evaluate("printed"):
        assert page.url in sheet
        assert "Numbers in it, with their dates and sources" in sheet
        assert "btt-printing" in sheet
    assert page.locator('[data-part="sheet"]').inner_html() == ""


@pytest.mark.parametrize("width", [360, 1280])
def test_up_to_four_are_compared_and_more_are_said(page: Page, base_url: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    open_calculator(page, base_url)
    kept = [{"name": f"with {n}", "address": f"labelled_examples={n}"} for n in (5, 60, 700, 8000)]
    page.evaluate("kept => localStorage.setItem('btt-scenarios', JSON.stringify(kept))", kept)
    page.reload()
    page.wait_for_selector('[data-live="yes"]')
    tools(page)
    for box in page.locator('[name="compared"]').all():
        box.check()
    page.locator('[data-tool="compare"]').click()

    heads = page.locator(".btt-compare thead th")
    names = ["This scenario", "with 5", "with 60", "with 700"]
    expect(heads).to_have_text(names, timeout=30_000)
    expect(page.locator(".btt-waterfall")).to_have_count(3)
    expect(page.locator('[data-part="tools-say"]')).to_have_text(re.compile("Four at most"))
    expect(page.locator("#compare-title")).to_be_focused()
    expect(page.locator("#compare-title")).to_be_in_viewport()


def test_stored_rubbish_is_left_alone(page: Page, base_url: str):
    open_calculator(page, base_url)
    for rubbish in ("{", '{"a": 1}', '[null, {"name": 5}, {"name": "x", "address": {}}]', "7"):
        page.evaluate("text => localStorage.setItem('btt-scenarios', text)", rubbish)
        page.reload()
        page.wait_for_selector('[data-live="yes"]')
        tools(page)
        expect(page.locator(".btt-kept__row")).to_have_count(0)


@pytest.mark.parametrize(
    "text",
    [
        '{"inputs": {"labelled_examples": "<img src=x onerror=alert(1)>"}}',
        '{"inputs": {"<svg onload=alert(1)>": 1}, "own_lines": [{"label": "<script>"}]}',
        '{"inputs": {}, "assumptions": {"<b>": [1, 2, 3]}, "data_version": "<i>"}',
    ],
)
def test_a_hostile_file_is_told_by_field_and_harmless(
    page: Page, base_url: str, tmp_path: Path, text: str
):
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    file = tmp_path / "hostile.json"
    file.write_text(text)
    open_calculator(page, base_url)
    tools(page)
    page.locator('input[type="file"]').set_input_files(file)

    expect(page.locator(".btt-errors li").first).to_be_visible()
    assert page.locator('[data-btt-calculator] :is(img[src="x"], svg[onload], script)').count() == 0
