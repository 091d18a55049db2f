"""What the command line reads: requests from files or standard input, each with its place."""

import sys
from collections.abc import Iterator
from pathlib import Path

from calculator.request_text import MARK, InputError, Place


def lines_of(name: str) -> Iterator[tuple[Place, str]]:
    """The lines of a file that hold something."""
    for number, line in enumerate(text_of(name).split("\n"), start=1):  # and at no other separator
        if line.strip():
            yield Place(shown(name), number), line


def text_of(name: str) -> str:
    """The text of a file, or of standard input.

    Raises:
        InputError: it can't be read.
    """
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{shown(name)}: must be UTF-8 text") from None
    return text.removeprefix(MARK)


def shown(name: str) -> str:
    """What a message calls a file."""
    return "standard input" if name == "-" else name
