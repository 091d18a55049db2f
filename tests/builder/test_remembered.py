"""What a build keeps for the next one: found again for the same sources and for no others."""

from pathlib import Path

from builder.content.knowledge import knowledge_data
from builder.pages.results import Results
from builder.remembered import Remembered, code_in, digest_of
from tests.built import content as project_content

ROOT = Path(__file__).resolve().parents[2]


def test_a_kept_value_is_found_for_the_same_sources(tmp_path):
    Remembered(tmp_path, [b"a", b"b"]).keep("name", {"cost": 0.1, "why": ["é"]})

    assert Remembered(tmp_path, [b"a", b"b"]).get("name") == {"cost": 0.1, "why": ["é"]}
    assert Remembered(tmp_path, [b"a", b"b"]).get("other name") is None


def test_a_changed_source_forgets(tmp_path):
    Remembered(tmp_path, [b"a", b"b"]).keep("name", 1)

    assert Remembered(tmp_path, [b"a", b"c"]).get("name") is None
    assert Remembered(tmp_path, [b"ab"]).get("name") is None


def test_only_the_last_sets_of_sources_are_kept(tmp_path):
    for source in (b"1", b"2", b"3", b"4", b"5"):
        Remembered(tmp_path, [source]).keep("name", int(source))

    assert Remembered(tmp_path, [b"1"]).get("name") is None
    assert Remembered(tmp_path, [b"5"]).get("name") == 5
    assert len(list(tmp_path.iterdir())) == 4


def test_a_value_cut_short_counts_as_unknown(tmp_path):
    kept = Remembered(tmp_path, [b"a"])
    kept.keep("name", [1, 2, 3])
    next(tmp_path.rglob("*.json")).write_text("[1, 2", encoding="utf-8")

    assert kept.get("name") is None


def test_digests_tell_apart_where_one_source_ends():
    assert digest_of([b"ab", b"c"]) != digest_of([b"a", b"bc"])
    assert digest_of([b"a", b"b"]) != digest_of([b"b", b"a"])


def test_renamed_code_is_other_code(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    before = code_in(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")

    assert code_in(tmp_path) != before


def test_a_remembered_result_is_the_result_itself(tmp_path):
    data = knowledge_data(project_content())
    first = Results(data, Remembered(tmp_path, [b"same"]))
    again = Results(data, Remembered(tmp_path, [b"same"]))

    worked_out, read = first.default, again.default

    assert read == worked_out == Results(data).default
    assert list(tmp_path.rglob("*.json"))
