"""Addresses that have moved: each leads on, and none takes the place of a page."""

from types import SimpleNamespace

import pytest

from builder.built_pages import BuiltPage
from builder.pages.moved import moved_page, write_moved
from builder.problems import StepError

LETTER = SimpleNamespace(old="glossary/k.html", new="glossary/index.html", title="Glossary")


def test_a_moved_page_leads_on_with_a_script_and_without_one():
    page = BuiltPage(LETTER.old, moved_page(LETTER))

    assert page.tree.css_first('meta[name="btt-moved"]').attributes["content"] == "index.html"
    assert page.tree.css_first("article a").attributes["href"] == "index.html"
    assert 'content="0; url=index.html"' in page.tree.css_first("noscript").html
    assert page.tree.css_first("script").attributes["src"] == "../assets/moved.js"


def test_a_page_that_moved_into_another_folder_leads_there():
    old = SimpleNamespace(old="guides/old.html", new="learn.html", title="Learn")

    assert 'href="../learn.html"' in moved_page(old)


def test_a_page_that_stands_has_not_moved(tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / LETTER.old).write_text("a page", encoding="utf-8")

    with pytest.raises(StepError, match=r"glossary/k\.html' is a page of the site"):
        write_moved(tmp_path, [LETTER])
