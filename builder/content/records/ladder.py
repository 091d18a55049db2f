"""Records about the nine approaches: each one, two side by side, all by aspect."""

from typing import Annotated

from pydantic import Field

from builder.content.records.base import (
    Answer,
    ApproachId,
    Covers,
    Id,
    InputId,
    Line,
    MistakeId,
    ModelId,
    Plain,
    Prose,
    Record,
    ScenarioId,
    TermId,
)
from builder.content.records.expected import Expectation


class Needs(Record):
    """What an approach needs."""

    data: Prose
    skills: Prose
    compute: Prose
    time: Prose


class Step(Record):
    """A neighbouring approach and when to move to it."""

    approach: ApproachId
    when: Prose


class FlowBox(Record):
    """A box of a picture: what it is, and a few words about it; both fit on a phone."""

    id: Id
    name: Annotated[str, Field(max_length=16)]
    note: Annotated[str, Field(max_length=20)]


class FlowArrow(Record):
    """What goes from one box to its neighbour."""

    source: Id
    target: Id
    words: Annotated[str, Field(max_length=20)]


class Flow(Record):
    """What of an approach is yours, what is others', and where data goes: rows of up to two."""

    yours: Annotated[list[list[FlowBox | None]], Field(min_length=1)]
    theirs: Annotated[list[list[FlowBox | None]], Field(min_length=1)]
    arrows: Annotated[list[FlowArrow], Field(min_length=2)]
    says: Line  # the same in a sentence: what leaves, what comes in


class Approach(Record):
    """One of the nine approaches, and its page."""

    id: Id
    name: Plain
    short: Annotated[str, Field(max_length=70)]  # what it is, beside the name
    order: Annotated[int, Field(ge=1, le=9)]
    summary: Prose  # the answer first: one to three sentences
    what_it_is: Prose
    flow: Flow
    settings: list[Line] = []  # values to start from, each with its source
    use_when: Annotated[list[Line], Field(min_length=2)]
    avoid_when: Annotated[list[Line], Field(min_length=2)]
    needs: Needs
    cost: Prose
    risks: Annotated[list[Line], Field(min_length=1)]
    mistakes: list[MistakeId] = []
    models: list[ModelId] = []
    examples: list[Line] = []
    up: Step | None = None
    down: Step | None = None
    scenarios: list[ScenarioId] = []
    expect: list[Expectation] = []
    terms: list[TermId] = []
    also_searched: list[Plain] = []
    covers: Covers


class Side(Record):
    """One side of a comparison."""

    name: Plain
    approach: ApproachId
    pros: Annotated[list[Line], Field(min_length=2)]
    cons: Annotated[list[Line], Field(min_length=2)]
    take_when: Annotated[list[Line], Field(min_length=2)]


class Turn(Record):
    """A change of the scenario after which the other side is the cheaper one."""

    change: dict[InputId, Answer]
    shows: Line


class Comparison(Record):
    """Two approaches side by side, with a verdict and its conditions."""

    id: Id
    title: Plain
    summary: Prose
    a: Side
    b: Side
    verdict: Prose
    disputed: list[Line] = []
    scenario: ScenarioId | None = None
    priced: Prose | None = None  # what the sums hold and leave out
    turn: Turn | None = None
    expect: list[Expectation] = []
    also_searched: list[Plain] = []
    covers: Covers


class Cell(Record):
    """One approach under one aspect."""

    text: Line


class Aspect(Record):
    """One row of the table that compares all nine approaches."""

    id: Id
    aspect: Plain
    order: int
    cells: dict[ApproachId, Cell]
    covers: Covers
