"""Small calculators beside the large one: what they ask."""

from typing import Annotated

from pydantic import Field, model_validator

from builder.content.records.base import Answer, Covers, Id, Line, Plain, Prose, Record
from builder.content.records.decision import Input


class Repeated(Record):
    """Inputs that are asked several times, a row each; a row holds what the page opens with."""

    label: Plain
    question: Plain
    help: Line
    rows: Annotated[list[dict[str, Answer]], Field(min_length=1)]
    asks: Annotated[list[Input], Field(min_length=1)]

    @model_validator(mode="after")
    def _rows_fill_inputs(self) -> "Repeated":
        known = {each.id for each in self.asks}
        unknown = {key for row in self.rows for key in row} - known
        if unknown:
            raise ValueError(f"rows may only fill {', '.join(sorted(known))}")
        return self


class Tool(Record):
    """A small calculator."""

    id: Id
    title: Plain
    order: int
    summary: Prose
    reading: Prose  # how to read the answer, and when it misleads
    asks: Annotated[list[Input], Field(min_length=1)]
    repeated: Repeated | None = None
    also_searched: list[Plain] = []
    covers: Covers
