"""Tasks that hold a page up; browsers report those from 50 ms on, and no shorter one."""

from playwright.sync_api import Page

REPORTED_FROM_MS = 50.0  # what stands for the longest task where none is reported: at most this
_SOON_MS = 200
_BUSY = """new Promise(done => setTimeout(() => {
  const end = performance.now() + 100
  while (performance.now() < end);
  done()
}))"""


def longest(tasks: list[float]) -> float:
    """The longest of the reported tasks in ms, or the length from which they are reported."""
    return max(tasks, default=REPORTED_FROM_MS)


def check_reported(page: Page, tasks: str) -> None:
    """Make a page busy for 100 ms, see that it is reported, and forget all that was.

    Args:
        page: with an observer that adds to a list.
        tasks: the name of that list.

    Raises:
        SystemExit: the browser reports no long tasks, so none could be measured.
    """
    page.evaluate(_BUSY)
    page.wait_for_timeout(_SOON_MS)
    if not page.evaluate(f"{tasks}.splice(0).length"):
        raise SystemExit("this browser reports no long tasks: the longest one was not measured")
