"""Built pages → the same text as Markdown beside each page; a list of them, and all in one file."""

import json
from collections.abc import Collection, Iterable, Mapping
from html import escape
from pathlib import Path

from html_to_markdown import ConversionOptions, PreprocessingOptions, convert

from builder.built_pages import BuiltPage, element
from builder.pages.page import Page, Section
from builder.settings import Settings

NO_TWIN = "404.html"
_OPTIONS = ConversionOptions(
    compact_tables=True,
    extract_metadata=False,
    autolinks=False,
    preprocessing=PreprocessingOptions(enabled=False),  # would drop the form of the calculator
)
_LANGUAGE = "language-"


def write_twins(site: Path, pages: Iterable[BuiltPage]) -> None:
    """Write each page's Markdown beside its HTML; links lead from twin to twin."""
    copied = {page.path: page for page in pages if page.path != NO_TWIN}
    for path, page in copied.items():
        (site / path).with_suffix(".md").write_text(
            twin(page, copied), encoding="utf-8", newline="\n"
        )


def twin(page: BuiltPage, copied: Collection[str] = (), settings: Settings | None = None) -> str:
    """A page's words as Markdown.

    Args:
        page: a built page.
        copied: the addresses of pages that have a twin.
        settings: if given, links lead from the root of the site, or from its address, and not
            from the page.
    """
    root = page.words()
    if root is None:
        return ""
    for link in root.css("a[href]"):
        link.attrs["href"] = _address(page, str(link.attributes["href"] or ""), copied, settings)
    for listing in root.css("pre code"):
        listing.inner_html = escape(listing.text())  # its spans are colours, not words kept apart
    for node in root.css("pre > span"):
        node.decompose()  # an empty one stands before each block
    for node in root.css("span, small"):
        node.insert_before(" ")  # what only styles keep apart
    for node in root.css("label"):
        node.insert_after(element("<br>"))
    for block in root.css(f'div[class*="{_LANGUAGE}"]'):
        if code := block.css_first("code"):
            code.attrs["class"] = _language(str(block.attributes["class"]))
    return f"{(convert(str(root.html), _OPTIONS).content or '').strip()}\n"


def _address(page: BuiltPage, href: str, copied: Collection[str], settings: Settings | None) -> str:
    """Where a link of a page leads in its twin."""
    target = page.local(href)
    if target is None or target not in copied:
        return href
    path, hash_, anchor = href.partition("#")
    shown = settings.absolute(target) if settings else path
    return f"{shown.removesuffix('.html')}.md{hash_}{anchor}" if shown else href


def _language(classes: str) -> str:
    return next(each for each in classes.split() if each.startswith(_LANGUAGE))


def llms_txt(pages: Iterable[Page], built: Mapping[str, BuiltPage], settings: Settings) -> str:
    """The site for language models: what it is, and every page with its description."""
    lines = [f"# {settings.site_name}", "", f"> {built['index.md'].description}", ""]
    whole = settings.absolute("llms-full.txt")
    lines += [f"Each page has a copy in Markdown, linked here; [one file]({whole}) holds all.", ""]
    examples = "what the calculator says about each worked example, with its request"
    facts = "every dated fact with value, range, unit, date, sources and licence"
    lines += [
        "## Data",
        "",
        f"- [Facts as JSON]({settings.absolute('data/facts.json')}): {facts}",
        f"- [Facts as a table]({settings.absolute('data/facts.csv')}): the same as CSV",
        f"- [Results as JSON]({settings.absolute('data/results/index.json')}): {examples}",
    ]
    section: Section | None = None
    for page in pages:
        if page.section != section:
            section = page.section
            lines += ["", f"## {': '.join(section) or 'Start'}", ""]
        address = settings.absolute(page.path)
        lines.append(f"- [{page.title}]({address}): {built[page.path].description}")
    return "\n".join(lines) + "\n"


def pages_json(pages: Iterable[Page], built: Mapping[str, BuiltPage], settings: Settings) -> str:
    """All pages as records, in the order of the navigation, for the server of assistants."""
    copied = {page.path for page in built.values()}
    records = [
        {
            "address": page.path,
            "title": page.title,
            "description": built[page.path].description,
            "words": twin(built[page.path], copied, settings),
        }
        for page in pages
    ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def llms_full_txt(pages: Iterable[Page], built: Mapping[str, BuiltPage], settings: Settings) -> str:
    """All pages in one text, in the order of the navigation, each under its address."""
    copied = {page.path for page in built.values()}
    parts = [f"# {settings.site_name}, all pages"]
    for page in pages:
        words = twin(built[page.path], copied, settings)
        parts.append(f"---\n\nPage: {settings.absolute(page.path)}\n\n{words.rstrip()}")
    return "\n\n".join(parts) + "\n"
