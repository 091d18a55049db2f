"""Old addresses → pages that lead on; the anchor that was asked for goes with the reader."""

import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from builder.checks.needs import closest
from builder.content.load import Content, Loaded
from builder.pages.page import Page
from builder.problems import Problem, StepError

SCRIPT = "assets/moved.js"
MARK = 'meta[name="btt-moved"]'  # in the head of such a page
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="btt-moved" content="{target}">
<meta name="description" content="{old} has moved to {title}.">
<title>Moved to {title}</title>
<link rel="canonical" href="{target}">
<script src="{script}"></script>
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body><article><h1>This page has moved</h1>
<p>Go on to <a href="{target}">{title}</a>.</p></article></body>
</html>
"""


def check_moved(content: Content, pages: Iterable[Page]) -> Iterator[Problem]:
    """An old address stands once and is no page; where it leads there is one, of that title."""
    titles = {address(page.path): page.title for page in pages}
    first: dict[str, Loaded] = {}
    for loaded in content.kinds["moved"].values():
        moved = loaded.record
        known = first.setdefault(moved.old, loaded)
        if known is not loaded:
            message = f"'{moved.old}' has moved already, by '{known.record.id}'"
            yield loaded.problem(("old",), message)
        if moved.old in titles:
            yield loaded.problem(("old",), f"'{moved.old}' is a page of the site: it has not moved")
        if moved.new not in titles:
            yield loaded.problem(("new",), f"no page '{moved.new}'{closest(moved.new, titles)}")
        elif moved.title != titles[moved.new]:
            message = f"title must be that of {moved.new}, '{titles[moved.new]}'"
            yield loaded.problem(("title",), f"{message}, got '{moved.title}'")
    for loaded in content.kinds["place"].values():
        path = loaded.record.address.partition("#")[0]
        if path not in titles:
            yield loaded.problem(("address",), f"no page '{path}'{closest(path, titles)}")


def address(path: str) -> str:
    """Where a page of Markdown stands in the site."""
    return f"{path.removesuffix('.md')}.html"


def write_moved(site: Path, moved: Iterable[Any]) -> None:
    """Write a page at each old address.

    Raises:
        StepError: a page stands at the old address.
    """
    for each in moved:
        page = site / each.old
        if page.exists():
            raise StepError(f"content/moved: '{each.old}' is a page of the site: it has not moved")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(moved_page(each), encoding="utf-8", newline="\n")


def moved_page(moved: Any) -> str:
    """The page of one old address; links lead from where it stands."""
    folder = posixpath.dirname(moved.old) or "."
    return _PAGE.format(
        target=escape(posixpath.relpath(moved.new, folder)),
        script=posixpath.relpath(SCRIPT, folder),
        title=escape(moved.title),
        old=moved.old,
    )
