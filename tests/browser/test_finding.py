"""Finding one's way in a real browser: old addresses, long lists, columns, code to copy."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_an_old_address_leads_to_the_same_word_and_leaves_no_step_to_go_back_to(
    page: Page, base_url: str
):
    page.goto(base_url + "index.html")
    page.goto(base_url + "glossary/k.html#kv-cache")
    page.wait_for_url("**/glossary/index.html#kv-cache")
    page.go_back()

    page.wait_for_url("**/index.html")
    assert "glossary" not in page.url


def test_an_old_address_leads_on_without_scripts(browser: Browser, base_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "guides/when-custom.html")

    page.wait_for_url("**/guides/three-questions.html")
    context.close()


def test_the_glossary_is_filtered_by_words_and_empty_letters_go(page: Page, base_url: str):
    page.goto(base_url + "glossary/index.html")
    entries = page.locator(".btt-entry")
    everything = entries.count()
    page.get_by_label("Filter by words").fill("kv cache")
    shown = page.locator(".btt-entry:visible")

    expect(page.locator("#kv-cache")).to_be_visible()
    assert 0 < shown.count() < everything
    expect(page.get_by_role("status").filter(has_text="entries")).to_have_text(
        f"{shown.count()} of {everything} entries"
    )
    expect(page.locator("#letter-z")).to_be_hidden()
    page.get_by_label("Filter by words").fill("")
    expect(page.locator("#letter-z")).to_be_visible()


def test_a_folded_source_opens_where_an_address_names_it_or_words_find_it(
    page: Page, base_url: str
):
    page.goto(base_url + "evidence/sources.html#out-dpo")
    expect(page.locator("#out-dpo")).to_be_visible()
    page.goto(base_url + "evidence/sources.html")
    expect(page.locator("#out-dpo")).to_be_hidden()
    page.get_by_label("Filter by words").fill("direct preference")

    expect(page.locator("#out-dpo")).to_be_visible()


def test_columns_of_the_comparison_are_chosen_by_keyboard_and_without_scripts(
    browser: Browser, base_url: str
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "compare/index.html")
    column = page.locator(".btt-matrix th").filter(has_text="Hybrid")
    expect(column).to_be_visible()
    page.get_by_label("Hybrid").focus()
    page.keyboard.press("Space")

    expect(column).to_be_hidden()
    context.close()


def test_a_program_is_copied_as_it_stands(browser: Browser, base_url: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(base_url + "recipes/tokens-to-bill.html")
    code = page.locator(".highlight code").first.text_content() or ""
    button = page.locator(".btt-copy").first
    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{code.rstrip()}\n"
    expect(button).to_have_text("Copy")
    context.close()
