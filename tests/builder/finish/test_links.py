"""A dead link within the site stops the build, at the file where it stands."""

from pathlib import Path

import pytest

from builder.built_pages import BuiltPage
from builder.finish.links import check_links
from builder.problems import StepError

SOURCES = {"guides/tea.md": "content/guides/tea.yaml"}
POT = BuiltPage("pots.html", '<h1 id="pots">Pots</h1>')


def check(site: Path, body: str) -> None:
    """Check a page with this body, beside one of pots and a file of data."""
    (site / "data").mkdir(exist_ok=True)
    (site / "data" / "facts.json").write_text("{}", encoding="utf-8")
    check_links(site, [BuiltPage("guides/tea.html", body), POT], SOURCES)


@pytest.mark.parametrize(
    "link",
    [
        "../pots.html", "../pots.html#pots", "#leaf", "../data/facts.json", "tea.html?theme=dark",
        "../pots.html#example=green-tea", "https://tea.example/none.html", "mailto:a@tea.example",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_elsewhere_is_no_fault(tmp_path, link):
    check(tmp_path, f'<p id="leaf"><a href="{link}">x</a></p>')


@pytest.mark.parametrize("link", ["cups.html", "../pots.html#cups", "#cups", "../data/none.csv"])
def test_a_dead_link_is_told_with_its_source_and_its_page(tmp_path, link):
    with pytest.raises(StepError) as told:
        check(tmp_path, f'<a href="{link}">x</a>')

    assert str(told.value) == (
        f"content/guides/tea.yaml: link to '{link}' leads nowhere (in guides/tea.html)"
    )


def test_many_dead_links_are_told_in_part_and_counted(tmp_path):
    with pytest.raises(StepError) as told:
        check(tmp_path, "".join(f'<a href="{i}.html">x</a>' for i in range(25)))

    assert len(str(told.value).splitlines()) == 21
    assert str(told.value).endswith("and 5 more dead links")


def test_a_script_that_is_not_there_is_a_dead_link(tmp_path):
    with pytest.raises(StepError, match=r"link to 'gone\.js' leads nowhere"):
        check(tmp_path, '<script src="gone.js"></script>')
