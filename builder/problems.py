"""A fault in the content, and the place where its author must look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

FEW = 4  # places of one mistake; one more says how many there are


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of problems that one mistake makes the first; the last of them says how many there are."""
    found = list(problems)
    yield from found[:FEW]
    if len(found) > FEW:
        last, hidden = found[FEW], len(found) - FEW - 1
        rest = f" (and {hidden:,} more, perhaps from one mistake)" if hidden else ""
        yield replace(last, message=f"{last.message}{rest}")


class ContentError(Exception):
    """Content that can't be built; carries every problem that was found.

    Faults of records come first, those between records after them: one may follow from another.
    """

    def __init__(self, *groups: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(each for group in groups for each in sorted(group)))
        super().__init__(f"{len(self.problems)} problems in content")


class StepError(Exception):
    """A step of the build that failed for a reason outside the content."""
