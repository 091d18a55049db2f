"""The page on the reader's own data, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Scheme, Shared
from tests.browser.test_quality import faults
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
PATH = "calculator/measure.html"
TITLE = "#measured"
CANARY = "canary-4711"
ROWS = "text,label\n" + "\n".join(
    f"{CANARY} {'good fine great' if n % 2 else 'bad awful poor'} thing number{n},"
    f"{'up' if n % 2 else 'down'}"
    for n in range(60)
)


def drop(page: Page, data: str | bytes, name: str = "mine.csv") -> None:
    """Choose a file."""
    raw = data.encode() if isinstance(data, str) else data
    page.set_input_files("#measure-file", [{"name": name, "mimeType": "text/csv", "buffer": raw}])


def measured(page: Page) -> None:
    """Run what is suggested, and wait for the answer."""
    page.get_by_role("button", name="Measure", exact=True).click()
    page.wait_for_selector(TITLE, timeout=120_000)


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ("420 support tickets", "e-mail addresses"),
        ("480 subscriptions", "closing_call alone"),
        ("Orders of 540 days", "MASE"),
    ],
)
def test_a_sample_is_measured(page: Page, base_url: str, sample: str, words: str) -> None:
    page.goto(base_url + PATH)
    page.get_by_role("button", name=sample).click()
    page.get_by_role("heading", name=sample).wait_for(timeout=60_000)
    measured(page)

    expect(page.locator(TITLE)).to_contain_text("A simple model reaches")
    expect(page.locator('[data-part="answer"]')).to_contain_text(words)


def test_a_file_chosen_before_the_script_came_is_read(page: Page, base_url: str) -> None:
    page.route("**/measure_page*.js", lambda route: held.append(route))
    held: list[Route] = []
    page.goto(base_url + PATH, wait_until="commit")
    page.locator("#measure-file").wait_for()
    until(page, lambda: held)
    drop(page, ROWS)
    for route in held:
        route.continue_()

    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)


@pytest.mark.first_visit
def test_nothing_of_a_file_is_sent_stored_or_put_into_an_address(page: Page, base_url: str) -> None:
    asked: list[tuple[str, str]] = []
    page.goto(base_url + PATH, wait_until="networkidle")
    page.get_by_role("button", name="420 support tickets").click()
    page.get_by_role("heading", name="420 support tickets").wait_for(timeout=60_000)
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    drop(page, ROWS)
    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)
    measured(page)
    page.get_by_text("Compare with a hosted model").click()
    page.get_by_role("textbox", name="Its answers").fill("up\n" * 60)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator('[data-part="hosted"]')).to_contain_text("McNemar")
    for name in ("Markdown", "JSON"):
        with page.expect_download():
            page.get_by_role("button", name=name, exact=True).click()
    kept = page.evaluate(
        """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,
        (await indexedDB.databases()).map(each => each.name), location.href, history.state,
        await Promise.all((await caches.keys()).map(async key => (await (await caches.open(key))
        .keys()).map(each => each.url)))])"""
    )

    assert [url for url, _ in asked if not url.startswith(("blob:", "data:"))] == []
    assert CANARY not in kept
    page.reload()
    expect(page.locator("body")).not_to_contain_text(CANARY)


def test_markup_of_a_file_stays_text(page: Page, base_url: str) -> None:
    evil = '<img src=x onerror="window.ran=1">'
    quoted = evil.replace('"', '""')
    rows = [
        f'"{quoted} word{n} {"hot" if n % 2 else "cold"} day","{quoted}{n % 2}"' for n in range(60)
    ]
    page.goto(base_url + PATH)
    drop(page, f'"{quoted}",label\n' + "\n".join(rows), name="<b>x</b>.csv")
    page.get_by_role("heading", name="<b>x</b>.csv").wait_for(timeout=60_000)
    measured(page)

    assert page.evaluate("window.ran") is None
    assert page.locator('[data-measure] img[src="x"]').count() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,2\n3\n", "Line 3, column 2"),
        (b"a\0b", "NUL character"),
        (b"", "nothing in the file"),
        (b"a,label\n" + b"x,1\n" * 40, "one value only"),
    ],
)
def test_a_bad_file_gets_a_sentence(page: Page, base_url: str, data: bytes, words: str) -> None:
    page.goto(base_url + PATH)
    drop(page, data)
    page.wait_for_selector('[data-live="yes"]', timeout=60_000)
    if page.get_by_role("button", name="Measure", exact=True).count():
        page.get_by_role("button", name="Measure", exact=True).click()

    expect(page.locator('[data-part="errors"]')).to_contain_text(words)
    expect(page.locator('[data-part="errors"]')).not_to_contain_text("Traceback")


def test_the_page_stays_responsive_and_the_time_left_is_sane(page: Page, base_url: str) -> None:
    rows = [f"word{n % 97} word{n % 89} word{n * 7 % 83} tail{n % 7},{n % 7}" for n in range(2_000)]
    page.add_init_script(WATCH)
    page.goto(base_url + PATH)
    drop(page, "text,label\n" + "\n".join(rows))
    page.get_by_role("button", name="Measure", exact=True).wait_for(timeout=60_000)
    page.evaluate("() => { tasks.length = 0; watchWords() }")
    measured(page)
    tasks, told = page.evaluate("() => [tasks.slice(0, -1), told]")  # the last one draws the answer

    assert max(tasks, default=0) < LONGEST_TASK
    shares = [int(share) for share, _ in told]
    assert shares == sorted(shares)
    assert len(shares) >= 5
    left = [int(seconds) for _, seconds in told if seconds]
    assert all(0 < each < 600 for each in left)


LONGEST_TASK = 200  # ms; what a reader feels as a delay begins at a tenth of a second
WATCH = """
  window.tasks = []
  window.told = []
  new PerformanceObserver(list => list.getEntries().forEach(each => tasks.push(each.duration)))
    .observe({ type: 'longtask', buffered: true })
  window.watchWords = () => new MutationObserver(() => {
    const words = document.querySelector('[data-part="run-words"]').textContent
    const found = words.match(/(\\d+)% done(?:, about (\\d+) s left)?/)
    if (found) told.push([found[1], found[2]])
  }).observe(document.querySelector('[data-part="run-words"]'), { childList: true })
"""


def test_stop_ends_a_measurement_and_the_page_goes_on(page: Page, base_url: str) -> None:
    rows = [f"word{n % 97} word{n % 89} word{n * 7 % 83} tail{n % 7},{n % 7}" for n in range(6_000)]
    page.goto(base_url + PATH)
    drop(page, "text,label\n" + "\n".join(rows))
    page.get_by_role("button", name="Measure", exact=True).click(timeout=60_000)
    page.get_by_role("button", name="Stop").click(timeout=60_000)
    # At once: what runs in the worker ends in its own time, and nobody waits for it.
    assert page.locator('[data-part="run"]').is_hidden()

    expect(page.locator('[data-part="announce"]')).to_have_text("Stopped.", timeout=30_000)
    expect(page.locator('[data-part="run"]')).to_be_hidden()
    assert page.locator(TITLE).count() == 0


SCENARIO = "data_may_leave_org=false&labelled_examples=7"
SETTLED = '[data-settled="true"]'


def test_the_calculator_is_filled_says_so_and_takes_it_back(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}calculator/index.html#{SCENARIO}&v=2026-11-28")
    page.wait_for_selector(SETTLED, timeout=60_000)
    page.get_by_role("link", name="Start from a file of your own").click()
    drop(page, ROWS)
    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)
    page.get_by_role("textbox", name="Target").fill("80")
    measured(page)
    page.get_by_role("link", name="Fill the calculator").click()
    page.wait_for_selector(SETTLED, timeout=60_000)

    labels, cited = (
        page.locator('[name="labelled_examples"]'),
        page.locator(".btt-answer__measured"),
    )
    expect(labels).to_have_value("60")
    expect(page.locator('[name="data_may_leave_org"][value="false"]')).to_be_checked()
    expect(page.locator('[name="baseline_measured"][value="reached"]')).to_be_checked()
    expect(cited).to_contain_text("on 60 rows of your own data")
    assert CANARY not in page.content() + page.url

    page.get_by_role("button", name="Take these answers back").click()
    expect(labels).to_have_value("7")
    expect(cited).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"#{SCENARIO}&v="))
    page.go_back()  # what was taken back can be had again
    expect(labels).to_have_value("60")
    page.go_back()
    expect(page).to_have_url(re.compile("measure.html"))


def test_a_hosted_model_is_compared_and_a_wrong_paste_is_told(page: Page, base_url: str) -> None:
    page.goto(base_url + PATH)
    drop(page, ROWS)
    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)
    measured(page)
    page.get_by_text("Compare with a hosted model").click()
    answers = page.get_by_role("textbox", name="Its answers")
    answers.fill("up")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator('[data-part="hosted"]')).to_contain_text("1 answer for 60 rows")
    answers.fill("\n".join("down" if n % 2 else "up" for n in range(60)))
    page.get_by_role("button", name="Compare").click()

    expect(page.locator('[data-part="hosted"]')).to_contain_text("The baseline is better")
    expect(page.locator('[data-part="hosted"]')).to_contain_text("McNemar")


def test_paper_gets_a_sheet_without_the_data(page: Page, base_url: str) -> None:
    page.goto(base_url + PATH)
    drop(page, ROWS)
    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)
    measured(page)
    page.emulate_media(media="print")

    expect(page.locator(".btt-sheet")).to_be_visible()
    expect(page.locator('[data-part="answer"]')).to_be_hidden()
    assert CANARY not in page.locator("body").inner_text()


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 360), ("dark", 1280), ("light", 360)]
)
def test_axe_finds_nothing_in_any_state(
    shared: Shared, base_url: str, scheme: Scheme, width: int
) -> None:
    page = shared.page(width, scheme=scheme)
    page.goto(base_url + PATH)
    found = {"empty": faults(page)}
    page.get_by_role("button", name="420 support tickets").click()
    page.get_by_role("heading", name="420 support tickets").wait_for(timeout=60_000)
    found["form"] = faults(page)
    page.get_by_role("button", name="Measure", exact=True).click()
    expect(page.locator('[data-part="run-words"]')).to_contain_text("done")
    found["running"] = faults(page)
    page.wait_for_selector(TITLE, timeout=120_000)
    for fold in page.locator('[data-part="answer"] summary').all():
        fold.click()
    found["result"] = faults(page)
    drop(page, "a,b\n1,2\n3\n")
    expect(page.locator(".btt-errors")).to_be_visible()
    found["fault"] = faults(page)

    assert {state: each for state, each in found.items() if each} == {}


def test_a_kind_is_corrected_and_kept(page: Page, base_url: str) -> None:
    page.goto(base_url + PATH)
    page.get_by_role("button", name="480 subscriptions").click()
    page.get_by_role("heading", name="480 subscriptions").wait_for(timeout=60_000)
    kind = page.get_by_role("combobox", name=re.compile("^Kind of")).first
    kind.select_option("category")
    page.get_by_role("combobox", name="What is to be predicted?").select_option("table")

    expect(kind).to_have_value("category")
    measured(page)
    expect(kind).to_have_value("category")


def test_the_page_works_by_keyboard_alone(page: Page, base_url: str) -> None:
    page.goto(base_url + PATH)
    page.get_by_role("button", name="480 subscriptions").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="480 subscriptions").wait_for(timeout=60_000)
    page.get_by_role("button", name="Measure", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(TITLE, timeout=120_000)

    expect(page.locator(TITLE)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(shared: Shared, base_url: str, scheme: Scheme) -> None:
    page = shared.page(360, 800, scheme)
    page.goto(base_url + PATH)
    page.get_by_role("button", name="420 support tickets").click()
    page.get_by_role("heading", name="420 support tickets").wait_for(timeout=60_000)
    measured(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_encoding_that_nothing_tells_can_be_chosen(page: Page, base_url: str) -> None:
    rows = "".join(
        f"{'良い' if n % 2 else '悪い'}商品{n},{'良' if n % 2 else '悪'}\n" for n in range(60)
    )
    page.goto(base_url + PATH)
    drop(page, f"本文,種類\n{rows}".encode("shift_jis"))
    page.get_by_role("heading", name="mine.csv").wait_for(timeout=60_000)
    page.get_by_text("How the file was read").click()
    page.get_by_role("combobox", name="Encoding").select_option("shift_jis")

    expect(page.locator('[data-part="form"]')).to_contain_text("種類")
