"""The policy at work. What is tried runs in the page's own script: the browser lifts its ban on
evaluation for code that comes through its debugging door, so that such a test passes falsely.
"""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import FOUND, SEARCH, SITE, open_calculator

pytestmark = pytest.mark.browser
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
READING = "glossary/index.html"
CALCULATOR = "calculator/index.html"

# Each attempt says "done", or the name of what stopped it.
PROBE = """
;(async () => {
  const tried = {}
  const attempt = async (name, run) => {
    try { tried[name] = await run() ?? 'done' } catch (error) { tried[name] = error.name }
  }
  const wait = ms => new Promise(done => setTimeout(done, ms))
  const ran = async add => {
    window.ran = false
    add()
    await wait(200)
    return window.ran ? 'done' : 'ignored'
  }
  const heard = async add => {
    await wait(50) // what was refused before has been told
    const refused = new Promise(done => document.addEventListener('securitypolicyviolation',
      event => done(event.effectiveDirective), { once: true }))
    add()
    return Promise.race([refused, wait(1000)])
  }
  const element = (name, more) => Object.assign(document.createElement(name), more)
  await attempt('eval', () => { (0, eval)('1') })
  await attempt('Function', () => { new Function('return 1')() })
  await attempt('inline script', () => ran(() => {
    document.head.append(element('script', { textContent: 'window.ran = true' }))
  }))
  await attempt('handler', () => ran(() => {
    const button = element('button')
    button.setAttribute('onclick', 'window.ran = true')
    button.click()
  }))
  await attempt('markup', () => ran(() => {
    const innerHTML = '<img src="data:," onerror="window.ran = true">'
    document.body.append(element('div', { innerHTML }))
  }))
  await attempt('style attribute', () => heard(() => {
    document.body.setAttribute('style', 'color: red')
  }))
  const other = 'http://127.0.0.2:9/'
  await attempt('foreign fetch', async () => { await fetch(other) })
  await attempt('foreign image', () => heard(() => element('img', { src: other })))
  await attempt('foreign frame', () => heard(() => {
    document.body.append(element('iframe', { src: other }))
  }))
  await attempt('base', () => heard(() => {
    document.head.append(element('base', { href: other }))
  }))
  await attempt('foreign worker', () => { new Worker(other) })
  await attempt('own policy', () => { trustedTypes.createPolicy('mine', {}) })
  await attempt('wasm', async () => {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
  })
  document.documentElement.dataset.tried = JSON.stringify(tried)
})()
"""


def tried(page: Page, address: str, *, lifted: bool = False) -> dict[str, Any]:
    """What came of each attempt in a page; `lifted` takes its policy away."""

    def with_probe(route: Route) -> None:
        own = next(SITE.glob("assets/site.*.js")).read_text(encoding="utf-8")
        route.fulfill(body=own + PROBE, content_type="text/javascript")

    def without_policy(route: Route) -> None:
        text = route.fetch().text()
        route.fulfill(body=META.sub("", text), content_type="text/html")

    page.route("**/assets/site.*.js", with_probe)
    if lifted:
        page.route("**/*.html", without_policy)
    page.goto(address)
    page.wait_for_selector("html[data-tried]", timeout=30_000)
    found: dict[str, Any] = json.loads(page.get_attribute("html", "data-tried") or "{}")
    return found


@pytest.fixture
def probed(context) -> Page:
    """A page that may complain: what it tries is forbidden."""
    return context.new_page()


def test_without_the_policy_every_attempt_would_succeed(probed: Page, base_url: str):
    found = tried(probed, base_url + READING, lifted=True)

    done = {name for name, outcome in found.items() if outcome == "done"}
    assert {"eval", "Function", "inline script", "handler", "markup", "own policy"} <= done


@pytest.mark.parametrize("path", ["index.html", READING, "404.html"])
def test_a_reading_page_runs_nothing_and_asks_nobody(probed: Page, base_url: str, path: str):
    found = tried(probed, base_url + path)

    assert found["eval"] == found["Function"] == "EvalError"
    assert found["inline script"] == found["handler"] == found["markup"] == "ignored"
    assert found["style attribute"] == "style-src-attr"
    assert found["foreign fetch"] == "TypeError"
    assert found["foreign image"] == "img-src"
    assert found["foreign frame"] == "frame-src"
    assert found["base"] == "base-uri"
    assert found["foreign worker"] in ("SecurityError", "done")  # "done": refused when it loads
    assert found["wasm"] == "done"


def test_the_calculator_page_takes_no_text_as_code_or_markup(probed: Page, base_url: str):
    found = tried(probed, base_url + CALCULATOR)

    assert found["eval"] == found["Function"] == "EvalError"
    assert found["inline script"] == "TypeError"
    assert found["handler"] in ("TypeError", "ignored")
    assert found["markup"] == found["foreign worker"] == "TypeError"
    assert found["own policy"] == "TypeError"
    assert found["foreign fetch"] == "TypeError"
    assert found["wasm"] == "done"


def test_the_calculator_and_the_search_work_under_trusted_types(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.locator(SEARCH).click()
    page.locator(SEARCH).press_sequentially("token")

    expect(page.locator(FOUND).first).to_be_visible(timeout=20_000)
    assert "require-trusted-types-for" in (SITE / CALCULATOR).read_text(encoding="utf-8")
