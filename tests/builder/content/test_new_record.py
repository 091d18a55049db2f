"""`build.py new` writes a record that says itself what is still open."""

import pytest

from builder.content.findings import checked_record
from builder.content.load import load_content
from builder.content.new_record import entry, new_record, template
from builder.content.records import KINDS
from builder.content.yaml_source import parse_yaml
from builder.problems import StepError

SINGLE = [kind for kind in KINDS if kind.list_key is None]
LISTED = [kind for kind in KINDS if kind.list_key]


@pytest.mark.parametrize("kind", SINGLE, ids=lambda kind: kind.name)
def test_a_new_record_lacks_nothing_but_values(kind):
    document, problems = parse_yaml(template(kind, "a-new-one"), "new.yaml")
    assert problems == []

    _, found = checked_record(kind.model, document, document.value, ())

    assert [str(each) for each in found if "required" in each.message] == []
    assert [str(each) for each in found if "unknown key" in each.message] == []


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_a_new_entry_of_a_list_lacks_nothing_but_values(kind):
    text = f"{kind.list_key}:\n{entry(kind, 'a-new-one')}\n"
    document, problems = parse_yaml(text, "new.yaml")
    assert problems == []

    value = document.value[kind.list_key][0]
    _, found = checked_record(kind.model, document, value, (kind.list_key, 0))

    assert value["id"] == "a-new-one"
    assert [str(each) for each in found if "required" in each.message] == []
    assert [str(each) for each in found if "unknown key" in each.message] == []


def test_a_list_of_lists_begins_as_one():
    kind = next(kind for kind in SINGLE if kind.name == "approach")
    document, _ = parse_yaml(template(kind, "acme"), "new.yaml")

    assert document.value["flow"]["yours"] == [[{"id": None, "name": None, "note": None}]]


def test_a_new_record_says_what_each_key_takes():
    kinds = {kind.name: kind for kind in SINGLE}

    chip = template(kinds["accelerator"], "acme").splitlines()
    rent = template(kinds["rent"], "acme").splitlines()

    assert "peak_tflops:  # a mapping from text to a number" in chip
    assert "accelerator:  # the id of an accelerator" in rent
    at = rent.index(next(line for line in rent if line.startswith("tiers:")))
    assert rent[at + 1].endswith(":")  # the first kind of offer
    assert rent[at + 2] == "    - as_of:  # a date such as 2026-11-27"


def test_a_new_record_stands_where_its_kind_does_and_is_checked_like_any_other(tmp_path):
    (tmp_path / "content" / "terms").mkdir(parents=True)

    written = new_record(tmp_path, "term", "green-tea")

    assert written == tmp_path / "content" / "terms" / "green-tea.yaml"
    told = [str(each) for each in load_content(tmp_path / "content").problems]
    assert "content/terms/green-tea.yaml:4:6: term must be text, got nothing" in told


@pytest.mark.parametrize(
    ("kind", "record_id", "message"),
    [
        ("tirm", "tea", "no kind 'tirm'; there are: accelerator, "),
        ("claim", "tea", "an entry of the list 'claims' in a file of content/claims begins so"),
        ("term", "../tea", "an id is lower-case words"),
        ("term", "a" * 300, "an id is lower-case words joined by -, _ or ., at most 100 letters"),
        ("term", "tea", "content/terms/tea.yaml stands already"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path, kind, record_id, message):
    (tmp_path / "content" / "terms").mkdir(parents=True)
    (tmp_path / "content" / "terms" / "tea.yaml").write_text("id: tea\n", encoding="utf-8")

    with pytest.raises(StepError) as told:
        new_record(tmp_path, kind, record_id)

    assert str(told.value).startswith(message)
