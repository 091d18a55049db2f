"""The button of a block of code."""

from builder.built_pages import BuiltPage
from builder.finish.copy_buttons import add_copy_buttons
from builder.pages.twins import twin


def test_each_block_of_code_gets_one_button_that_no_copy_in_markdown_shows():
    block = '<div class="language-python highlight"><pre><code>x = 1</code></pre></div>'
    page = BuiltPage("a.html", f"<article>{block}{block}<p><code>y</code></p></article>")
    add_copy_buttons([page])

    assert len(page.tree.css(".highlight > .btt-copy")) == 2
    assert page.tree.css_first(".btt-copy").text() == "Copy"
    assert "Copy" not in twin(page)
