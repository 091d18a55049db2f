"""Each list of content is missed when its file is gone, and a new one is asked for its place."""

from pathlib import Path

import pytest

from builder.content.lists import LISTS, check_lists
from builder.content.load import Content
from builder.content.records import KINDS
from tests.built import content

FOLDERS = {kind.name: kind.folder for kind in KINDS}
ALL = [(kind, f"{FOLDERS[kind]}/{name}.yaml") for kind, names in LISTS.items() for name in names]


@pytest.fixture
def copy(tmp_path: Path) -> Content:
    """The names of all files of content."""
    root = tmp_path / "content"
    for file in content().root.rglob("*.yaml"):
        place = root / file.relative_to(content().root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    return Content(
        root, {kind.name: {} for kind in KINDS}, named={kind.name: set() for kind in KINDS}
    )


def told(copy: Content) -> list[str]:
    return [str(problem) for problem in check_lists(copy)]


def test_no_list_is_missing_and_none_is_new(copy):
    assert told(copy) == []
    assert copy.lost == set()
    assert {kind.name for kind in KINDS if kind.list_key} == {*LISTS, "price", "life"}


def test_every_list_is_missed_by_its_name_and_what_refers_to_it_is_left_in_peace(copy):
    for kind, name in ALL:
        (copy.root / name).unlink()
        assert told(copy) == [
            f"content/{name}:1:1: must be there, a list of content/{FOLDERS[kind]}"
        ]
        assert copy.may_exist(kind, "anything")
        assert not copy.is_whole(kind)
        (copy.root / name).touch()
        copy.lost.clear()


@pytest.mark.parametrize(("gone", "left"), [("prices", "lives"), ("lives", "prices")])
def test_a_provider_has_prices_and_lives_or_neither(copy, gone, left):
    (copy.root / gone / "groq.yaml").unlink()

    assert told(copy) == [
        f"content/{gone}/groq.yaml:1:1: must be there, as content/{left}/groq.yaml is"
    ]


def test_a_list_that_nobody_expects_says_where_it_is_added(copy):
    (copy.root / "rules" / "warning.yaml").touch()

    (message,) = told(copy)

    assert message.startswith("content/rules/warning.yaml:1:1: is no known list; there are ")
    assert message.endswith("ways; add it to builder/content/lists.py")
