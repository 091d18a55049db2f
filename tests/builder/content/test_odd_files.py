"""Files and characters that no editor of content means to write are named with their place."""

import os

import pytest

from builder.content.load import load_content

HEAD = "# yaml-language-server: $schema=../schemas/term.json\n"


@pytest.fixture
def found(tmp_path):
    folder = tmp_path / "content" / "terms"
    folder.mkdir(parents=True)
    return lambda: [str(each) for each in load_content(tmp_path / "content").problems], folder


def test_a_pipe_is_no_content_and_holds_nobody_up(found):
    problems, folder = found
    os.mkfifo(folder / "token.yaml")

    assert problems() == [
        "content/terms/token.yaml:1:1: must be a file, got a pipe, socket or device"
    ]


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff"])
def test_a_character_that_nobody_sees_is_told_with_its_place(found, unseen):
    problems, folder = found
    text = f"{HEAD}id: token\nterm: To{unseen}ken\n"
    (folder / "token.yaml").write_text(text, encoding="utf-8")

    wrong = f"must hold no character that nobody sees, got U+{ord(unseen):04X}"
    assert problems() == [f"content/terms/token.yaml:3:9: {wrong}"]
