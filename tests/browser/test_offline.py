"""Use without a network: stored after one visit to the calculator, updated without a mixture."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from builder.finish.service_worker import write_service_worker
from tests.browser.conftest import LIVE, ROOT, open_calculator
from tests.browser.hosts import Host, copy_of_site, replace
from tests.browser.waiting import answered, until

pytestmark = pytest.mark.browser
PATIENCE = 60_000
BOX = "[data-btt-offline]"
READING = "glossary/index.html"
LONG = 60_000  # milliseconds; longer than the page waits before it stores anything


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_of_site(tmp_path / "site")


@pytest.fixture
def context(browser: Browser):
    opened = browser.new_context()
    yield opened
    opened.close()


def in_state(page: Page, state: str) -> None:
    page.wait_for_selector(f'{BOX}[data-state="{state}"]', timeout=PATIENCE)


def stored(context: BrowserContext, url: str) -> Page:
    """A tab with the calculator after all has been stored."""
    page = context.new_page()
    open_calculator(page, url)
    in_state(page, "ready")
    return page


def button(page: Page, name: str):
    return page.locator(f'[data-part="offline-{name}"]')


def test_after_one_visit_to_the_calculator_everything_works_without_a_network(
    context: BrowserContext, site: Path
):
    with Host(site) as host:
        page = stored(context, host.url)
    # The host is gone.
    open_calculator(page, host.url, "data_may_leave_org=false")
    expect(page.locator(".btt-rung", has_text="ruled out").first).to_be_visible()

    page.goto(host.url + READING)
    page.keyboard.press("/")
    page.keyboard.type("lora")
    page.wait_for_selector(".btt-found", timeout=PATIENCE)

    page.goto(host.url)
    expect(page.locator("h1")).to_be_visible()
    assert page.goto(host.url + "glossary/no/such/page.html").status == 404
    expect(page.locator("h1")).to_contain_text("no such page")


def test_reading_alone_stores_nothing_and_offers_to(context: BrowserContext, site: Path):
    with Host(site) as host:
        page = context.new_page()
        page.clock.install()
        page.goto(host.url + READING)
        in_state(page, "none")
        expect(button(page, "keep")).to_contain_text("MB")
        page.clock.fast_forward(LONG)
        answered(page)

        assert not any("snapshot.bin" in path or "sw.js" in path for path in host.asked)

        button(page, "keep").click()
        in_state(page, "ready")


def test_what_was_stored_can_be_removed_and_stays_so(context: BrowserContext, site: Path):
    with Host(site) as host:
        page = stored(context, host.url)
        button(page, "drop").click()
        in_state(page, "none")

        assert page.evaluate("async () => (await caches.keys()).length") == 0
        page.goto("about:blank")
        page.clock.install()
        open_calculator(page, host.url)
        page.clock.fast_forward(LONG)
        answered(page)
        in_state(page, "none")


def deploy_another_version(site: Path) -> None:
    """A build whose pages say something else."""
    for name in ("index.html", READING):
        text = (site / name).read_text(encoding="utf-8")
        replace(site / name, text.replace("</h1>", " second version</h1>").encode())
    for name in ("sw.js", "assets/offline.json"):
        (site / name).unlink()
    write_service_worker(ROOT, site)


def text_of(page: Page, url: str) -> str:
    return str(page.evaluate("async url => (await fetch(url)).text()", url))


def test_an_update_reaches_a_tab_only_when_its_reader_asks(context: BrowserContext, site: Path):
    with Host(site) as host:
        stored(context, host.url).close()
        one, other = context.new_page(), context.new_page()
        for page in (one, other):
            page.goto(host.url + READING)
            in_state(page, "ready")
        deploy_another_version(site)
        one.evaluate("async () => { await (await navigator.serviceWorker.ready).update() }")
        in_state(one, "update")
        in_state(other, "update")
        one.goto(host.url + READING)
        expect(one.locator("h1")).not_to_contain_text("second version")

        with one.expect_navigation():
            button(one, "update").click()

        expect(one.locator("h1")).to_contain_text("second version")
        expect(other.locator("h1")).not_to_contain_text("second version")
        assert "second version" in text_of(one, host.url + "index.html")
        assert "second version" not in text_of(other, host.url + "index.html")

        other.reload()
        expect(other.locator("h1")).to_contain_text("second version")


def test_a_full_storage_is_said_and_does_no_harm(context: BrowserContext, site: Path):
    with Host(site) as host:
        page = context.new_page()
        session = context.new_cdp_session(page)
        quota = {"origin": host.url.rstrip("/"), "quotaSize": 3_000_000}
        session.send("Storage.overrideQuotaForOrigin", quota)
        open_calculator(page, host.url)
        in_state(page, "failed")

        expect(page.locator(BOX)).to_contain_text("storage full")
        assert page.evaluate("async () => (await caches.keys()).length") == 0
        page.reload()
        page.wait_for_selector(LIVE, timeout=PATIENCE)


def test_files_of_two_builds_are_never_stored_together(context: BrowserContext, site: Path):
    page_file = site / READING
    replace(page_file, page_file.read_bytes() + b"<!-- of another build -->")
    with Host(site) as host:
        page = context.new_page()
        open_calculator(page, host.url)
        in_state(page, "failed")

        assert page.evaluate("async () => (await caches.keys()).length") == 0


def test_a_browser_without_service_workers_calculates_all_the_same(browser: Browser, site: Path):
    with Host(site) as host:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        open_calculator(page, host.url)
        context.close()


OTHER = {"app.zip": b"first", "page.html": b"<h1>Another application</h1>"}
FETCHED = "async url => (await fetch(url)).text()"


@pytest.fixture
def shared(site: Path) -> Path:
    """The site at the root of an origin on which another application has a folder."""
    (site / "other").mkdir()
    for name, content in OTHER.items():
        (site / "other" / name).write_bytes(content)
    return site


def test_files_of_another_application_are_neither_kept_nor_answered(
    context: BrowserContext, shared: Path
):
    with Host(shared) as host:
        page = stored(context, host.url)
        assert page.evaluate(FETCHED, host.url + "other/app.zip") == "first"
        replace(shared / "other" / "app.zip", b"second")
        assert page.evaluate(FETCHED, host.url + "other/app.zip?fresh") == "second"
        names = page.evaluate("async () => (await caches.keys())")
        assert all(name.startswith(f"btt {host.url} ") for name in names)
        other = context.new_page()
    with pytest.raises(Error, match="ERR_"):  # the outage is that application's own
        other.goto(host.url + "other/page.html")


def test_a_request_that_wants_the_network_passes_the_service_worker(
    context: BrowserContext, site: Path
):
    with Host(site) as host:
        page = stored(context, host.url)
        page.reload()
        before = len(host.asked)
        page.evaluate(
            "async url => { await fetch(url, { cache: 'no-store' }) }", host.url + READING
        )

        assert host.asked[before:] == ["/" + READING]


def test_one_file_in_place_of_the_service_worker_removes_it_and_what_it_stored(
    context: BrowserContext, site: Path
):
    with Host(site) as host:
        stored(context, host.url).close()
        replace(site / "sw.js", (ROOT / "docs" / "hosting" / "sw-off.js").read_bytes())
        page = context.new_page()
        page.goto(host.url + READING)
        page.evaluate(
            "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"
        )
        until(page, "async () => !(await navigator.serviceWorker.getRegistration())")
        until(page, "async () => !(await caches.keys()).length")
