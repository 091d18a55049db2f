"""What a frame shows by its view: the card alone, the answer, or all; the case's story on top."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Shared

pytestmark = pytest.mark.browser
STORY = ".btt-case__story p"
SHOWN = {
    "card": [".btt-card__name", STORY, ".btt-embed__foot a"],
    "picture": [".btt-card__name", STORY, ".btt-embed__foot a", ".btt-dmap"],
    "answer": [".btt-card__name", STORY, ".btt-embed__foot a", "#ladder-title"],
    "full": [".btt-card__name", STORY, "#input-labelled_examples", ".btt-tabs", "#ladder-title"],
}
HIDDEN = {
    "card": ["#ladder-title", "#input-labelled_examples", ".btt-tabs", '[data-part="sliders"]'],
    "picture": ["#ladder-title", "#input-labelled_examples", ".btt-tabs"],
    "answer": ["#input-labelled_examples", ".btt-tabs", '[data-part="sliders"]'],
    "full": [".btt-embed__foot a"],
}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (760, "dark")])
@pytest.mark.parametrize("view", SHOWN)
def test_a_frame_shows_as_much_as_it_was_asked_for(
    shared: Shared, base_url: str, view: str, width: int, scheme: str
):
    page = shared.page(width, 600)
    page.goto(f"{base_url}embed/index.html?view={view}&theme={scheme}")
    page.wait_for_selector("html:not([data-opening])", timeout=60_000)

    for each in SHOWN[view]:
        expect(page.locator(each)).to_be_visible()
    for each in HIDDEN[view]:
        expect(page.locator(each)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dark = page.locator("body").get_attribute("data-md-color-scheme")
    assert dark == {"light": "default", "dark": "slate"}[scheme]
    if view == "card":  # the story and the card, and nothing below them
        assert page.evaluate("document.body.getBoundingClientRect().height") < 1000
