"""Hostile stored scenarios, attributes of the embedded calculator, and messages to its pages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LIVE, Shared, open_calculator
from tests.browser.hosts import Host
from tests.browser.test_hostile import COUNTING, KEPT, QUIET, STATE, WELL
from tests.browser.waiting import answered, as_high_as_its_content, until
from tests.hostile.corpus import MARKUP, PAYLOADS, RAW

pytestmark = pytest.mark.browser
KEY = "btt-scenarios"
# What somebody else may have put under the name that this site uses, or an older version of it.
STORED: tuple[Any, ...] = (
    None, 7, True, "text", {}, {"name": "a", "address": "b"}, [[]], [None, 1, "x", [], {}],
    [{"name": 1, "address": 2}], [{"name": "a"}], [{"address": "b"}], [{"name": {}, "address": []}],
    [{"name": "__proto__", "address": "__proto__=1"}], [{"name": "", "address": ""}],
    [{"name": "a", "address": "b", "__proto__": {"polluted": 1}}],
    [{"name": "same", "address": "a=1"}] * 3,
)  # fmt: skip
NOT_JSON = ("", "{", "[", "undefined", "NaN", '[{"name"', "\u0000", "]" * 1000, "[" * 20_000)
MESSAGES: tuple[Any, ...] = (
    None, 0, "", "x", [], {}, {"source": "model-choice"}, {"source": "model-choice", "height": -1},
    {"source": "model-choice", "height": 10**9, "result": {"title": MARKUP[0]}},
    {"source": "model-choice", "height": "9"}, {"source": "model-choice", "result": MARKUP[0]},
    {"id": 1, "answer": MARKUP[0]}, {"id": 1, "crash": MARKUP[0]}, {"lost": MARKUP[0]},
    {"__proto__": {"polluted": 1}}, {"type": "skip-waiting"}, {"do": "open", "address": MARKUP[0]},
    *MARKUP[:6],
)  # fmt: skip


@pytest.fixture
def calculator(page: Page, base_url: str) -> Page:
    """The calculator; any message on the console fails the test."""
    page.add_init_script(COUNTING)
    open_calculator(page, base_url, KEPT)
    return page


def reopened(page: Page, stored: str) -> dict[str, Any]:
    """The state of the page after it finds a text under the site's own name."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.reload()
    page.wait_for_selector(LIVE, timeout=60_000)
    state: dict[str, Any] = page.evaluate(STATE)
    return state


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 5))]
)
def test_no_shape_of_stored_scenarios_breaks_the_page(calculator: Page, part: int):
    texts = [*map(json.dumps, STORED), *NOT_JSON]
    assert [text[:80] for text in texts[part::5] if reopened(calculator, text) != WELL] == []


def test_stored_scenarios_with_hostile_names_and_addresses_are_only_text(calculator: Page):
    kept = [{"name": payload, "address": payload} for payload in PAYLOADS]
    kept += [{"name": f"raw {i}", "address": raw} for i, raw in enumerate(RAW)]
    assert reopened(calculator, json.dumps(kept)) == WELL
    rows = calculator.locator(".btt-kept__row")

    assert rows.count() == len(kept)
    assert rows.locator("img, script, svg, iframe, style").count() == 0
    for number in range(0, len(kept), 9):
        calculator.evaluate("() => { window.before = window.answered }")
        rows.nth(number).locator("[data-open]").evaluate("button => button.click()")
        until(calculator, QUIET)
        state = calculator.evaluate(STATE)
        assert (state["ran"], state["polluted"], state["live"], state["rungs"]) == (
            False, False, "yes", 9,
        ), kept[number]  # fmt: skip


def test_scenarios_with_hostile_names_are_compared_as_text(calculator: Page):
    kept = [{"name": payload, "address": f"{KEPT}&modality={payload}"} for payload in MARKUP[:3]]
    reopened(calculator, json.dumps(kept))
    calculator.locator(".btt-tools > summary").click()
    for box in calculator.locator('[name="compared"]').all():
        box.check()
    calculator.locator('[data-tool="compare"]').click()

    expect(calculator.locator(".btt-compare")).to_contain_text("<script>", timeout=60_000)
    assert calculator.locator(".btt-compare :is(script, img, iframe)").count() == 0
    assert calculator.evaluate(STATE) == WELL


def test_messages_of_anybody_to_the_calculator_change_nothing(calculator: Page):
    for message in MESSAGES:
        calculator.evaluate("message => postMessage(message, '*')", message)
        calculator.evaluate(
            "message => navigator.serviceWorker?.controller?.postMessage(message)", message
        )
    answered(calculator)

    assert calculator.evaluate(STATE) == WELL


@pytest.fixture
def around(shared: Shared, base_url: str, tmp_path: Path) -> Iterator[Page]:
    """A page of another origin with the calculator in a frame; it notes errors and results."""
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<script src="{base_url}embed/model-choice.js"></script><model-choice></model-choice>'
        "<script>window.results = []; document.querySelector('model-choice')"
        ".addEventListener('result', e => results.push(e.detail))</script>"
    )
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    with Host(tmp_path) as host:
        page = shared.page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        page.goto(host.url.replace("127.0.0.1", "localhost"))
        settled(page)
        yield page
        assert errors == []


def settled(page: Page) -> None:
    frame = page.frame_locator("iframe")
    expect(frame.locator('[data-settled="true"]')).to_have_count(1, timeout=60_000)


SET = """([name, value]) => {
  const choice = document.querySelector('model-choice')
  choice.setAttribute(name, value)
  const { origin, pathname } = new URL(choice.querySelector('iframe').src)
  return origin + pathname
}"""


@pytest.mark.parametrize(
    "name",
    ["scenario", *(pytest.param(n, marks=pytest.mark.slow) for n in ("example", "theme", "title"))],
)
def test_no_attribute_of_the_embedded_calculator_runs_or_leads_elsewhere(
    around: Page, base_url: str, name: str
):
    leads = set()
    for payload in (*PAYLOADS, *RAW):
        leads.add(around.evaluate(SET, [name, payload]))
    around.evaluate(SET, ["theme", "light"])
    around.evaluate(SET, ["scenario", KEPT])

    assert leads == {f"{base_url}embed/index.html"}
    settled(around)
    frame = around.frames[1]
    assert frame.evaluate("() => [window.hostile, {}.polluted]") == [None, None]
    assert around.evaluate("() => [window.hostile, {}.polluted]") == [None, None]
    expect(around.frame_locator("iframe").locator(".btt-card__name")).to_be_visible()


def test_messages_to_the_frame_and_about_it_change_nothing(around: Page):
    told = around.evaluate("() => results.length")
    for message in MESSAGES:
        around.evaluate(
            """message => {
              document.querySelector('iframe').contentWindow.postMessage(message, '*')
              postMessage(message, '*')
            }""",
            message,
        )
    answered(around)

    until(around, lambda: as_high_as_its_content(around))
    assert around.evaluate("() => results.length") == told
    assert around.frames[1].evaluate("() => window.hostile") is None
    expect(around.frame_locator("iframe").locator('[data-settled="true"]')).to_have_count(1)
