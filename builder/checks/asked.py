"""What the calculator says when it is asked to check words and choices, each question once.

A sentence changes more often than a number: where neither the knowledge nor the code is another,
an earlier build has asked already.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.content.knowledge import canonical_json
from builder.remembered import Remembered, code_in

_ANSWERS = "answers"


class Asked:
    """Answers by question; all of them hold for one knowledge."""

    def __init__(self, remembered: Remembered | None = None, *, keep: bool = False) -> None:
        """Begin with what is remembered; `keep` says whether more of it may be."""
        self._remembered, self._may_keep = remembered, keep
        self._known: dict[str, Any] = (remembered and remembered.get(_ANSWERS)) or {}
        self._is_new = False

    def once[T](self, question: str, find: Callable[[], T]) -> T:
        """The answer to a question; it is plain text, a number or a truth."""
        if question not in self._known:
            self._known[question], self._is_new = find(), True
        answer: T = self._known[question]
        return answer

    def keep(self) -> None:
        """Remember all answers, if any of them is new and may be kept."""
        if self._remembered and self._may_keep and self._is_new:
            self._remembered.keep(_ANSWERS, self._known)


def asked_before(root: Path, data: Mapping[str, Any], *, keep: bool) -> Asked:
    """What was asked of this knowledge, in its JSON form, and of this code."""
    code = code_in(root / "calculator", root / "builder" / "checks")
    told = canonical_json(data).encode()
    return Asked(Remembered(root / "build" / "asked", [told, *code]), keep=keep)
