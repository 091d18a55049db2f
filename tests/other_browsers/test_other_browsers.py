"""Firefox and WebKitGTK: reading, search, the calculator, the same bytes, and no network."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from calculator.__main__ import load_knowledge
from tests.browser.conftest import SITE
from tests.browser.hosts import Host, copy_of_site
from tests.other_browsers.engines import PATIENCE, Engine, firefox, webkit
from tests.random_scenarios import random_texts
from view.page import FIRST_REQUEST, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ENGINES = {"firefox": firefox, "webkit": webkit}
SCENARIOS = 100
WAIT = f"""
  const until = async ready => {{
    const end = Date.now() + {PATIENCE * 800}
    for (;;) {{
      const found = ready()
      if (found) return found
      if (Date.now() > end) throw new Error('waited in vain for ' + ready)
      await new Promise(done => setTimeout(done, 50))
    }}
  }}
"""
LIVE = (
    WAIT
    + """
  await until(() => document.querySelector('[data-btt-calculator][data-live="yes"]'))
"""
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request) -> Iterator[Engine]:
    """One browser for all tests."""
    assert (SITE / "index.html").exists(), "run `make build` first"
    with ENGINES[request.param]() as opened:
        yield opened


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[Host]:
    """The built site, served by a host that tests may stop."""
    with Host(copy_of_site(tmp_path_factory.mktemp("host") / "site")) as running:
        yield running


def test_a_reading_page_shows_its_words_and_no_error(engine: Engine, host: Host):
    engine.open(f"{host.url}glossary/index.html")

    assert engine.run("return document.querySelector('h1').textContent") == "Glossary"
    width = engine.run("return document.documentElement.scrollWidth - innerWidth")
    assert width <= 0


def test_search_finds_a_term(engine: Engine, host: Host):
    engine.open(f"{host.url}guides/index.html")
    found = engine.run(
        WAIT
        + """
        const field = document.querySelector('[data-md-component="search-query"]')
        field.focus()
        field.value = 'lora'
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }))
        const link = await until(() => document.querySelector('.md-search-result__link'))
        return link.textContent
        """
    )

    assert "lora" in found.lower()


def test_the_calculator_answers_and_writes_the_address(engine: Engine, host: Host):
    engine.open(f"{host.url}calculator/index.html#task_novelty=solved")
    address = engine.run(
        LIVE
        + """
        document.querySelector('[data-field="data_may_leave_org"] input[value="false"]').click()
        await until(() => location.hash.includes('data_may_leave_org=false'))
        return location.hash
        """
    )

    assert "task_novelty=solved" in address
    assert engine.run("return document.querySelectorAll('.btt-answer').length") == 1


def test_a_hundred_scenarios_give_the_bytes_of_cpython(engine: Engine, host: Host):
    knowledge, rng = load_knowledge(), random.Random(8)
    requests = [
        json.dumps({
            **FIRST_REQUEST, "do": "answer", "values": random_texts(knowledge, rng),
            "detail": "full" if i % 10 == 0 else "quick", "today": "2026-11-21",
        })
        for i in range(SCENARIOS)
    ]  # fmt: skip
    (worker,) = (SITE / "assets").glob("python_worker*.js")
    engine.open(f"{host.url}glossary/index.html")
    found: list[Any] = engine.run(
        f"""
        const requests = {json.dumps(requests)}
        const python = new Worker('../assets/{worker.name}')
        const answers = []
        for (const [id, request] of requests.entries()) {{
          answers.push(await new Promise((done, fail) => {{
            python.onmessage = ({{ data }}) => {{
              if ('crash' in data || 'lost' in data) fail(new Error(data.crash ?? data.lost))
              if ('answer' in data) done(data.answer)
            }}
            python.postMessage({{ id, request }})
          }}))
        }}
        return answers
        """
    )

    page = Page(knowledge)
    assert len(found) == SCENARIOS
    assert [a == page.answer(r) for a, r in zip(found, requests, strict=True)] == [True] * SCENARIOS


def test_the_stored_site_works_without_a_network(engine: Engine, tmp_path):
    with Host(copy_of_site(tmp_path / "site")) as host:
        engine.open(f"{host.url}calculator/index.html")
        engine.run(
            LIVE
            + "await until(() => document.querySelector('[data-btt-offline][data-state=ready]'))"
        )
    engine.open(f"{host.url}calculator/index.html#data_may_leave_org=false")
    engine.run(LIVE)
    engine.open(f"{host.url}glossary/index.html")

    assert engine.run("return document.querySelector('h1').textContent") == "Glossary"
