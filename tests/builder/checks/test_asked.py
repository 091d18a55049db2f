"""What the calculator was asked before: asked again where the knowledge or the code is another."""

from pathlib import Path

import pytest

from builder.checks.asked import asked_before

DATA = {"assumptions": {"a": 1}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "calculator").mkdir()
    (tmp_path / "calculator" / "bills.py").write_text("price = 1\n", encoding="utf-8")
    return tmp_path


def told(root: Path, answer: float, *, data=DATA, keep: bool = True) -> float:
    """What a check is told that would find this answer itself."""
    asked = asked_before(root, data, keep=keep)
    found = asked.once("the bill", lambda: answer)
    asked.keep()
    return found


def test_an_answer_is_that_of_the_first_who_asked_to_the_last_digit(root):
    assert [told(root, 0.1 + 0.2), told(root, 7)] == [0.1 + 0.2] * 2


def test_other_knowledge_is_asked_anew(root):
    told(root, 1)

    assert told(root, 2, data={"assumptions": {"a": 2}}) == 2


def test_other_code_is_asked_anew(root):
    told(root, 1)
    (root / "calculator" / "bills.py").write_text("price = 2\n", encoding="utf-8")

    assert told(root, 2) == 2


def test_a_check_that_may_keep_nothing_writes_nothing(root):
    told(root, 1, keep=False)

    assert not (root / "build").exists()
    assert told(root, 2) == 2
