"""Blocks of code get a button that copies them; a script works it, and without one it is hidden."""

from collections.abc import Iterable

from builder.built_pages import BuiltPage, element

_BUTTON = (
    '<button type="button" class="btt-copy" data-script-only="" aria-live="polite"'
    ' data-copied="Copied" data-failed="Could not copy">Copy</button>'
)


def add_copy_buttons(pages: Iterable[BuiltPage]) -> None:
    """Put the button before the code of each block."""
    for page in pages:
        for block in page.tree.css(".highlight:has(code)"):
            first = block.css_first("pre")
            if first is not None:
                first.insert_before(element(_BUTTON))
