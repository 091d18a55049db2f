"""The offline zip in Firefox and WebKitGTK: pages, search and calculator from the disk."""

import zipfile
from pathlib import Path

import pytest

from builder.finish.package import package
from tests.browser.conftest import ROOT
from tests.browser.hosts import Host
from tests.other_browsers.engines import WAIT, Engine

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STATES = ("", "data_may_leave_org=false&modality=image")
ANSWER = (
    WAIT
    + """
  await until(() => document.querySelector('[data-live="yes"][data-settled="true"]'))
  return document.querySelector('[data-part="headline"]').textContent
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The zip, unpacked."""
    target = tmp_path_factory.mktemp("folder")
    with zipfile.ZipFile(package(ROOT)[0]) as archive:
        archive.extractall(target)
    (top,) = target.iterdir()
    return top


def test_a_page_opens_from_the_disk(engine: Engine, folder: Path):
    engine.open((folder / "glossary" / "index.html").as_uri())

    assert engine.run("return document.querySelector('h1').textContent") == "Glossary"


def test_search_finds_a_term_from_the_disk(engine: Engine, folder: Path):
    engine.open((folder / "index.html").as_uri())
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


@pytest.mark.parametrize("state", STATES)
def test_the_calculator_says_the_same_from_the_disk_as_over_http(
    engine: Engine, folder: Path, state: str
):
    page = folder / "calculator" / "index.html"
    engine.open(f"{page.as_uri()}#{state}")
    here = engine.run(ANSWER)
    with Host(folder) as host:
        engine.open(f"{host.url}calculator/index.html#{state}")
        there = engine.run(ANSWER)

    assert here == there != ""
