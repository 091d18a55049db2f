"""What a reader has entered or kept survives missing files, other tabs and a silent Python."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Shared, open_calculator

pytestmark = pytest.mark.browser
CALCULATOR = "calculator/index.html"
LINK = "requests_per_month=100000000&v=x"
PATIENT = 60_000  # ms; Python starts, on a busy machine
WAITING = ".btt-calc__waiting"
DEAD = '[data-part="dead"]'
STAGE = '[data-part="stage"]'
SILENT_WORKER = "addEventListener('message', () => {})"
FULL = "() => { Storage.prototype.setItem = () => { throw new Error('QuotaExceededError') } }"


def kept_names(page: Page) -> list[str]:
    return page.locator('.btt-kept__row [data-part="kept-name"]').all_inner_texts()


def keep(page: Page, name: str) -> None:
    page.locator("#kept-name").fill(name)
    page.get_by_role("button", name="Keep", exact=True).click()


def tools(page: Page) -> None:
    page.locator(".btt-tools > summary").click()


def without_scripts(browser: Browser, base_url: str) -> Page:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url + CALCULATOR)
    return page


def test_the_page_itself_says_that_its_answer_is_an_example(browser: Browser, base_url: str):
    page = without_scripts(browser, base_url)

    expect(page.locator(WAITING)).to_be_visible()
    expect(page.locator(DEAD)).to_be_hidden()
    page.context.close()


def test_once_python_has_answered_the_example_is_no_longer_called_one(page: Page, base_url: str):
    open_calculator(page, base_url)

    expect(page.locator(WAITING)).to_be_hidden()
    expect(page.locator(".btt-calc__live")).to_be_visible()


@pytest.mark.parametrize(
    "answer",
    [{"status": 404}, {"status": 500}, {"body": "const a = (", "content_type": "text/javascript"}],
    ids=["gone", "failing", "cut"],
)
def test_a_lost_script_is_said_and_the_link_stays(browser: Browser, base_url: str, answer: dict):
    page = browser.new_page(service_workers="block")
    page.route(re.compile(r"calculator_page[^/]*\.js"), lambda route: route.fulfill(**answer))
    page.goto(f"{base_url}{CALCULATOR}#{LINK}")

    expect(page.locator(DEAD)).to_be_visible(timeout=PATIENT)
    page.locator('[name="labelled_examples"]').fill("7")
    assert page.evaluate("location.hash") == f"#{LINK}"
    page.close()


def test_after_a_failed_start_an_edit_goes_on_top_of_the_link(browser: Browser, base_url: str):
    page = browser.new_page(service_workers="block")
    failing = {"on": True}

    def flaky(route: Route) -> None:
        if failing["on"]:
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"\.wasm|snapshot"), flaky)
    page.goto(f"{base_url}{CALCULATOR}#{LINK}")
    page.wait_for_selector('[data-live="failed"]', state="attached", timeout=PATIENT)
    assert page.evaluate("location.hash") == f"#{LINK}"
    failing["on"] = False

    page.locator('[name="labelled_examples"]').fill("7")

    both = re.compile("labelled_examples=7&requests_per_month=100000000")
    expect(page).to_have_url(both, timeout=PATIENT)
    expect(page.locator('[name="requests_per_month"]')).to_have_value("100000000")
    expect(page.locator('[name="labelled_examples"]')).to_have_value("7")
    page.close()


def test_a_failed_start_can_be_tried_again(browser: Browser, base_url: str):
    page = browser.new_page(service_workers="block")
    pattern = re.compile(r"\.wasm|snapshot")
    page.route(pattern, lambda route: route.abort())
    page.goto(f"{base_url}{CALCULATOR}#{LINK}")
    page.wait_for_selector('[data-live="failed"]', state="attached", timeout=PATIENT)
    expect(page.locator(STAGE)).to_contain_text("could not be loaded")
    page.unroute(pattern)

    page.get_by_role("button", name="Try again").click()

    expect(page.locator('[name="requests_per_month"]')).to_have_value("100000000", timeout=PATIENT)
    expect(page.locator('[data-part="progress"]')).to_be_hidden()
    page.close()


def test_a_worker_that_never_answers_is_given_up_and_said(browser: Browser, base_url: str):
    page = browser.new_page(service_workers="block")
    page.clock.install()
    page.route(
        re.compile(r"python_worker[^/]*\.js"),
        lambda route: route.fulfill(body=SILENT_WORKER, content_type="text/javascript"),
    )
    page.goto(f"{base_url}{CALCULATOR}#{LINK}")
    page.clock.run_for(5_000)

    for _ in range(3):  # a lost worker is started again twice
        page.clock.run_for(190_000)
    expect(page.locator(STAGE)).to_contain_text("has not answered for a while", timeout=PATIENT)
    assert page.evaluate("location.hash") == f"#{LINK}"
    page.close()


def test_two_tabs_keep_their_scenarios_side_by_side(shared: Shared, base_url: str):
    first, second = shared.page(), shared.page()
    for page in (first, second):
        open_calculator(page, base_url)
        tools(page)

    keep(first, "one")
    expect(second.locator('.btt-kept__row [data-part="kept-name"]')).to_have_text(["one"])
    keep(second, "two")

    expect(first.locator('.btt-kept__row [data-part="kept-name"]')).to_have_text(["one", "two"])


def test_renaming_onto_an_existing_name_is_refused(page: Page, base_url: str):
    open_calculator(page, base_url)
    tools(page)
    keep(page, "one")
    keep(page, "two")

    page.get_by_role("button", name="Rename two").click()
    page.locator('[name="new-name"]:visible').fill("one")
    page.get_by_role("button", name="Rename two").click()

    expect(page.locator('[data-part="tools-say"]')).to_contain_text("has that name already")
    assert kept_names(page) == ["one", "two"]


def test_what_cannot_be_read_is_kept_beside_what_can(page: Page, base_url: str):
    open_calculator(page, base_url)
    stored = [{"name": "good", "address": "labelled_examples=5"}, {"name": 7}, None]
    page.evaluate("text => localStorage.setItem('btt-scenarios', text)", json.dumps(stored))
    page.reload()
    page.wait_for_selector('[data-live="yes"]')
    tools(page)
    assert kept_names(page) == ["good"]

    keep(page, "new")

    found = json.loads(page.evaluate("localStorage.getItem('btt-scenarios')"))
    assert found[:3] == stored
    assert found[3]["name"] == "new"


def test_a_list_that_is_none_is_put_aside_before_it_is_replaced(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.evaluate("localStorage.setItem('btt-scenarios', '{cut')")
    tools(page)
    keep(page, "new")

    assert page.evaluate("localStorage.getItem('btt-scenarios-unread')") == "{cut"
    assert kept_names(page) == ["new"]


def test_a_full_store_is_said_whatever_is_done(page: Page, base_url: str):
    open_calculator(page, base_url)
    tools(page)
    keep(page, "one")
    page.evaluate(FULL)
    said = page.locator('[data-part="tools-say"]')

    keep(page, "two")
    expect(said).to_contain_text("stores nothing more")
    assert kept_names(page) == ["one", "two"]
    page.get_by_role("button", name="Forget one").click()
    expect(said).to_contain_text("Changed until you leave the page")
    assert kept_names(page) == ["two"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(page: Page, base_url: str):
    open_calculator(page, base_url)
    tools(page)
    large = {"name": "large.json", "mimeType": "application/json", "buffer": b" " * 1_000_001}
    page.locator('.btt-tools__file input[type="file"]').set_input_files(large)

    expect(page.locator('[data-part="tools-say"]')).to_contain_text("larger than 1 MB")


def test_a_decimal_comma_is_read_and_a_doubtful_number_asked_back(page: Page, base_url: str):
    open_calculator(page, base_url)

    page.locator('[name="model_size_b"]').fill("7,5")
    expect(page).to_have_url(re.compile("model_size_b=7.5"))
    page.locator('[name="input_tokens_per_request"]').fill("1.500")
    problem = page.locator('[data-error="input_tokens_per_request"]')
    expect(problem).to_contain_text("could be 1500 or 1.5")
