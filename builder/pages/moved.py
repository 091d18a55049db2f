"""Old addresses → pages that lead on; the anchor that was asked for goes with the reader."""

import posixpath
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from builder.problems import StepError

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
