"""Pictures of the pages in build/screenshots/: light, dark, phone, comparing, on paper."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks._host import Link, host
from benchmarks.start import ARGUMENTS

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE", ROOT / "site"))
TARGET = ROOT / "build" / "screenshots"
DESK, PHONE = (1280, 900), (360, 740)
CALCULATOR = "calculator/index.html"


def _nothing(_page: Page) -> None:
    pass


@dataclass(frozen=True)
class Picture:
    """One picture: what to open, how large, in which scheme, what to do first."""

    name: str
    path: str
    size: tuple[int, int] = DESK
    dark: bool = False
    whole: bool = False
    prepare: Callable[[Page], None] = _nothing


def _open_answer(page: Page) -> None:
    page.locator('[data-part="bar"]').click()


def _errors(page: Page) -> None:
    page.locator('[name="labelled_examples"]').fill("many")
    page.locator(".btt-errors").wait_for()


def _guided(page: Page) -> None:
    page.locator('[data-way="guided"]').click()
    page.locator(".btt-field--asked").wait_for()


def _compare(page: Page) -> None:
    page.locator(".btt-tools > summary").click()
    page.locator("#kept-name").fill("Sent to a provider")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.locator('[data-field="data_may_leave_org"] input[value="false"]').check()
    page.locator('[name="compared"]').check()
    page.locator('[data-tool="compare"]').click()
    page.locator(".btt-compare").wait_for(timeout=60_000)


def _money(page: Page) -> None:
    page.locator("#costs-title").scroll_into_view_if_needed()
    page.locator(".btt-line > summary").first.click()


def _charts(page: Page) -> None:
    page.locator("#charts-title").scroll_into_view_if_needed()
    page.wait_for_timeout(2_000)


PICTURES = [
    Picture("home-light", "index.html"),
    Picture("home-dark", "index.html", dark=True),
    Picture("home-phone", "index.html", PHONE, whole=True),
    Picture("approach-light", "approaches/fine-tune.html"),
    Picture("approach-phone-dark", "approaches/fine-tune.html", PHONE, dark=True),
    Picture("calculator-light", CALCULATOR),
    Picture("calculator-dark", CALCULATOR, dark=True),
    Picture("calculator-wide", CALCULATOR, (2560, 1300)),
    Picture("calculator-phone", CALCULATOR, PHONE),
    Picture("calculator-phone-answer", CALCULATOR, PHONE, dark=True, prepare=_open_answer),
    Picture("calculator-320", CALCULATOR, (320, 640)),
    Picture("calculator-errors", CALCULATOR, prepare=_errors),
    Picture("calculator-guided", CALCULATOR, prepare=_guided),
    Picture("calculator-guided-phone", CALCULATOR, PHONE, prepare=_guided),
    Picture("calculator-money", CALCULATOR, prepare=_money),
    Picture("calculator-charts-dark", CALCULATOR, (1280, 1400), dark=True, prepare=_charts),
    Picture("calculator-compare", CALCULATOR, prepare=_compare),
    Picture("embed", "embed/index.html", (700, 900)),
]


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture."""
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
    )
    _visit(page, f"{address}{picture.path}")
    picture.prepare(page)
    page.screenshot(path=TARGET / f"{picture.name}.png", full_page=picture.whole)
    page.close()


def print_sheet(browser: Browser, address: str) -> None:
    """The calculator's answer as it comes out of a printer, A4."""
    page = browser.new_page()
    _visit(page, f"{address}{CALCULATOR}")
    page.pdf(path=TARGET / "calculator-print.pdf", format="A4", print_background=True)
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.emulate_media(media="print")
    page.screenshot(path=TARGET / "calculator-print.png", full_page=True)
    page.close()


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    if page.locator("[data-btt-calculator]").count():
        page.wait_for_selector('[data-settled="true"]', timeout=120_000)


def main() -> None:
    """Take all pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with host(SITE, Link()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for picture in PICTURES:
            take(browser, address, picture)
        print_sheet(browser, address)
        browser.close()
    print(f"{len(PICTURES) + 1} pictures in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
