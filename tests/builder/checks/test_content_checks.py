"""Bad content: one bad file each, and its exact message."""

from datetime import date
from pathlib import Path

import pytest

from builder.checks.across_records import check_content
from builder.content.load import load_content

TODAY = date(2026, 11, 21)
SCHEMA = "# yaml-language-server: $schema=../schemas/{}.json\n"
GOOD_SOURCE = "id: a-list\ntitle: A price list\nkind: vendor\n"
GOOD_TERM = "id: token\nterm: Token\ndefinition: A piece of a word.\n"
GOOD_PRICE = """id: gpu-hour
label: GPU-hour
unit: USD per accelerator and hour
group: price
values:
  - as_of: 2026-10-01
    value: 2.4
    low: 1.9
    high: 4.1
    basis: Median of lists.
    sources: [a-list]
"""


@pytest.fixture
def problems(tmp_path: Path):
    """Writes content files and says what is wrong with them, a line each."""

    def check(**files: str) -> list[str]:
        for name, text in {"sources/a-list": GOOD_SOURCE, **files}.items():
            kind, _, stem = name.partition("/")
            file = tmp_path / "content" / kind / f"{stem}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            schema = {"claims": "claims", "rules": "rules", "approaches": "approach"}
            head = SCHEMA.format(schema.get(kind, kind.removesuffix("s")))
            file.write_text(head + text, encoding="utf-8")
        content = load_content(tmp_path / "content")
        return [str(p) for p in sorted({*content.problems, *check_content(content, TODAY)})]

    return check


def test_good_records_have_no_problem(problems):
    assert problems(**{"terms/token": GOOD_TERM, "assumptions/gpu-hour": GOOD_PRICE}) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("low: 1.9", "low: 3.1"), "9:10: low must be at most value (2.4), got 3.1"),
        (("high: 4.1", "high: 2"), "10:11: high must be at least value (2.4), got 2"),
        (
            ("as_of: 2026-10-01", "as_of: 2027-01-01"),
            "7:12: as_of must not lie after today (2026-11-21), got 2027-01-01",
        ),
        (
            ("as_of: 2026-10-01", "as_of: 2026-13-01"),
            "7:12: must be a date such as 2026-10-01, got '2026-13-01'",
        ),
        (("value: 2.4", "value: cheap"), "8:12: value must be a number, got 'cheap'"),
        (("value: 2.4", "value: yes"), "8:12: value must be a number, got 'yes'"),
        (("value: 2.4\n    ", ""), "7:5: key 'value' is required"),
        (("unit: USD", "units: USD"), "4:1: unknown key 'units'; did you mean 'unit'?"),
        (("[a-list]", "[a-lost]"), "12:15: unknown source 'a-lost'; did you mean 'a-list'?"),
        (("[a-list]", "[]"), "12:14: sources must have at least 1 entries, got a list"),
        (("id: gpu-hour", "id: cpu-hour"), "2:5: id must be the file's name 'gpu-hour', got"),
        (("group: price", "group: cost"), "5:8: group must be one of"),
        (("label: GPU-hour", "label: GPU-hour\nlabel: again"), "4:1: key 'label' stands twice"),
        (
            ("unit: USD", "unit: Euro"),
            "4:7: unknown unit 'Euro' in 'Euro per accelerator and hour'",
        ),
        (
            ("unit: USD per accelerator and hour", "unit: USD per hoor"),
            "4:7: unknown unit 'hoor' in 'USD per hoor'; did you mean 'hour'?",
        ),
        (
            ("unit: USD per accelerator and hour", "unit: days"),
            "4:7: unit of a price must begin with USD, got 'days'",
        ),
        (
            ("unit: USD per accelerator and hour", "unit: share"),
            "8:12: a share must be from 0 to 1, got 2.4",
        ),
        (("low: 1.9", "low: .nan"), "9:10: low must be a number, got '.nan'"),
        (("low: 1.9", "low: 1.9\n\thigh: 2"), "10:1: must be valid YAML:"),
    ],
)  # fmt: skip
def test_a_bad_price_is_named_with_its_place(problems, change, message):
    found = problems(**{"assumptions/gpu-hour": GOOD_PRICE.replace(*change)})

    assert any(f"content/assumptions/gpu-hour.yaml:{message}" in line for line in found), found


def test_all_problems_are_told_at_once(problems):
    bad = GOOD_PRICE.replace("value: 2.4", "value: cheap").replace("unit:", "units:")
    found = problems(**{"assumptions/gpu-hour": bad, "terms/token": "id: token\nterm: 3\n"})

    assert {line.split(":", 1)[0] for line in found} == {
        "content/assumptions/gpu-hour.yaml",
        "content/terms/token.yaml",
    }
    assert len(found) == 4  # `unit` is not said to be missing: it is misspelt


def test_a_link_in_prose_must_lead_somewhere(problems):
    found = problems(**{"terms/token": GOOD_TERM.replace("word.", "[[wrd]]. {{gpu}} [@gd-1]")})

    assert found == [
        "content/terms/token.yaml:4:13: unknown assumption 'gpu'",
        "content/terms/token.yaml:4:13: unknown claim 'gd-1'",
        "content/terms/token.yaml:4:13: unknown term 'wrd'",
    ]


def test_the_same_id_in_two_places_is_named(problems):
    claims = """claims:
  - {id: c-1, kind: guidance, sources: [a-list], says: A., status: supported, checked: 2026-01-01}
  - {id: c-1, kind: guidance, sources: [a-list], says: B., status: supported, checked: 2026-01-01}
"""
    found = problems(**{"claims/first": claims})

    assert found == [
        "content/claims/first.yaml:4:10: id 'c-1' stands already at content/claims/first.yaml:3"
    ]


def test_doubt_must_be_explained(problems):
    claim = """claims:
  - {id: c-1, kind: guidance, sources: [a-list], says: A., status: contested, checked: 2026-01-01}
"""
    found = problems(**{"claims/first": claim})

    assert found == ["content/claims/first.yaml:3:5: note is required where status is contested"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"id: token\nterm: \xff\n", "must be UTF-8 text, got byte 0xff"),
        (b"a: &x [1]\nb: *x\n", "must not use YAML aliases; write the value out"),
        (b"", "must hold a record, got an empty file"),
        (b"id: !!python/object:os.system x\n", "must not carry a YAML tag"),
        (b"id: \x00\n", "must be valid YAML:"),
        (b"[" * 5000, "must be valid YAML"),
    ],
)
def test_no_yaml_at_all_is_a_problem_and_no_crash(tmp_path, raw, message):
    file = tmp_path / "content" / "terms" / "token.yaml"
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)

    found = [str(problem) for problem in load_content(tmp_path / "content").problems]

    assert any(message in line for line in found), found


def test_a_file_that_no_kind_claims_is_a_problem(tmp_path):
    (tmp_path / "content" / "trems").mkdir(parents=True)
    (tmp_path / "content" / "trems" / "token.yaml").write_text("id: token\n", encoding="utf-8")

    found = [str(problem) for problem in load_content(tmp_path / "content").problems]

    assert len(found) == 1
    assert found[0].startswith("content/trems/token.yaml:1:1: must stand in a folder of content")


def test_the_first_line_names_the_schema(tmp_path):
    file = tmp_path / "content" / "terms" / "token.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(GOOD_TERM, encoding="utf-8")

    wanted = SCHEMA.format("term").strip()
    assert [str(problem) for problem in load_content(tmp_path / "content").problems] == [
        f"content/terms/token.yaml:1:1: first line must be '{wanted}', got 'id: token'"
    ]


GOOD_VERSION = """id: first
as_of: 2026-11-01
summary: The first.
moved:
  - kind: number
    was: gone
    now: gpu-hour
    why: Renamed.
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("kind: term", "kind: term"), None),
        (
            ("as_of: 2026-11-01", "as_of: 2027-01-01"),
            "3:8: as_of must not lie after today (2026-11-21), got 2027-01-01",
        ),
        (
            ("was: gone", "was: gpu-hour"),
            "7:10: number 'gpu-hour' is still there; only what is gone can have moved",
        ),
        (("now: gpu-hour", "now: cpu-hour"), "8:10: unknown number 'cpu-hour'"),
        (("now: gpu-hour", "now: input:size"), "8:10: unknown number 'input:size'"),
    ],
)
def test_what_moved_is_gone_and_its_new_name_is_there(problems, change, message):
    files = {"assumptions/gpu-hour": GOOD_PRICE, "versions/first": GOOD_VERSION.replace(*change)}

    found = [f"content/versions/first.yaml:{message}"] if message else []
    assert problems(**files) == found
