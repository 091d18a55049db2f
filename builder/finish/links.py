"""Links within the built site: each leads to a page, a file or an anchor that is there."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from builder.built_pages import BuiltPage
from builder.problems import StepError

_NAMING = ("href", "src", "action")
_SHOWN = 20
_SOME_HOSTS_PAGE = "404.html"  # its links begin at a root that only the host knows


def check_links(site: Path, pages: Sequence[BuiltPage], sources: Mapping[str, str]) -> None:
    """Every link within the site leads somewhere.

    Args:
        site: the built folder, with all that pages may link to.
        pages: its pages.
        sources: the file that a page is made from, by the path of its Markdown.

    Raises:
        StepError: the dead links, each with the file where to mend it.
    """
    anchors = {page.path: page.ids() for page in pages}
    dead = [
        f"{_source(page, sources)}: link to '{link}' leads nowhere (in {page.path})"
        for page in pages
        if page.path != _SOME_HOSTS_PAGE
        for link in dict.fromkeys(_links(page))
        if _is_dead(site, page, link, anchors)
    ]
    if dead:
        more = [f"and {len(dead) - _SHOWN} more dead links"] if len(dead) > _SHOWN else []
        raise StepError("\n".join([*dead[:_SHOWN], *more]))


def _links(page: BuiltPage) -> Iterator[str]:
    for name in _NAMING:
        for node in page.tree.css(f"[{name}]"):
            yield str(node.attributes[name] or "")


def _is_dead(site: Path, page: BuiltPage, link: str, anchors: Mapping[str, set[str]]) -> bool:
    target = page.local(link)
    if target is None:
        return False
    path = unquote(target)
    if path not in anchors:
        return not (site / path).is_file()
    anchor = unquote(link.partition("#")[2])
    return bool(anchor) and "=" not in anchor and anchor not in anchors[path]  # `=`: a scenario


def _source(page: BuiltPage, sources: Mapping[str, str]) -> str:
    return sources.get(f"{page.path.removesuffix('.html')}.md", page.path)
