"""Styles that a page of four thousand elements can afford while somebody drags a handle."""

import re
from pathlib import Path

import pytest

STYLES = sorted((Path(__file__).resolve().parents[2] / "site_src/assets/css").glob("*.css"))
OF_ALL_THAT_IS_THERE = re.compile(r"(?:^|[\s,{}])(?:html|body|:root):has\(")
MARK_OF_THE_WHOLE = "[data-drawn"  # the charts set it on the calculator with each answer


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_no_style_makes_the_browser_look_at_the_whole_page_with_each_answer(style):
    text = style.read_text(encoding="utf-8")

    assert not OF_ALL_THAT_IS_THERE.search(text)
    assert MARK_OF_THE_WHOLE not in text
