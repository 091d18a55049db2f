"""The calculator in a frame of a foreign site."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Shared
from tests.browser.waiting import as_high_as_its_content, until
from view.page import packed_page

pytestmark = pytest.mark.browser

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A foreign page</title>
<link rel="icon" href="data:,">
<script src="{site}embed/model-choice.js"></script></head>
<body><h1>Our intranet</h1><model-choice {attributes}></model-choice>
<script>
  window.results = []
  document.querySelector('model-choice').addEventListener('result', e => results.push(e.detail))
</script></body></html>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is inherited
        pass


# Every height that the frame has from now on: what it holds may still grow.
HEIGHTS = """() => {
  const frame = document.querySelector('iframe')
  window.heights = [frame.height]
  new MutationObserver(() => heights.push(frame.height)).observe(frame, { attributes: true })
}"""


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site with another origin, and its folder."""
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/", tmp_path
        server.shutdown()


@pytest.fixture
def open_page(shared: Shared) -> Iterator[Page]:
    """A page that may ask two hosts, its own and the calculator's."""
    page = shared.page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield page
    assert errors == []


def embedded(page: Page, foreign: tuple[str, Path], base_url: str, attributes: str) -> FrameLocator:
    address, folder = foreign
    text = HOST.format(site=base_url, attributes=attributes)
    (folder / "index.html").write_text(text, encoding="utf-8")
    page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator('[data-settled="true"]')).to_have_count(1, timeout=60_000)
    return frame


def test_the_frame_opens_with_the_example_in_the_theme_and_tells_its_answer(
    open_page: Page, foreign, base_url: str
):
    example = next(iter(packed_page().knowledge.examples.values()))
    frame = embedded(open_page, foreign, base_url, f'example="{example.id}" theme="dark"')

    expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    modality = str(example.inputs["modality"])
    expect(frame.locator('[name="modality"]')).to_have_value(modality)
    result = open_page.evaluate("results.at(-1)")
    assert result["title"] in frame.locator("#answer-title").inner_text()
    assert set(result) == {"recommended", "title", "cost"}
    expect(frame.locator('[data-part="told"]')).to_be_hidden()


def test_the_frame_is_as_high_as_what_it_holds(open_page: Page, foreign, base_url: str):
    frame = embedded(open_page, foreign, base_url, 'scenario="modality=image" view="full"')
    frame.locator(".btt-rung__head").first.click()

    shown = frame.locator("body").evaluate("body => [body.scrollHeight, innerHeight]")
    assert abs(shown[0] - shown[1]) <= 2
    assert open_page.locator("iframe").evaluate("frame => frame.height") != "900"


def test_the_frame_of_a_card_shrinks_to_the_card(open_page: Page, foreign, base_url: str):
    frame = embedded(open_page, foreign, base_url, 'scenario="modality=image" view="full"')
    choice = open_page.locator("model-choice")
    choice.evaluate("element => element.setAttribute('view', 'card')")
    expect(frame.locator('html[data-view="card"] [data-settled="true"]')).to_have_count(1)

    until(open_page, "() => Number(document.querySelector('iframe').height) < 700")
    shown = frame.locator("body").evaluate("body => [body.scrollHeight, innerHeight]")
    assert abs(shown[0] - shown[1]) <= 2


@pytest.mark.parametrize("width", [360, 760, 1100, 1400])
def test_the_decades_under_a_picture_do_not_run_into_each_other(
    open_page: Page, foreign, base_url: str, width: int
):
    open_page.set_viewport_size({"width": width, "height": 900})
    frame = embedded(open_page, foreign, base_url, 'scenario="modality=image" view="picture"')

    ends = frame.locator(".btt-dmap__ticks svg text").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).filter(box => box.width)"
        ".map(({ left, right }) => [left, right])"
    )
    assert len(ends) >= 3
    assert all(one[1] < other[0] for one, other in pairwise(ends))


def test_a_host_that_asks_is_told_the_scenario_and_the_reader_is_told_so(
    open_page: Page, foreign, base_url: str
):
    embedded(open_page, foreign, base_url, 'tell="scenario" view="full"')
    choice = open_page.locator("model-choice")
    choice.evaluate("(element, value) => element.setAttribute('scenario', value)", "modality=audio")
    frame = open_page.frame_locator("iframe")
    expect(frame.locator('[name="modality"]')).to_have_value("audio", timeout=60_000)
    expect(frame.locator('[data-part="told"]')).to_contain_text("gets your answers")
    frame.locator('[data-field="data_may_leave_org"] input[value="false"]').check()

    told = "() => results.some(r => r.address.includes('data_may_leave_org=false'))"
    until(open_page, told)


def test_the_copied_line_makes_a_frame_with_the_scenario_and_its_own_height(
    open_page: Page, foreign, base_url: str
):
    open_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    state = "labelled_examples=77&o.1=5~once~~%22A%26B%22"
    open_page.goto(f"{base_url}calculator/index.html#{state}")
    expect(open_page.locator('[data-live="yes"]')).to_have_count(1, timeout=60_000)
    open_page.locator(".btt-tools > summary").click()
    open_page.locator('[data-tool="embed"]').click()
    expect(open_page.locator('[data-part="tools-say"]')).to_contain_text("paste it")
    line = open_page.evaluate("navigator.clipboard.readText()")
    address, folder = foreign
    text = f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{line}'
    (folder / "index.html").write_text(text, encoding="utf-8")

    open_page.goto(address)
    frame = open_page.frame_locator("iframe")
    expect(frame.locator('[data-settled="true"]')).to_have_count(1, timeout=60_000)
    expect(frame.locator(".btt-card__name")).to_be_visible()
    leads = frame.locator(".btt-embed__foot a")
    expect(leads).to_have_attribute("href", re.compile("labelled_examples=77.*A%26B"))
    until(open_page, lambda: as_high_as_its_content(open_page))


def test_messages_of_others_are_ignored(open_page: Page, foreign, base_url: str):
    embedded(open_page, foreign, base_url, "")
    open_page.evaluate(HEIGHTS)
    open_page.evaluate("postMessage({source: 'model-choice', height: 7, result: {}}, '*')")
    open_page.evaluate("() => new Promise(resolve => setTimeout(resolve, 50))")

    assert "7" not in open_page.evaluate("heights")
    assert all("title" in each for each in open_page.evaluate("results"))
