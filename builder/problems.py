"""A fault in the content, and the place where its author must look."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ContentError(Exception):
    """Content that can't be built; carries every problem that was found.

    Faults of records come first, those between records after them: one may follow from another.
    """

    def __init__(self, *groups: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(each for group in groups for each in sorted(group)))
        super().__init__(f"{len(self.problems)} problems in content")


class StepError(Exception):
    """A step of the build that failed for a reason outside the content."""
