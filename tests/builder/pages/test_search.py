"""The index of the search, and the finder that reads it."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks._search_topics import addresses
from builder.built_pages import BuiltPage
from builder.content.records import KINDS as KINDS_OF_CONTENT
from builder.pages.search import KINDS, OWN_PAGE, SHARED_PAGE
from builder.pages.sections import Section, page_sections
from tests.builder.pages.test_site import page
from tests.built import content as project_content

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(os.environ.get("SITE", ROOT / "site"))
NODE = ROOT / ".venv" / "bin" / "node"
MOST_INDEX_BYTES = 1_000_000


def entry(title: str, kind: str = "term", names: tuple[str, ...] = (), text: str = "") -> dict:
    return {
        "kind": kind,
        "title": title,
        "address": f"{title}.html",
        "names": list(names),
        "sections": [["", "", text]],
    }


def find(entries: list[dict], queries: list[str], synonyms: list[list[str]] | None = None) -> Any:
    """The titles found for each query, best first."""
    data = {"kinds": KINDS, "synonyms": synonyms or [], "entries": entries}
    return [[found["title"] for found in each] for each in run_finder(data, queries)]


def run_finder(data: dict, queries: list[str]) -> Any:
    node = NODE if NODE.exists() else shutil.which("node")
    done = subprocess.run(
        [str(node), "tests/js/find.mjs"],
        cwd=ROOT,
        input=json.dumps({"data": data, "queries": queries}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@cache
def built_index() -> dict:
    return json.loads(index_file().read_text(encoding="utf-8").partition("=")[2])


def index_file() -> Path:
    found = list((SITE / "assets").glob("search_index*.js"))
    assert len(found) == 1, "run `make build` first"
    return found[0]


BOTANY = [
    entry("Oak", text="A tree with acorns."),
    entry("Transpiration", names=("evaporation from leaves",), text="Water leaves by the leaf."),
    entry("Photosynthesis", names=("making sugar from light",)),
    entry("Sweet pea", kind="model", text="A climber."),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("oak", "Oak"),
        ("photosynthesis", "Photosynthesis"),
        ("fotosynthesis", "Photosynthesis"),
        ("photosyntesis", "Photosynthesis"),
        ("photsoynthesis", "Photosynthesis"),
        ("transpir", "Transpiration"),
        ("sweetpea", "Sweet pea"),
        ("sweet-pea", "Sweet pea"),
        ("evaporating leaf", "Transpiration"),
        ("how do plants make sugar from the light?", "Photosynthesis"),
    ],
)
def test_a_reader_finds_what_was_meant(query, first):
    assert find(BOTANY, [query])[0][0] == first


def test_a_synonym_finds_what_only_says_the_other_word():
    without, using = (
        find([*BOTANY, entry("Bark")], ["trunk skin"], synonyms)[0]
        for synonyms in ([], [["bark", "trunk skin"]])
    )

    assert without == []
    assert using == ["Bark"]


def test_both_spellings_of_english_meet():
    entries = [entry("Quantisation"), entry("Labelling"), entry("Behaviour"), entry("Licence")]
    queries = ["quantization", "labeling", "behavior", "license"]

    assert [found[0] for found in find(entries, queries)] == [each["title"] for each in entries]


def test_an_exact_name_stands_before_many_mentions():
    mentions = [entry(f"Essay {i}", kind="guide", text="oak " * 40) for i in range(5)]

    assert find([*mentions, entry("Oak")], ["oak"])[0][0] == "Oak"


def test_nothing_is_found_for_nonsense_and_for_nothing():
    assert find(BOTANY, ["zzqxv", "", "   ", "?!"]) == [[], [], [], []]


def test_small_words_alone_still_find_a_name_made_of_them():
    assert find([*BOTANY, entry("As is")], ["as is"])[0][0] == "As is"


def test_every_long_name_of_a_term_is_found_with_a_letter_left_out():
    terms = [each for each in built_index()["entries"] if each["kind"] == "term"]
    long = [each for each in terms if len(each["title"]) >= 8 and each["title"].isalpha()]
    mistyped = [each["title"][:4] + each["title"][5:] for each in long]
    found = run_finder(built_index(), mistyped)

    missed = [
        each["title"]
        for each, results in zip(long, found, strict=True)
        if each["title"] not in [result["title"] for result in results[:3]]
    ]
    assert len(long) > 20
    assert missed == []


def test_every_name_of_a_term_or_model_finds_it_among_the_first_three():
    wanted = [each for each in built_index()["entries"] if each["kind"] in ("term", "model")]
    found = run_finder(built_index(), [each["title"] for each in wanted])

    missed = [
        each["title"]
        for each, results in zip(wanted, found, strict=True)
        if each["title"] not in [result["title"] for result in results[:3]]
    ]
    assert missed == []


@pytest.mark.parametrize("name", ["search_queries.yaml", "search_queries_topics.yaml"])
def test_queries_in_readers_words_find_their_topic_among_the_first_three(name):
    content = project_content()
    text = (ROOT / "tests" / "data" / name).read_text(encoding="utf-8")
    queries = yaml.safe_load(text)
    found = run_finder(built_index(), [query["query"] for query in queries])

    missed = []
    for query, results in zip(queries, found, strict=True):
        wanted = set().union(*(addresses(topic, content) for topic in query["must"]))
        if not wanted & {result["address"] for result in results[:3]}:
            missed.append(query["query"])
    assert len(missed) <= 0.05 * len(queries), missed


def test_every_address_of_the_index_leads_somewhere():
    dead = []
    for each in built_index()["entries"]:
        path, _, anchor = each["address"].partition("#")
        target = SITE / path
        known = target.exists() and (not anchor or "=" in anchor or anchor in page(target).ids)
        sections = [section[0] for section in each.get("sections", []) if section[0]]
        dead += [] if known else [each["address"]]
        dead += [f"{path}#{name}" for name in sections if name not in page(target).ids]

    assert dead == []


def test_every_input_and_every_shown_kind_can_be_found():
    entries = built_index()["entries"]
    inputs = {each["address"].partition("input=")[2] for each in entries if each["kind"] == "input"}

    assert inputs == set(project_content().kinds["input"])
    assert set(built_index()["kinds"]) == {each["kind"] for each in entries}


def test_every_kind_of_content_can_be_found():
    # Rents are shown with their accelerator, lives and promises of providers with the prices of
    # their models, notices in answers, tasks as tiles of the guided way, and what moved leads on;
    # the others have no reader but our own code.
    not_shown = {
        "architecture", "synonyms", "version", "rent", "network", "vocabulary", "predictor-field",
        "life", "price", "provider", "notice", "wording", "task", "moved",
    }  # fmt: skip
    found = {*OWN_PAGE, *SHARED_PAGE, "place"}

    assert {kind.name for kind in KINDS_OF_CONTENT} - found == not_shown


def test_the_index_stays_small():
    assert index_file().stat().st_size < MOST_INDEX_BYTES


def test_no_word_of_two_synonym_groups_is_empty_of_meaning():
    groups = built_index()["synonyms"]

    assert all(len(set(group)) == len(group) >= 2 for group in groups)


def sections_of(article: str) -> list[Section]:
    """The sections of a page that holds this."""
    return page_sections(BuiltPage("tea.html", f"<nav>Menu</nav><article>{article}</article>"))


def test_a_comment_in_code_is_no_heading_and_its_words_are_found():
    sections = sections_of("<h1>Tea</h1><p>So:</p><pre><code># boil water\nls</code></pre>")

    assert sections == [Section("", "", "So: # boil water ls")]


def test_a_page_is_cut_at_its_headings_with_their_anchors():
    sections = sections_of(
        '<h1 id="tea">Tea</h1><p>A <a class="btt-term" href="a.html">leaf</a> in water'
        '<a class="btt-cite" href="e.html#x">1</a>.</p>'
        '<h2 id="how-long">How long?</h2><ul><li>Three <em>minutes</em></li></ul>'
        '<h2 id="place">Where</h2><table><tr><th>A</th><th>B</th></tr>'
        "<tr><td>at</td><td>home</td></tr></table>"
        '<aside class="btt-terms-used"><h2>Terms on this page</h2><p>leaf</p></aside>'
    )

    assert [tuple(section) for section in sections] == [
        ("", "", "A leaf in water."),
        ("how-long", "How long?", "Three minutes"),
        ("place", "Where", "A B at home"),
    ]
