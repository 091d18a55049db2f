"""The check of wording: what it finds, where, and what it leaves alone."""

from pathlib import Path

import pytest

from builder.checks.wording import check_percentages, check_wording
from builder.content.load import load_content

LIST = """# yaml-language-server: $schema=../schemas/wording.json
wording:
  - {id: step, avoid: [rung, rungs], instead: "'step'"}
  - {id: from-scratch, avoid: [from zero], instead: "'from scratch'"}
"""
GUIDE = """# yaml-language-server: $schema=../schemas/guide.json
id: a-rung
title: %s
order: 1
summary: Short.
sections:
  - heading: One
    text: |-
      First line.
      %s
  - heading: Two
    text: Nothing to see.
also_searched: [rungs of the ladder]
covers: []
"""


@pytest.fixture
def found(tmp_path: Path):
    """What the check says of a guide with this title and text."""

    def check(title: str = "A guide", text: str = "Plain.", rule=check_wording) -> list[str]:
        for name, written in (("wording/words", LIST), ("guides/a-rung", GUIDE % (title, text))):
            file = tmp_path / "content" / f"{name}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(written, encoding="utf-8")
        content = load_content(tmp_path / "content")
        assert content.problems == []
        return [str(each) for each in rule(content)]

    return check


def test_a_word_to_avoid_is_named_with_its_place_and_the_plain_one(found):
    assert found(text="Climb a rung.") == [
        "content/guides/a-rung.yaml:8:11: 'rung' is not plain; write 'step'"
    ]


def test_titles_are_read_as_well_and_capitals_do_not_hide_a_word(found):
    assert found(title="Rungs") == [
        "content/guides/a-rung.yaml:3:8: 'Rungs' is not plain; write 'step'"
    ]


def test_a_phrase_is_found_across_a_line_break(found):
    assert len(found(text="Train from\n      zero.")) == 1


@pytest.mark.parametrize(
    "text", ["Stuck in a trunk, wrung out.", "See [[mistake:a-rung]].", "pre-rung"]
)
def test_parts_of_words_and_of_ids_are_no_words(found, text):
    assert found(text=text) == []


def test_what_readers_type_into_the_search_is_left_alone(found):
    assert found() == []


def test_a_percentage_is_written_as_the_calculator_writes_it(found):
    assert found(text="Right in 90 % of the cases.", rule=check_percentages) == [
        "content/guides/a-rung.yaml:8:11: '0 %' has a space; write 0%"
    ]
    assert found(text="Right in 90% of the cases.", rule=check_percentages) == []
