"""The last touch to a built site: the runtime, lasting names, offline use, compressed copies."""

import os
from collections.abc import Sequence
from pathlib import Path

from builder.built_pages import BuiltPage, write_pages
from builder.finish.compression import compress, write_sizes
from builder.finish.copy_buttons import add_copy_buttons
from builder.finish.hashing import add_runtime, name_by_content
from builder.finish.headers import write_headers
from builder.finish.policy import secure_pages
from builder.finish.service_worker import (
    write_no_service_worker,
    write_service_worker,
    write_start_list,
)
from builder.processes import run


def finish(
    root: Path,
    site: Path,
    pages: Sequence[BuiltPage],
    runtime: tuple[Path, Path],
    *,
    draft: bool = False,
) -> None:
    """Make a built folder ready for a host; a draft is for its author's eyes alone.

    A draft has no service worker, which would show its author an older build, all styles of the
    theme, and no compressed copies. It counts as older than anything, so that make builds the whole
    when asked to.
    """
    add_copy_buttons(pages)
    if not draft:
        write_pages(site, pages)  # what stands in them says which styles are needed
        trim_styles(root, site)
    secure_pages(site, pages)
    names = name_by_content(site, add_runtime(site, runtime), pages)
    write_pages(site, pages)
    write_start_list(site, names)
    write_headers(site, pages)
    if draft:
        write_no_service_worker(site)
        os.utime(site / "index.html", (0, 0))
    else:
        write_service_worker(root, site)
        compress(site, root / "build" / "compressed")
        write_sizes(site, root / "build" / "page_sizes.csv")


def trim_styles(root: Path, site: Path) -> None:
    """Leave of the theme's styles what our pages can use: less to fetch, to read and to try."""
    node, script = root / ".venv/bin/node", root / "builder/finish/trim_styles.mjs"
    content = (site, root / "view")
    run([node, script, site / "assets" / "stylesheets", *content], root, "styles")
