"""Quality gates on the built site: accessibility and valid HTML.

The weight of pages is in `test_hosts.py`, which opens them all; links are in
`tests/builder/pages/test_site.py`.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LIVE, SITE, Shared
from tests.browser.waiting import stand_still, until
from tests.built import standing

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# The only rules of them that another scheme can break.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Nothing is on its way to another colour or place, and no old answer is shown in grey.
SETTLED = """() => !document.querySelector('.btt-unsettled, [data-opening] [data-btt-calculator]')
  && document.getAnimations().every(each =>
    each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)"""


def kinds() -> list[str]:
    """A page of every kind: each at the root, and two of each folder, the index and another."""
    everything = standing(SITE)
    chosen = sorted(path.name for path in everything if path.parent == SITE)
    for folder in sorted({path.parent for path in everything} - {SITE}):
        own = [path for path in everything if path.parent == folder]
        pages = sorted(path.relative_to(SITE).as_posix() for path in own)
        index = [page for page in pages if page.endswith("index.html")]
        heaviest = max(pages, key=lambda page: (page not in index, (SITE / page).stat().st_size))
        chosen += sorted({*index, heaviest})
    return chosen


def faults(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds on a page by some of its rules, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # nothing stands under the header
    stand_still(page)  # the header's two titles fade into each other
    options: dict[str, Any] = {
        "runOnly": rules,
        "resultTypes": ["violations"],
        "preload": False,  # no rule among these reads style sheets or plays media
    }
    if rules is RULES:  # of WCAG 2.2 AA, but off unless asked for
        options["rules"] = {"target-size": {"enabled": True}}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:120]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module")
def phone(shared_for_long: Shared) -> Iterator[Page]:
    """A narrow page; what it has loaded once serves for the next page as well."""
    opened = shared_for_long.page(320, 800)
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", kinds())
def test_axe_finds_nothing_in_either_scheme_at_either_width(phone: Page, base_url: str, path: str):
    found = []
    phone.set_viewport_size({"width": 320, "height": 800})
    phone.emulate_media(color_scheme="light")
    phone.goto(base_url + path)
    if phone.locator("[data-btt-calculator]").count():
        phone.wait_for_selector(LIVE, timeout=60_000)
    for scheme, name, rules in (("light", "default", RULES), ("dark", "slate", OF_COLOURS)):
        phone.emulate_media(color_scheme=scheme)
        expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in (320, 1280):
            phone.set_viewport_size({"width": width, "height": 800})
            until(phone, SETTLED)
            found += [f"{scheme} {width}: {fault}" for fault in faults(phone, rules)]

    assert found == []


@pytest.mark.browser
def test_axe_sees_faults_that_are_there(browser: Browser, base_url: str):
    page = browser.new_page()
    page.goto(base_url + "index.html")
    page.evaluate("document.querySelector('h1').after(document.createElement('button'))")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")

    names = {fault.partition(":")[0] for fault in faults(page)}
    assert {"button-name", "color-contrast"} <= names
    names = {fault.partition(":")[0] for fault in faults(page, OF_COLOURS)}
    assert names == {"color-contrast"}
    page.close()


def test_no_page_has_an_error_in_its_html():
    if shutil.which("java") is None:
        pytest.skip("the validator needs Java ('apt-get install default-jre-headless' on Debian)")
    command = ["java", "-jar", VNU, "--format", "json", "--errors-only", "--skip-non-html", SITE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"] if done.stderr else []

    assert [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
