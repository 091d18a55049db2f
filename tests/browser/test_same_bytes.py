"""Chromium's Python answers scenarios by chance with the bytes of CPython."""

import pytest
from playwright.sync_api import Page

from tests.same_bytes import EVERY, differing, measured_differently

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def from_the_snapshot(page: Page):
    """Nothing of it needs the library, which a start without the snapshot fetches."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    yield
    assert not [each for each in asked if "python_stdlib" in each]


@pytest.mark.parametrize("count", [20, pytest.param(EVERY, marks=pytest.mark.slow)])
def test_scenarios_by_chance_give_the_same_bytes_in_chromium(page: Page, base_url: str, count: int):
    page.goto(f"{base_url}glossary/index.html")

    assert differing(lambda script: page.evaluate(f"async () => {{ {script} }}"), count) == []


def test_the_samples_are_measured_with_the_same_bytes_in_chromium(page: Page, base_url: str):
    page.goto(f"{base_url}glossary/index.html")

    assert measured_differently(lambda script: page.evaluate(f"async () => {{ {script} }}")) == []
