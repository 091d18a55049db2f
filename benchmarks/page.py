"""How soon the page answers a key: the answer itself, and the ranges and charts that follow.

A hundred changes of different inputs, one after the other, each measured in the page from the
input event on: until the answer has been drawn, and until ranges and charts have followed. The
last line is JSON.
"""

import json
import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks._host import Link, host
from benchmarks._long_tasks import check_reported, longest
from benchmarks.start import ARGUMENTS
from calculator.knowledge import Input
from view.page import packed_page

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE", ROOT / "site"))
CHANGES = 100
NUMBERS = (150, 900, 5_000, 20_000, 70_000, 300_000)
# Sets one field as a reader would, and gives milliseconds until drawn and until settled.
CHANGE = """async ([name, value]) => {
  const page = document.querySelector('[data-btt-calculator]')
  const field = document.querySelector(`[data-part="form"] [name="${name}"]`)
  const many = [...document.querySelectorAll(`[data-part="form"] [name="${name}"]`)]
  const tick = () => new Promise(resolve => setTimeout(resolve))
  delete page.dataset.drawn
  const drawn = new Promise(resolve => page.addEventListener('btt:drawn', resolve, { once: true }))
  const start = performance.now()
  if (field.type === 'radio') many.find(each => each.value === value).checked = true
  else field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await drawn
  const answered = performance.now() - start
  while (page.dataset.settled !== 'true' || page.dataset.drawn !== 'yes') await tick()
  return [answered, performance.now() - start]
}"""
LONG_TASKS = """window.tasks = []
new PerformanceObserver(list => { for (const e of list.getEntries()) tasks.push(e.duration) })
  .observe({ type: 'longtask' })"""


def changes(inputs: list[Input]) -> Iterator[tuple[str, str]]:
    """A hundred (name, value) pairs; the inputs in turns, never twice the same value in a row."""
    for number in range(CHANGES):
        definition = inputs[number % len(inputs)]
        turn = number // len(inputs)
        if definition.kind == "choice":
            values = [str(choice.value) for choice in definition.choices]
        elif definition.kind == "boolean":
            values = ["true", "false"]
        else:
            low, high = definition.minimum or 0, definition.maximum or max(NUMBERS)
            whole = definition.kind == "integer"
            scaled = [min(max(n, low), high) for n in NUMBERS] if whole else [low, high / 2]
            values = [f"{value:.6g}" if not whole else str(int(value)) for value in scaled]
        yield definition.id, values[(turn + 1) % len(values)]


def measure(page: Page, address: str) -> dict[str, float]:
    """The figures of one run, in milliseconds."""
    page.goto(f"{address}calculator/index.html")
    page.wait_for_selector('[data-settled="true"]', timeout=120_000)
    page.locator(".btt-charts").scroll_into_view_if_needed()
    page.wait_for_timeout(1_500)
    page.evaluate(LONG_TASKS)
    check_reported(page, "tasks")
    answered, settled = [], []
    for change in changes(list(packed_page().knowledge.inputs.values())):
        first, last = page.evaluate(CHANGE, list(change))
        answered.append(first)
        settled.append(last)
    return {
        "answer_median_ms": statistics.median(answered),
        "answer_p95_ms": _p95(answered),
        "settled_median_ms": statistics.median(settled),
        "settled_p95_ms": _p95(settled),
        "longest_task_ms": longest(page.evaluate("tasks")),
    }


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def main() -> None:
    """Print a table for people and a line for programs."""
    with host(SITE, Link()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        figures = {name: round(value, 1) for name, value in measure(page, address).items()}
        browser.close()
    print(f"{CHANGES} changes, {os.cpu_count()} cores")
    for name, value in figures.items():
        print(f"{name:20} {value:8.1f}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
