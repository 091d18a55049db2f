"""Built pages → the same text as Markdown beside each page, and the list of them in llms.txt."""

from collections.abc import Collection, Iterable, Mapping
from html import escape
from pathlib import Path

from html_to_markdown import ConversionOptions, PreprocessingOptions, convert

from builder.built_pages import BuiltPage, element
from builder.pages.page import Page
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


def twin(page: BuiltPage, copied: Collection[str] = ()) -> str:
    """A page's words as Markdown; `copied` are the addresses of pages that have a twin."""
    root = page.words()
    if root is None:
        return ""
    for link in root.css("a[href]"):
        href = str(link.attributes["href"] or "")
        if page.local(href) in copied:
            path, hash_, anchor = href.partition("#")
            link.attrs["href"] = f"{path.removesuffix('.html')}.md{hash_}{anchor}" if path else href
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


def _language(classes: str) -> str:
    return next(each for each in classes.split() if each.startswith(_LANGUAGE))


def llms_txt(pages: Iterable[Page], built: Mapping[str, BuiltPage], settings: Settings) -> str:
    """The site for language models: what it is, and every page with its description."""
    lines = [f"# {settings.site_name}", "", f"> {built['index.md'].description}", ""]
    lines += ["Each page of the site has a copy in Markdown, linked here.", ""]
    examples = "what the calculator says about each worked example, with its request"
    facts = "every dated fact with value, range, unit, date, sources and licence"
    lines += [
        "## Data",
        "",
        f"- [Facts as JSON]({settings.absolute('data/facts.json')}): {facts}",
        f"- [Facts as a table]({settings.absolute('data/facts.csv')}): the same as CSV",
        f"- [Results as JSON]({settings.absolute('data/results/index.json')}): {examples}",
    ]
    section = None
    for page in pages:
        if page.section != section:
            section = page.section
            lines += ["", f"## {section or 'Start'}", ""]
        address = settings.absolute(page.path)
        lines.append(f"- [{page.title}]({address}): {built[page.path].description}")
    return "\n".join(lines) + "\n"
