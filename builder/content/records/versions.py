"""Published versions of the data: what moved, so that old links and files keep working."""

from typing import Literal

from pydantic import model_validator

from builder.content.records.base import Answer, Day, Id, InputId, Line, Plain, Prose, Record

Name = Plain  # it may be gone, so it is no reference


class Moved(Record):
    """An id that was published and is no longer there."""

    kind: Literal["input", "number", "choice"]
    was: Name  # an input's id, a number's name, or a value of the input `of`
    of: InputId | None = None
    now: Answer = None  # nothing takes its place where it is left out
    why: Line

    @model_validator(mode="after")
    def _choice_has_an_input(self) -> "Moved":
        if (self.kind == "choice") != (self.of is not None):
            raise ValueError("of names the input of a choice, and stands with choices only")
        return self


class Version(Record):
    """One published version of the data."""

    id: Id
    as_of: Day
    summary: Prose
    moved: list[Moved] = []
    defaults: dict[InputId, Answer] = {}  # what inputs opened with before; links leave those out
