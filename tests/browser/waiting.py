"""Waiting for something to be so, never for a time to pass."""

import math
import time
from collections.abc import Callable

from playwright.sync_api import Page

SOON = 30  # seconds; a bound against hanging, not a measure
_NEXT_TASK = "new Promise(done => setTimeout(done))"
_STILL = """Promise.all(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
  .map(each => each.finished.catch(() => {})))"""
# What a frame's observers set moving begins with the frame after it.
_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_ROUND_TRIP = "() => fetch(document.querySelector('link[rel=icon]').href).then(got => got.blob())"


def until(page: Page, holds: Callable[[], object] | str) -> None:
    """Let messages of the browser come in until something holds, in the page where it is a text.

    Not `wait_for_function`: it evaluates text from the page's own frames, which the policy of
    the pages forbids, so it fails whenever the first look came too early.
    """
    end = time.monotonic() + SOON
    while not (page.evaluate(holds) if isinstance(holds, str) else holds()):
        assert time.monotonic() < end, "waited in vain"
        page.evaluate(_NEXT_TASK)


def stand_still(page: Page) -> None:
    """Wait until nothing moves any more, but what moves without end."""
    page.evaluate(_FRAMES)
    page.evaluate(_STILL)


def answered(page: Page, times: int = 3) -> None:
    """Wait until the host has answered some questions, one after the other.

    What a page had begun to ask for before that has come as far.
    """
    for _ in range(times):
        page.evaluate(_ROUND_TRIP)
    page.wait_for_load_state("networkidle")


def as_high_as_its_content(around: Page) -> bool:
    """What is drawn last still grows the frame after its answer has settled."""
    height = around.frames[1].evaluate("() => document.body.getBoundingClientRect().height")
    return int(around.locator("iframe").get_attribute("height") or 0) == math.ceil(height)
