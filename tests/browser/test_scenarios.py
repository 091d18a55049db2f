"""Keep, compare, copy, save and load on the calculator page."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import open_calculator

pytestmark = pytest.mark.browser
STATE = "data_may_leave_org=false&labelled_examples=500&o.1=900~once~~Audit&v=x"


def tools(page: Page) -> None:
    page.locator(".btt-tools > summary").click()


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
        ("csv", "bill.csv", b"data_version,"),
        ("markdown", "decision-record.md", b"---\nstatus: proposed"),
        ("xlsx", "bill.xlsx", b"PK\x03\x04"),
        ("python", "reproduce.txt", b"# In a shell"),
        ("draws", "draws.csv", b"data_version,"),
    ],
)
def test_every_export_arrives_as_a_file(
    page: Page, base_url: str, name: str, file: str, begins: bytes
):
    open_calculator(page, base_url, STATE)
    tools(page)
    got = downloaded(page, name)

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
