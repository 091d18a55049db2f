"""How Python starts in the page: from the snapshot, without it, early, again, or not at all."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import SITE, open_calculator
from tests.browser.hosts import Host, copy_of_site, one, replace
from tests.browser.waiting import answered
from tests.same_bytes import ASK
from view.stages import FIRST_REQUEST
from view.takeaway import FORMATS

pytestmark = [pytest.mark.browser, pytest.mark.first_visit]
CALCULATOR = "calculator/index.html"
RUNTIME = ("pyodide.asm", "snapshot.bin")
LIBRARY = ("python_stdlib.zip", ".whl")  # what only a start without the snapshot asks for
TITLE = "#answer-title"


def asked_for(asked: list[str], names: tuple[str, ...]) -> list[str]:
    return [path for path in asked if any(name in path for name in names)]


def watched(page: Page) -> list[str]:
    """Addresses that the page and its workers ask for, from now on."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    return asked


def test_a_start_from_the_snapshot_needs_neither_library_nor_packages(page: Page, base_url: str):
    asked = watched(page)
    open_calculator(page, base_url)

    assert asked_for(asked, ("snapshot.bin",))
    assert asked_for(asked, LIBRARY) == []


def test_the_snapshot_is_read_as_well_where_a_host_sends_it_in_brotli(
    browser: Browser, tmp_path: Path
):
    site = copy_of_site(tmp_path / "site")
    snapshot = one(site, "assets/runtime-*/snapshot.bin")
    copy = snapshot.with_name("snapshot.bin.br")
    replace(snapshot, brotli.decompress(copy.read_bytes()))  # as the browser hands it on
    with Host(site) as host:
        page = browser.new_page(service_workers="block")
        open_calculator(page, host.url)

        assert asked_for(host.asked, LIBRARY) == []
        page.close()


def asked_of_a_snapshot(page: Page, base_url: str, request: dict[str, object]) -> dict:
    """What a page's Python answers that does nothing else."""
    page.goto(f"{base_url}glossary/index.html")
    (worker,) = (SITE / "assets").glob("python_worker*.js")
    requests = json.dumps([json.dumps({**request, "today": "2026-11-21"})])
    (answer,) = page.evaluate(
        f"async () => {{{ASK.format(worker=worker.name, requests=requests)}}}"
    )
    return json.loads(answer)


@pytest.mark.parametrize(
    "request_at_rest",
    [
        {"tool": "fit", "do": "open", "address": "use=serve", "root": "../"},
        {"tool": "fit", "do": "open", "address": "use=tune&method=qlora", "root": "../"},
    ],
    ids=["serve", "tune"],
)
def test_what_is_at_rest_in_the_snapshot_answers_without_the_packages(
    page: Page, base_url: str, request_at_rest: dict[str, object]
):
    asked = watched(page)
    answer = asked_of_a_snapshot(page, base_url, request_at_rest)

    assert answer["parts"]
    assert asked_for(asked, LIBRARY) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_made_with_what_the_snapshot_holds(page: Page, base_url: str, name: str):
    asked = watched(page)
    export = {**FIRST_REQUEST, "do": "export", "format": name, "values": {}, "link": base_url}
    answer = asked_of_a_snapshot(page, base_url, export)

    assert answer["name"] == FORMATS[name].name
    assert asked_for(asked, LIBRARY) == []


def test_reading_fetches_nothing_of_python(page: Page, base_url: str):
    asked = watched(page)
    page.goto(f"{base_url}index.html", wait_until="networkidle")

    assert asked
    assert asked_for(asked, RUNTIME) == []


def link_to_calculator(page: Page) -> None:
    page.locator('a[href*="calculator/index.html"]:visible').first.hover()


def test_pointing_at_a_link_to_the_calculator_fetches_what_it_needs(page: Page, base_url: str):
    page.goto(f"{base_url}index.html", wait_until="networkidle")
    with page.expect_response(lambda answer: "snapshot.bin" in answer.url):
        link_to_calculator(page)


def test_data_saver_keeps_pointing_from_fetching(context: BrowserContext, base_url: str):
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = context.new_page()
    asked = watched(page)
    page.goto(f"{base_url}index.html", wait_until="networkidle")
    link_to_calculator(page)
    answered(page)

    assert asked_for(asked, RUNTIME) == []


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def damaged_on_the_way(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]


def damaged_before_packing(content: bytes) -> bytes:
    return gzip.compress(damaged_on_the_way(gzip.decompress(content)), 1)


def of_another_runtime(content: bytes) -> bytes:
    """The word that tells what the memory must come to is another one."""
    plain = bytearray(gzip.decompress(content))
    plain[8:12] = bytes(4)
    return gzip.compress(bytes(plain), 1)


@pytest.mark.parametrize(
    "harm", [cut_short, damaged_on_the_way, damaged_before_packing, of_another_runtime]
)
def test_a_snapshot_that_does_not_fit_starts_python_the_ordinary_way(
    browser: Browser, tmp_path: Path, harm: Callable[[bytes], bytes]
):
    site = copy_of_site(tmp_path / "site")
    snapshot = one(site, "assets/runtime-*/snapshot.bin")
    replace(snapshot, harm(snapshot.read_bytes()))
    with Host(site) as host:
        page = browser.new_page(service_workers="block")
        open_calculator(page, host.url)

        assert asked_for(host.asked, LIBRARY)
        expect(page.locator('[data-part="progress"]')).to_be_hidden()
        page.close()


def test_without_webassembly_the_reader_is_told_and_the_built_answer_stays(
    browser: Browser, base_url: str
):
    def forbid(route: Route) -> None:
        answer = route.fetch()
        policy = "script-src 'self' 'unsafe-inline'"  # the first script is inline
        headers = {**answer.headers, "Content-Security-Policy": policy}
        route.fulfill(response=answer, headers=headers)

    page = browser.new_page()
    for name in ("python_worker.*", CALCULATOR):
        page.route(f"**/{name}", forbid)
    page.goto(base_url + CALCULATOR)
    page.wait_for_selector('[data-live="failed"]', state="attached", timeout=60_000)

    expect(page.locator('[data-part="stage"]')).to_contain_text("can't run in this browser")
    assert page.locator(TITLE).inner_text().strip()
    page.close()


def test_python_is_started_again_when_it_is_lost(browser: Browser, base_url: str):
    page = browser.new_page()
    open_calculator(page, base_url)
    (worker,) = page.workers
    with worker.expect_event("close"):
        worker.evaluate("() => { setTimeout(() => { throw new Error('lost') }) }")
    hosted = page.locator(".btt-rung", has_text="Hosted model (API)").first
    page.locator('[data-field="data_may_leave_org"] input[value="false"]').check()

    expect(hosted).to_contain_text("ruled out", timeout=30_000)
    page.close()


# Lets a test reach the memory of the Python that a worker runs.
REACH = """let create; Object.defineProperty(self, '_createPyodideModule', {
  get: () => create,
  set: made => { create = async settings => (self.module = await made(settings)) }
});"""
SAID = """() => { window.said = []; const place = document.querySelector('[data-part="stage"]')
  new MutationObserver(() => said.push(place.textContent)).observe(place, { childList: true }) }"""


def test_a_crash_within_python_is_said_and_python_starts_again(browser: Browser, base_url: str):
    def reachable(route: Route) -> None:
        route.fulfill(body=REACH + route.fetch().text(), content_type="text/javascript")

    page = browser.new_page(service_workers="block")
    page.context.route("**/python_worker.*", reachable)
    open_calculator(page, base_url)
    page.wait_for_selector('[data-settled="true"]')
    page.evaluate(SAID)
    page.workers[0].evaluate("() => { module.HEAPU8.fill(255, 3_000_000) }")
    page.locator('[data-field="data_may_leave_org"] input[value="false"]').check()

    hosted = page.locator(".btt-rung", has_text="Hosted model (API)").first
    expect(hosted).to_contain_text("ruled out", timeout=60_000)
    assert any("started again" in each for each in page.evaluate("said"))
    page.close()


def test_the_site_works_under_any_path(browser: Browser, tmp_path: Path):
    copy_of_site(tmp_path / "some" / "path")
    with Host(tmp_path) as host:
        page = browser.new_page()
        open_calculator(page, f"{host.url}some/path/")

        assert all(path.startswith("/some/path/") for path in host.asked)
        page.close()


def test_a_page_kept_over_a_new_deployment_is_asked_for_again(browser: Browser, tmp_path: Path):
    site = copy_of_site(tmp_path / "site")
    with Host(site) as host:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        kept = (site / CALCULATOR).read_text(encoding="utf-8")
        rename_runtime(site)
        shown = iter([kept])  # as from the browser's own cache, the first time

        def old_page(route: Route) -> None:
            text = next(shown, None)
            if text is None:
                route.fallback()
            else:
                route.fulfill(body=text, content_type="text/html")

        page.route(f"**/{CALCULATOR}", old_page)
        open_calculator(page, host.url)

        assert asked_for(host.asked, ("runtime-new",))
        assert next(shown, None) is None
        context.close()


def rename_runtime(site: Path) -> None:
    """A deployment with other data: old names are gone."""
    runtime = one(site, "assets/runtime-*")
    runtime.rename(runtime.with_name("runtime-new"))
    worker = one(site, "assets/python_worker.*.js")
    text = worker.read_text(encoding="utf-8").replace(runtime.name, "runtime-new")
    worker.unlink()
    (site / "assets" / "python_worker.new.js").write_text(text, encoding="utf-8")
    for script in one(site, "assets/early_start.*.js"), one(site, "assets/calculator_page.*.js"):
        text = script.read_text(encoding="utf-8").replace(worker.name, "python_worker.new.js")
        new = script.with_name(f"new_{script.name}")
        new.write_text(text, encoding="utf-8")
        page = site / CALCULATOR
        replace(page, page.read_bytes().replace(script.name.encode(), new.name.encode()))
