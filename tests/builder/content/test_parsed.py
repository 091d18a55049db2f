"""YAML that an earlier build read: the same documents, and never those of another text or code."""

from pathlib import Path

import pytest

from builder.content import parsed
from builder.content.load import load_content
from builder.content.parsed import Parsed
from builder.content.yaml_source import parse_yaml

ROOT = Path(__file__).resolve().parents[3]
TEXT = "id: token\nparts:\n  - name: a\n    share: 0.5\n"


@pytest.fixture
def unread(monkeypatch):
    """The texts that were read anew."""
    read: list[str] = []

    def noted(text: str, path: str):
        read.append(text)
        return parse_yaml(text, path)

    monkeypatch.setattr(parsed, "parse_yaml", noted)
    return read


def kept(file: Path, text: str = TEXT) -> None:
    before = Parsed(file)
    before.parse(text, "content/a.yaml")
    before.keep()


def test_a_known_text_gives_the_same_document_under_the_path_of_now(tmp_path, unread):
    kept(tmp_path / "parsed")
    unread.clear()

    document, problems = Parsed(tmp_path / "parsed").parse(TEXT, "content/b.yaml")

    assert (unread, problems) == ([], [])
    assert document == parse_yaml(TEXT, "content/b.yaml")[0]
    assert str(document.problem(("parts", 0, "share"), "must be whole")).startswith(
        "content/b.yaml:4:12: "
    )


def test_a_changed_text_is_read(tmp_path, unread):
    kept(tmp_path / "parsed")
    changed = TEXT.replace("0.5", "0.6")

    document, _ = Parsed(tmp_path / "parsed").parse(changed, "content/a.yaml")

    assert unread == [TEXT, changed]
    assert document.value["parts"][0]["share"] == 0.6


@pytest.mark.parametrize("text", ["id: token\nid: again\n", "id: [\n", ""])
def test_a_text_with_a_fault_is_read_each_time_and_its_fault_told(tmp_path, text):
    kept(tmp_path / "parsed", text)

    assert Parsed(tmp_path / "parsed").parse(text, "a.yaml") == parse_yaml(text, "a.yaml")
    assert parse_yaml(text, "a.yaml")[1] != []


@pytest.mark.parametrize("rest", [0, 1, 40])
def test_a_file_that_was_cut_short_counts_for_nothing(tmp_path, unread, rest):
    file = tmp_path / "parsed"
    kept(file)
    file.write_bytes(file.read_bytes()[:rest])

    Parsed(file).parse(TEXT, "content/a.yaml")

    assert unread == [TEXT, TEXT]


def test_what_other_code_wrote_counts_for_nothing(tmp_path, unread, monkeypatch):
    kept(tmp_path / "parsed")
    other = tmp_path / "yaml_source.py"
    other.write_text("# another reading\n", encoding="utf-8")
    monkeypatch.setattr(parsed.yaml_source, "__file__", str(other))

    Parsed(tmp_path / "parsed").parse(TEXT, "content/a.yaml")

    assert unread == [TEXT, TEXT]


def test_all_content_is_the_same_when_it_is_known(tmp_path, unread):
    first = Parsed(tmp_path / "parsed")
    read = load_content(ROOT / "content", first.parse)
    first.keep()
    unread.clear()

    known = load_content(ROOT / "content", Parsed(tmp_path / "parsed").parse)

    assert unread == []
    assert known == read == load_content(ROOT / "content")
