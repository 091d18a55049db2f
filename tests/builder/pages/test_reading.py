"""What the site holds beside its pages: twins, data, feed, card, links to its source."""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from builder.built_pages import BuiltPage
from builder.pages.card import card_png
from builder.pages.facts import Fact, current_facts, facts_csv, published_facts
from builder.pages.feed import atom_feed
from builder.pages.reports import Reports, sources_of_pages
from builder.pages.twins import twin
from builder.pages.words import dated, plain
from builder.settings import Settings, read_settings
from calculator.age import LIMIT_DAYS
from tests.built import content as project_content
from tests.built import standing

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("SITE", ROOT / "site"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TODAY = date(2026, 11, 28)
NOWHERE = Settings("Tea")
KNOWN = Settings("Tea", site_url="https://tea.example/", repository="https://git.example/tea")
LEAF_PRICE = Fact(
    kind="assumption", id="leaf-price", label="A leaf", group="price", unit="USD/leaf",
    as_of=date(2026, 10, 1), limit_days=180, address="data/assumptions.html#leaf-price",
    value=2.4, low=1.9, high=4.1, words="Median of six lists.", sources=("tea-prices",),
)  # fmt: skip
SAYING = Fact(
    kind="claim", id="gd-01", label="Tea is hot", group="claim", as_of=date(2026, 11, 1),
    limit_days=730, address="evidence/tea.html#gd-01", words="Tea is hot.", status="contested",
)  # fmt: skip


@pytest.fixture(scope="module")
def content():
    return project_content()


def entries(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall("a:entry", ATOM)


def test_the_feed_has_the_newest_fact_first_and_says_its_range():
    first, second = entries(atom_feed([LEAF_PRICE, SAYING], NOWHERE, TODAY))

    assert first.findtext("a:title", namespaces=ATOM) == "Tea is hot"
    assert first.findtext("a:summary", namespaces=ATOM) == "Contested: Tea is hot."
    assert "$1.90 to 4.10" in second.findtext("a:summary", "", ATOM)
    assert second.findtext("a:updated", namespaces=ATOM) == "2026-10-01T00:00:00Z"


def test_a_price_that_is_announced_says_from_when_and_is_not_dated_ahead():
    later = Fact(**{**_fields(LEAF_PRICE), "as_of": date(2027, 1, 1)})
    feed = ET.fromstring(atom_feed([later], NOWHERE, TODAY))

    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:summary", "", ATOM).startswith("From 1 January 2027: ")
    days = {each.findtext("a:updated", "", ATOM) for each in (feed, entry)}
    assert days == {"2026-11-28T00:00:00Z"}


def test_an_entry_of_the_feed_keeps_its_id_and_a_new_value_gets_another():
    def id_of(fact: Fact) -> str:
        return entries(atom_feed([fact], NOWHERE, TODAY))[0].findtext("a:id", "", ATOM)

    later = Fact(**{**_fields(LEAF_PRICE), "as_of": date(2026, 12, 1)})
    relabelled = Fact(**{**_fields(LEAF_PRICE), "label": "Another name"})

    assert id_of(LEAF_PRICE) == id_of(relabelled) != id_of(later)


def _fields(fact: Fact) -> dict:
    return {name: getattr(fact, name) for name in Fact.__dataclass_fields__}


def test_links_of_the_feed_are_whole_where_the_site_knows_its_address():
    links = [
        entries(atom_feed([LEAF_PRICE], settings, TODAY))[0].find("a:link", ATOM).get("href")
        for settings in (NOWHERE, KNOWN)
    ]

    assert links == [
        "data/assumptions.html#leaf-price",
        "https://tea.example/data/assumptions.html#leaf-price",
    ]


def test_a_link_to_report_a_number_brings_what_is_known_of_it():
    link = Reports([LEAF_PRICE], KNOWN).link("assumption", "leaf-price")
    address = link.partition("](")[2].partition(")")[0]
    asked = parse_qs(urlsplit(address).query)

    assert link.startswith("[This number looks wrong](https://git.example/tea/issues/new?")
    assert asked["title"] == ["Wrong: assumption leaf-price"]
    for known in ("$2.40", "$1.90 to 4.10", "2026-10-01", "tea-prices"):
        assert known in asked["body"][0]


def test_without_a_repository_nothing_is_offered():
    assert Reports([LEAF_PRICE], NOWHERE).link("assumption", "leaf-price") == ""


def test_the_repository_comes_from_one_setting(tmp_path, monkeypatch):
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        'site_name: Tea\nsite_url: !ENV [TEA_URL, ""]\n'
        'extra:\n  repository: !ENV [TEA_SOURCE, ""]\n',
        encoding="utf-8",
    )
    unset = read_settings(file)
    monkeypatch.setenv("TEA_URL", "https://tea.example")
    monkeypatch.setenv("TEA_SOURCE", "https://git.example/tea/")

    assert unset == NOWHERE
    assert read_settings(file) == KNOWN


def twin_of(article: str) -> str:
    """The twin of a page that holds this, on a site with one more page that has a twin."""
    page = BuiltPage("guides/tea.html", f"<nav>Menu</nav><article>{article}</article>")
    return twin(page, ["glossary/l.html"])


def test_a_twin_keeps_words_and_links_and_drops_markup():
    text = (
        '<h1 id="tea">Tea<a class="headerlink">¶</a></h1><p class="x">Rung <b>1</b> &amp; up</p>'
        '<p>A <a class="btt-term" href="../glossary/l.html#leaf">leaf</a> in water.</p>'
        "<form data-script-only=''><label>Filter</label></form>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1 &lt; 2</td><td>3</td></tr></table>"
    )

    assert twin_of(text) == (
        "# Tea\n\nRung **1** & up\n\nA [leaf](../glossary/l.md#leaf) in water.\n\n"
        "| a | b |\n| --- | --- |\n| 1 < 2 | 3 |\n"
    )


def test_a_twin_keeps_what_stands_in_code():
    text = '<div class="language-html"><pre><code>&lt;b&gt;x&lt;/b&gt;\n# y</code></pre></div>'

    assert twin_of(text) == "```html\n<b>x</b>\n# y\n```\n"


def test_a_link_to_what_has_no_twin_stays():
    text = '<p><a href="data.csv">a</a> <a href="https://x.example/y.html">b</a></p>'

    assert twin_of(text) == "[a](data.csv) [b](https://x.example/y.html)\n"


def test_a_date_with_a_limit_can_be_marked_and_still_reads_the_same():
    class Entry:
        value, low, high, as_of = 2.4, 1.9, 4.1, date(2026, 10, 1)

    marked = dated(Entry, "USD/leaf", 180)

    assert '<time datetime="2026-10-01" data-limit="180">1 October 2026</time>' in marked
    assert dated(Entry, "USD/leaf") == "$2.40/leaf ($1.90 to 4.10, 1 October 2026)"


def test_no_blank_is_left_where_a_citation_stood():
    assert plain("Measure first [@gd-01].") == "Measure first."


def test_the_card_is_a_picture_of_the_size_that_other_sites_show():
    png = card_png("Tea")

    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 630)


def test_every_class_of_fact_has_a_limit_and_every_fact_a_page(content):
    facts = current_facts(content)

    assert {fact.group for fact in facts} == set(LIMIT_DAYS)
    assert all((SITE / fact.address.partition("#")[0]).exists() for fact in facts)


def test_every_assumption_claim_and_model_is_a_fact(content):
    facts = {(fact.kind, fact.id) for fact in current_facts(content)}

    for kind in ("assumption", "claim", "model"):
        assert {key for found, key in facts if found == kind} == set(content.kinds[kind])


def test_the_table_of_facts_states_the_licence_in_each_row(content):
    rows = list(csv.DictReader(io.StringIO(facts_csv(content))))

    assert len(rows) == len(published_facts(content))
    assert {row["licence"] for row in rows} == {"MIT"}


def test_every_source_that_a_fact_names_comes_with_the_download():
    whole = json.loads((SITE / "data" / "facts.json").read_text(encoding="utf-8"))
    named = {source for fact in whole["facts"] for source in fact["sources"]}

    assert whole["licence"] == "MIT"
    assert named == set(whole["sources"])


def test_every_page_has_a_twin_and_llms_txt_lists_it():
    listed = (SITE / "llms.txt").read_text(encoding="utf-8")
    pages = [path for path in standing(SITE) if path.name != "404.html"]

    missing = [path for path in pages if not path.with_suffix(".md").exists()]
    unlisted = [
        path
        for path in pages
        if f"({path.with_suffix('.md').relative_to(SITE).as_posix()})" not in listed
    ]
    assert missing == []
    assert [path.name for path in unlisted if path.parent.name != "embed"] == []


def test_one_file_holds_every_page_under_its_address():
    whole = (SITE / "llms-full.txt").read_text(encoding="utf-8")
    listed = (SITE / "llms.txt").read_text(encoding="utf-8")
    pages = [each.partition(")")[0] for each in listed.split("](")[1:]]
    twins = [each for each in pages if each.endswith(".md")]

    assert "](llms-full.txt)" in listed
    assert [each for each in twins if f"\nPage: {each}\n" not in whole] == []
    first = (SITE / "offline.md").read_text(encoding="utf-8").splitlines()[0]
    assert f"Page: offline.md\n\n{first}" in whole


def test_in_one_file_links_lead_from_the_root_of_the_site():
    page = BuiltPage(
        "a/one.html", '<article><p><a href="../b/two.html#x">t</a> <a href="#y">u</a></p></article>'
    )

    text = twin(page, {"b/two.html", "a/one.html"}, KNOWN)
    assert "(https://tea.example/b/two.md#x)" in text
    assert "(https://tea.example/a/one.md#y)" in text
    assert "(b/two.md#x)" in twin(page, {"b/two.html"}, NOWHERE)


def test_links_between_twins_lead_to_twins():
    dead = []
    for path in SITE.rglob("*.md"):
        for part in path.read_text(encoding="utf-8").split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            if (
                target.endswith(".md")
                and "://" not in target
                and not (path.parent / target).exists()
            ):
                dead.append(f"{path.name} → {target}")

    assert dead == []


def test_code_stands_in_a_twin_as_it_would_be_copied():
    coloured = (
        '<article><div class="language-html highlight"><pre><span></span><code>'
        '<span class="p">&lt;</span><span class="nt">a</span> <span class="na">href</span>'
        '<span class="o">=</span><span class="s">"#"</span><span class="p">&gt;</span>'
        "</code></pre></div></article>"
    )

    assert '\n<a href="#">\n' in twin(BuiltPage("tea.html", coloured))


def test_no_twin_holds_tags_or_attributes():
    spoilt = [
        path.name
        for path in SITE.rglob("*.md")
        if any(mark in path.read_text(encoding="utf-8") for mark in ("<div", "<span", "{ .", "{ #"))
    ]
    snippets = (SITE / "calculator" / "embedding.md").read_text(encoding="utf-8")

    assert snippets.count("<model-choice example=") == 1
    assert "\\u0027" not in (SITE / "llms.txt").read_text(encoding="utf-8")

    assert spoilt == []


def test_the_source_of_a_page_is_a_file_of_the_project(content):
    sources = sources_of_pages(content)

    assert sources["approaches/hybrid.md"] == "content/approaches/hybrid.yaml"
    assert all((ROOT / source).is_file() for source in sources.values())


def test_browse_links_every_problem_example_and_model(content):
    text = (SITE / "browse.md").read_text(encoding="utf-8")

    for kind, page in (
        ("problem", "problems/{}.md"),
        ("scenario", "examples/{}.md"),
        ("model", "#{}"),
    ):
        missing = [
            key
            for key, record in content.records(kind).items()
            if page.format(key) not in text
            and (kind != "model" or record.approaches or record.modalities)
        ]
        assert missing == []
