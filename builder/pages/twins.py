"""Pages → the same text as plain Markdown beside each page, and the list of them in llms.txt."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.pages.pages import Page
from builder.settings import Settings

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DESCRIPTION = re.compile(r"^description: (.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{ ?[.#][^{}\n]*\}")
_SCRIPT_LIKE = re.compile(r"<(svg|select|script|style)\b.*?</\1>", re.DOTALL)
_FOR_SCRIPTS = re.compile(r"<(\w+)\b[^<>]* data-script-only\b.*?</\1>", re.DOTALL)
_BREAKS = re.compile(r"</(?:p|li|h\d|tr|dt|dd|div|legend|label|summary|option)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#34;": '"'}


def write_twins(site: Path, texts: Mapping[str, str]) -> None:
    """Write each page's Markdown beside its HTML; links lead from twin to twin."""
    for path, text in texts.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(twin(text), encoding="utf-8", newline="\n")


def twin(text: str) -> str:
    """A page's Markdown without front matter, attributes and HTML."""
    body = _ATTRIBUTES.sub("", _FRONT.sub("", text))
    body = _SCRIPT_LIKE.sub("", _FOR_SCRIPTS.sub("", body))
    body = _BREAKS.sub("\n", body).replace("<span", " <span")
    body = _TAG.sub("", body)
    for entity, sign in _ENTITIES.items():
        body = body.replace(entity, sign)
    lines = [line.rstrip() for line in body.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def llms_txt(pages: Iterable[Page], texts: Mapping[str, str], settings: Settings) -> str:
    """The site for language models: what it is, and every page with its description."""
    lines = [f"# {settings.site_name}", "", f"> {_description(texts['index.md'])}", ""]
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
        lines.append(f"- [{page.title}]({address}): {_description(texts[page.path])}")
    return "\n".join(lines) + "\n"


def _description(text: str) -> str:
    front = _FRONT.match(text)
    found = _DESCRIPTION.search(front[1]) if front else None
    return found[1].strip().strip('"').replace('\\"', '"') if found else ""
