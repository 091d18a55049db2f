"""The guided questions in a terminal, and completion in shells."""

import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator.packed import load_knowledge
from calculator.request_text import InputError
from view.asking import ask_all, converse

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load_knowledge()
PROGRAM = "borrow-tune-or-train"


def talk(*lines: str) -> tuple[dict[str, object], str]:
    """The answers of a request, and all that was said, for lines that somebody types."""
    said: list[str] = []
    typed = iter(lines)
    request = ask_all(KNOWLEDGE, KNOWLEDGE.as_of, lambda _: next(typed), said.append)
    return request["inputs"], "\n".join(said)


def test_what_to_build_is_asked_first():
    _, said = talk("stop")

    assert f"1. {KNOWLEDGE.inputs['modality'].question}"[:60] in said


def test_a_choice_is_taken_by_number_by_name_or_by_id():
    label = KNOWLEDGE.inputs["modality"].choices[0].label

    assert talk("1", "stop")[0] == talk(label, "stop")[0] == talk("text", "stop")[0]
    assert talk("1", "stop")[0] == {"modality": "text"}


def test_return_alone_leaves_the_answer_unknown_and_asks_the_next_question():
    answers, said = talk("", "stop")

    assert answers == {}
    assert "2. " in said


def test_back_takes_the_last_answer_back_and_asks_it_again():
    answers, said = talk("1", "back", "2", "stop")

    second = str(KNOWLEDGE.inputs["modality"].choices[1].value)
    assert answers == {"modality": second}
    assert said.count("1. What kind") == 2


def test_back_at_the_start_changes_nothing():
    assert talk("back", "1", "stop")[0] == {"modality": "text"}


def test_an_answer_that_cannot_be_read_is_asked_again_with_what_it_may_be():
    choices = len(KNOWLEDGE.inputs["modality"].choices)
    answers, said = talk("something else", "1", "stop")

    assert f"Answer with a number from 1 to {choices}." in said
    assert answers == {"modality": "text"}


def test_numbers_are_read_as_people_write_them():
    before = ["", "", "", ""]  # up to the question how much traffic there is
    answers, said = talk(*before, "1.500", "20k", "stop")

    assert "requests" in said.lower()
    assert answers == {"requests_per_month": 1500, "labelled_examples": 20000}


def test_it_ends_by_itself_when_no_question_is_left():
    answers, said = talk(*[""] * len(KNOWLEDGE.inputs))

    assert answers == {}
    assert "stop" in said


def test_what_was_answered_before_the_end_is_given_back_as_a_request():
    with pytest.raises(InputError) as broken:
        converse(KNOWLEDGE, KNOWLEDGE.as_of, io.StringIO("1\n"), io.StringIO())

    kept = broken.value.args[1].partition(": ")[2]
    assert json.loads(kept) == {"inputs": {"modality": "text"}}


def test_a_request_that_was_talked_over_can_be_kept():
    shown = io.StringIO()
    request = converse(KNOWLEDGE, KNOWLEDGE.as_of, io.StringIO("1\nstop\n"), shown)

    assert f"Your answers as a request: {json.dumps(request)}\n" in shown.getvalue()


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    for end in (ours, theirs):
        os.close(end)


def decide(terminal: tuple[int, int], typed: bytes) -> subprocess.CompletedProcess[str]:
    os.write(terminal[0], typed)
    return subprocess.run(
        [sys.executable, "-m", "calculator", "decide"],
        cwd=ROOT, stdin=terminal[1], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_decide_without_a_file_asks_in_a_terminal_and_prints_the_card_alone(terminal):
    done = decide(terminal, b"1\n2\nstop\n")

    assert done.returncode == 0, done.stderr
    assert "1. What kind" in done.stderr
    assert "What kind" not in done.stdout.splitlines()[0]
    assert any(each.name in done.stdout for each in KNOWLEDGE.approaches.values())


def test_a_conversation_that_breaks_off_is_said_without_a_traceback(terminal):
    done = decide(terminal, b"1\n\x04")

    assert done.returncode == 2
    assert "> decide: ended before an answer was asked for\n" in done.stderr
    assert "Traceback" not in done.stderr


def script(shell: str) -> str:
    command = [sys.executable, "-m", "calculator", "completion", shell]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash on this machine")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["pri"], {"prices"}),
        (["decide", "--fo"], {"--format"}),
        (["schema", "res"], {"result"}),
        (["--ver"], {"--version"}),
    ],
)
def test_bash_completes_commands_options_and_values(words, wanted):
    place = len(words)
    line = " ".join(f"'{each}'" for each in (PROGRAM, *words))
    asked = f"{script('bash')}\nCOMP_WORDS=({line}); COMP_CWORD={place}\n_borrow_tune_or_train\n"
    asked += 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) == wanted


def test_zsh_and_fish_get_every_command():
    for shell in ("zsh", "fish"):
        text = script(shell)
        for command in ("decide", "measure", "prices", "explain", "completion"):
            assert command in text


def test_a_shell_that_is_not_known_is_refused():
    command = [sys.executable, "-m", "calculator", "completion", "tcsh"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "invalid choice: 'tcsh'" in done.stderr
