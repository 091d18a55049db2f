"""Faults of the theme are taken out of the tree of a page."""

import pytest

from builder.built_pages import BuiltPage
from builder.finish.theme_faults import mend, mend_page
from builder.problems import StepError


def mended(body: str) -> str:
    page = BuiltPage("a.html", body)
    mend_page(page)
    return str(page.tree.body.html)


def test_attributes_that_must_not_stand_there_go():
    assert "tabindex" not in mended('<pre tabindex="">x</pre>')
    assert "autocomplete" not in mended('<input type="checkbox" id="a" autocomplete="off">')
    assert 'tabindex="0"' in mended('<pre tabindex="0">x</pre>')


def test_a_plain_table_can_be_scrolled_and_ours_stay():
    wrapped = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'

    assert wrapped in mended("<table><tr><td>1</td></tr></table>")
    assert wrapped not in mended('<table class="btt-bill"><tr><td>1</td></tr></table>')


def test_a_style_of_the_theme_is_found_without_its_digest(tmp_path):
    styles = tmp_path / "assets" / "stylesheets" / "classic"
    styles.mkdir(parents=True)
    (styles / "main.0123abcd.min.css").write_text(".focus-visible{}", encoding="utf-8")
    full = '<link href="assets/stylesheets/classic/main.0123abcd.min.css">'
    page = BuiltPage("embed/a.html", '<link href="../assets/stylesheets/main.css">')

    mend(tmp_path, [BuiltPage("index.html", full), page])

    link = page.tree.css_first("link")
    assert link.attributes["href"] == "../assets/stylesheets/classic/main.0123abcd.min.css"
    assert (styles / "main.0123abcd.min.css").read_text("utf-8") == ":focus-visible{}"


def test_a_style_that_the_theme_no_longer_has_stops_the_build(tmp_path):
    page = BuiltPage("embed/a.html", '<link href="../assets/stylesheets/palette.css">')

    with pytest.raises(StepError, match=r"a\.html: the theme has no style 'palette\.css'"):
        mend(tmp_path, [page])


def test_white_space_is_kept_where_it_is_read():
    page = BuiltPage("a.html", "<ul>\n\n   <li>a</li>\n</ul><pre><b>x</b>\n\n  <i>y</i></pre>")
    page.shorten_blanks()

    assert "<ul>\n<li>a</li>\n</ul>" in page.tree.html
    assert "<pre><b>x</b>\n\n  <i>y</i></pre>" in page.tree.html
