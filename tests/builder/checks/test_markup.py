"""Texts of records carry no markup that acts, and a file of content stands in content."""

from pathlib import Path

import pytest

from builder.checks.markup import check_markup, faults
from builder.content.load import load_content

TERM = """# yaml-language-server: $schema=../schemas/term.json
id: tea
term: %s
definition: %s
"""


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "A <iframe src=a> b",
        "<svg onload=x>",
        "<style>*{}</style>",
        "words <img src=x onerror=y",  # never closed: a template may close it
        "<!-- hidden -->",
        "<?php x ?>",
        "a </p> b",
        "- item\n\n  <details open ontoggle=x>\n",
        "> <b>quoted</b>",
        "| a | b |\n|---|---|\n| <u>c</u> | d |",
        "a <custom-element> b",
    ],
)
def test_html_is_refused_wherever_it_stands(text):
    assert [each for each in faults(text) if "must not hold HTML" in each]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("[a](javascript:alert(1))", "javascript"),
        ("[a](JaVaScRiPt:alert(1))", "javascript"),
        ("[a](java&#115;cript:alert(1))", "javascript"),
        ("[a](<java\tscript:alert(1)>)", "javascript"),
        ("[a](vbscript:x)", "vbscript"),
        ("![a](data:image/svg+xml;base64,AAAA)", "data"),
        ("[a][1]\n\n[1]: javascript:alert(1)", "javascript"),
        ("<javascript:alert(1)>", "javascript"),
        ("[a](file:///etc/passwd)", "file"),
        ("[a](blob:x)", "blob"),
    ],
)
def test_an_address_that_runs_or_reads_is_refused_by_its_scheme(text, scheme):
    assert [each for each in faults(text) if f"'{scheme}:'" in each]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](//example.org/)", "must not lead to '//'"),
        ("[a](/\\\\example.org/)", "must not lead to '//'"),
        ("![a](//example.org/a.png)", "must not lead to '//'"),
        ("![a](https://example.org/a.png)", "must not show what another host holds"),
    ],
)
def test_another_host_is_named_openly_and_only_led_to(text, fault):
    assert [each for each in faults(text) if each.startswith(fault)]


@pytest.mark.parametrize(
    "text", ['word { onclick="x" }', "# Head {: style=a }", "[a](b.md){ target=_blank }"]
)
def test_attributes_for_elements_are_refused(text):
    assert [each for each in faults(text) if "attributes of elements" in each]


@pytest.mark.parametrize(
    "text",
    [
        "Less than 5 < 6 > 4, a <- b, 3 <= 4.",
        "Code such as `<script>` and `{ a = 1 }` is only shown.",
        "```html\n<iframe></iframe>\n```",
        "[a](https://example.org/a:b), [b](../approaches/index.md#one), [c](mailto:a@b.example)",
        "See [[term:lora]] [@ev-a, source:b] and {{price-of-tea}}.",
        "A ratio 3:1 and javascript: the language.",
    ],
)
def test_words_code_and_addresses_of_pages_pass(text):
    assert list(faults(text)) == []


@pytest.fixture
def content(tmp_path):
    """Content with one term, and a way to change it."""

    def write(name: str, short: str):
        file = tmp_path / "content" / "terms" / "tea.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TERM % (name, short), encoding="utf-8")
        return load_content(tmp_path / "content")

    return write


def test_the_place_is_that_of_the_text_in_its_file(content):
    found = content("Tea", '"A drink, <b>hot</b>."')

    assert [str(each) for each in check_markup(found)] == [
        "content/terms/tea.yaml:4:13: must not hold HTML, got '<b>'; code stands in `backticks`",
        "content/terms/tea.yaml:4:13: must not hold HTML, got '</b>'; code stands in `backticks`",
    ]


def test_a_name_is_looked_at_as_well_as_prose(content):
    found = content('"<svg onload=x>"', "A drink.")

    assert [str(each).partition(": ")[0] for each in check_markup(found)] == [
        "content/terms/tea.yaml:3:7"
    ]


@pytest.mark.parametrize("part", ["terms/tea.yaml", "terms"])
def test_a_link_that_leads_out_of_content_is_refused(tmp_path, part):
    outside = tmp_path / "outside" / "terms"
    outside.mkdir(parents=True)
    (outside / "tea.yaml").write_text(TERM % ("Tea", "A drink."))
    link: Path = tmp_path / "content" / part
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "outside" / part)

    found = load_content(tmp_path / "content")
    assert found.kinds["term"] == {}
    assert "content/terms/tea.yaml:1:1: must stand in content itself" in str(found.problems[0])


def test_what_begins_as_a_link_of_ours_and_is_none_is_refused():
    (told,) = faults("Read [[guide:llm-as-judge\\|the guide]].")

    assert told.startswith("'[[guide:llm-as-judge\\|the' is no link")
    assert list(faults("[[guide:llm-as-judge|The guide]], [[lora]] and `a[[0, 1]]`.")) == []
