"""Firefox and WebKitGTK: reading, search, the calculator, the same bytes, and no network."""

from collections.abc import Iterator

import pytest

from tests.browser.hosts import Host, copy_of_site
from tests.other_browsers.engines import WAIT, Engine
from tests.same_bytes import EVERY, differing, measured_differently

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIVE = (
    WAIT
    + """
  await until(() => document.querySelector('[data-btt-calculator][data-live="yes"]'))
"""
)


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
        const field = document.querySelector('[data-btt-search] .btt-search__input')
        field.focus()
        field.value = 'lora'
        field.dispatchEvent(new Event('input', { bubbles: true }))
        const link = await until(() => document.querySelector('.btt-found'))
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


def test_python_starts_from_its_snapshot(engine: Engine, host: Host):
    engine.open(f"{host.url}calculator/index.html")
    last = engine.run(
        LIVE
        + """
        const { dataset, children } = document.querySelector('[data-part="progress"]')
        const said = [...children].map(each => each.textContent).join('')
        return Object.keys(dataset).filter(name => dataset[name] && said.includes(dataset[name]))
        """
    )

    assert "runtime" in last  # the ordinary start tells more
    assert not {"packages", "knowledge"} & set(last)


def test_a_thousand_scenarios_give_the_bytes_of_cpython(engine: Engine, host: Host):
    engine.open(f"{host.url}glossary/index.html")

    assert differing(engine.run, EVERY) == []


def test_the_samples_are_measured_with_the_bytes_of_cpython(engine: Engine, host: Host):
    engine.open(f"{host.url}glossary/index.html")

    assert measured_differently(engine.run) == []


def test_the_embedded_calculator_tells_a_foreign_page_its_answer(
    engine: Engine, host: Host, tmp_path
):
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Foreign</title>'
        f'<script src="{host.url}embed/model-choice.js"></script>'
        '<model-choice scenario="data_may_leave_org=false"></model-choice>'
        "<script>window.results = []; document.querySelector('model-choice')"
        ".addEventListener('result', e => results.push(e.detail))</script>",
        encoding="utf-8",
    )
    with Host(tmp_path) as foreign:  # another port is another origin
        engine.open(foreign.url)
        told = engine.run(WAIT + "return await until(() => results.at(-1))")
        height = engine.run(
            WAIT + "const frame = document.querySelector('iframe')\n"
            "await until(() => frame.height !== '900')\nreturn Number(frame.height)"
        )

    assert told["title"]
    assert told["cost"]
    assert 400 < height < 5000  # its own, not the one that it starts with


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
