"""The built site: every page is whole, every link and anchor leads somewhere."""

import gzip
import html.parser
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.pages.addresses import address_of
from builder.pages.search import OWN_PAGE, SHARED_PAGE
from tests.built import content as project_content
from tests.built import standing

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
MOST_HTML_BYTES = 150_000  # of a page for reading: the longest are tables of some hundred rows
# These hold a form of all inputs and a whole answer with charts and bills, so that the answer is
# there at first paint and without scripts. No other page may be larger than one for reading.
TOOLS = {"calculator/index.html", "embed/index.html"}
MOST_TOOL_BYTES = 200_000  # all questions; what folds hide comes when one is opened
MOST_TOOL_BYTES_SENT = 45_000  # compressed by gzip, as most hosts send it


class Page(html.parser.HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[str] = []
        self.description = ""
        self.title = ""
        self.inline_styles: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._open.append(tag)
        if given.get("id"):
            self.ids.add(given["id"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.loaded.append(given["href"])
        if tag in ("h1",):
            self.headings.append(tag)
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content") or ""
        if "style" in given:
            self.inline_styles.append(f"{tag} {given['style']}")

    def handle_data(self, data):
        if self._open and self._open[-1] == "title":
            self.title += data


@cache
def page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def pages() -> list[Path]:
    return sorted(SITE.rglob("*.html"))


def name(path: Path) -> str:
    return path.relative_to(SITE).as_posix()


@pytest.fixture(autouse=True, scope="module")
def built_site():
    assert (SITE / "index.html").exists(), "run `make build` first"


def test_every_page_has_a_title_a_description_and_one_heading_of_the_first_rank():
    wrong = [
        name(path)
        for path in pages()
        if path.name != "404.html"
        and not (
            page(path).title.strip() and page(path).description and len(page(path).headings) == 1
        )
    ]

    assert wrong == []


def test_no_two_pages_share_a_description():
    seen: dict[str, str] = {}
    twice = []
    for path in pages():
        if path.name != "404.html":
            first = seen.setdefault(page(path).description, name(path))
            if first != name(path):
                twice.append((first, name(path)))

    assert twice == []


def test_every_link_and_anchor_within_the_site_leads_somewhere():
    dead = []
    for path in pages():
        for link in page(path).links + page(path).loaded:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                dead.append(f"{name(path)} → {link}")
            elif target.suffix == ".html" and parts.fragment and "=" not in parts.fragment:
                known = unquote(parts.fragment) in page(target).ids
                dead += [] if known else [f"{name(path)} → {link}"]

    assert dead == []


def test_no_page_is_an_orphan():
    linked = set()
    for path in pages():
        for link in page(path).links:
            parts = urlsplit(link)
            if not parts.scheme and not parts.netloc and parts.path:
                target = (path.parent / unquote(parts.path)).resolve()
                if target != path.resolve():
                    linked.add(target / "index.html" if target.is_dir() else target)

    orphans = [name(path) for path in standing(SITE) if path.resolve() not in linked]
    assert [orphan for orphan in orphans if orphan not in ("404.html", "embed/index.html")] == []


def led_to(path: Path) -> set[Path]:
    """The pages to which what a reader sees of a page leads: its text, the tabs and the foot."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    links = tree.css("article a[href], .md-tabs a[href], .md-footer a[href]")
    targets = (urlsplit(str(link.attributes["href"])) for link in links)
    return {
        (path.parent / unquote(target.path)).resolve()
        for target in targets
        if not target.scheme and target.path.endswith(".html")
    }


def test_every_problem_approach_pair_price_and_term_is_two_clicks_from_home():
    home = (SITE / "index.html").resolve()
    once = led_to(home)
    twice = once.union(*map(led_to, once))
    wanted = {
        SITE / f"{address_of(kind, loaded.record).partition('.md')[0]}.html"
        for kind, loaded in project_content().everything()
        if kind in OWN_PAGE or kind in ("term", "scenario", "model", "assumption", "accelerator")
    }
    wanted |= {SITE / "data" / f"{each}.html" for each in ("hosted-prices", "rents")}

    assert sorted(name(path) for path in wanted if path.resolve() not in twice) == []
    assert (SITE / "glossary" / "index.html").resolve() in once


def test_there_are_four_tabs_and_every_page_but_home_stands_under_one():
    tabs, outside = set(), []
    for path in standing(SITE):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        tabs.add(tuple(link.text().strip() for link in tree.css(".md-tabs__link")))
        if not tree.css(".md-tabs__item--active"):
            outside.append(name(path))

    four = ("Calculator", "Choose by problem", "Learn", "Data and evidence")
    assert tabs == {four, ()}  # none in the frame for other sites
    assert sorted(outside) == ["404.html", "embed/index.html", "index.html"]


def test_no_page_loads_anything_from_another_host():
    foreign = [
        f"{name(path)}: {link}"
        for path in pages()
        for link in page(path).loaded
        if urlsplit(link).netloc
    ]

    assert foreign == []


def test_no_element_of_a_page_carries_its_own_style():
    styled = [f"{name(path)}: {found}" for path in pages() for found in page(path).inline_styles]

    assert styled == []


def test_the_html_of_a_page_stays_small():
    heavy = {
        name(path): path.stat().st_size
        for path in pages()
        if path.stat().st_size > MOST_HTML_BYTES and name(path) not in TOOLS
    }

    assert heavy == {}


@pytest.mark.parametrize("path", sorted(TOOLS))
def test_the_html_of_a_page_with_a_whole_answer_has_a_limit_of_its_own(path):
    content = (SITE / path).read_bytes()

    assert len(content) <= MOST_TOOL_BYTES
    assert len(gzip.compress(content, 9)) <= MOST_TOOL_BYTES_SENT


def test_every_record_has_its_place_on_the_site():

    missing = []
    for kind, loaded in project_content().everything():
        if kind not in (*OWN_PAGE, *SHARED_PAGE):
            continue  # such as the shapes of models and the words of one meaning
        path, _, anchor = address_of(kind, loaded.record).partition("#")
        target = SITE / f"{path.removesuffix('.md')}.html"
        if not target.exists() or (anchor and anchor not in page(target).ids):
            missing.append(f"{kind} {loaded.record.id}: {path}#{anchor}")

    assert missing == []


def test_a_pair_says_how_both_sides_stand_in_its_example():
    """In this example nothing may leave, so that one of the two prices can't be had."""
    path = SITE / "compare" / "one-large-model-or-hybrid.html"
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    rows = [" ".join(row.text(separator=" ").split()) for row in tree.css("table tr")]

    assert "Verdict in this example ruled out recommended" in rows
    strip = tree.css_first(".btt-strips").text(separator=" ")
    assert "Hosted model (API) , ruled out" in strip
    assert "Hybrid , recommended" in strip
