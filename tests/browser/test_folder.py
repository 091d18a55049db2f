"""The offline zip, unpacked: everything works from the disk, and says the same as over http."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import open_calculator
from tests.browser.hosts import Host
from tests.built import packages

pytestmark = pytest.mark.browser
STATES = ("", "data_may_leave_org=false&modality=image", "labelled_examples=500")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("folder")
    with zipfile.ZipFile(packages()[0]) as archive:
        archive.extractall(target)
    (top,) = target.iterdir()
    return top


def answer_of(page: Page, root: str, state: str) -> str:
    """The whole answer, its ranges included."""
    open_calculator(page, root, state)
    page.wait_for_selector('[data-btt-calculator][data-settled="true"]', timeout=60_000)
    parts = [page.locator(f'[data-part="{name}"]') for name in ("headline", "answer")]
    return "".join(part.inner_text() for part in parts)


@pytest.mark.parametrize("state", STATES)
def test_the_calculator_says_the_same_from_a_folder_as_over_http(
    browser: Browser, folder: Path, state: str
):
    with Host(folder) as host:
        context = browser.new_context(service_workers="block")
        here = answer_of(context.new_page(), f"{folder.as_uri()}/", state)
        there = answer_of(context.new_page(), host.url, state)
        context.close()

    assert here == there != ""


def test_search_works_from_a_folder_and_asks_no_host(browser: Browser, folder: Path):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    page.locator(".btt-search__input").click()
    page.keyboard.type("lora")
    page.wait_for_selector(".btt-found", timeout=20_000)

    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
    page.close()


def test_reading_from_a_folder_loads_nothing_of_python(browser: Browser, folder: Path):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "glossary" / "index.html").as_uri(), wait_until="load")

    assert asked
    assert not [url for url in asked if "assets/folder/" in url]
    page.close()
