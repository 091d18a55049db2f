"""What the calculator asks, how it decides, and its worked examples."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from builder.content.records.base import (
    Answer,
    ApproachId,
    AssumptionId,
    Covers,
    Id,
    InputId,
    Line,
    MistakeId,
    Plain,
    Prose,
    Record,
    SourceId,
    TermId,
)
from builder.content.records.expected import Expectation

type Steps = Annotated[int, Field(ge=1, le=3)]


class Condition(Record):
    """One test of one input; all tests that are given must hold."""

    input: InputId
    equals: Answer = None
    any_of: list[bool | int | float | str] = []
    none_of: list[bool | int | float | str] = []
    below: float | AssumptionId | None = None
    at_least: float | AssumptionId | None = None
    unknown: bool | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "Condition":
        tests = (self.equals, self.below, self.at_least, self.unknown)
        if not (self.any_of or self.none_of or any(test is not None for test in tests)):
            raise ValueError("a condition needs a test: equals, any_of, none_of, below, ...")
        return self


class Choice(Record):
    """One value of a choice input."""

    value: str
    label: Plain
    help: str = ""


class Supposition(Record):
    """What an unknown input is taken to be, and why."""

    value: bool | int | float | str
    because: Line
    when: list[Condition] = []
    weighs: bool = False  # the decision rests on it too, and lists it
    per: InputId | None = None  # the value is that of each one of this


class OpenShares(Record):
    """How often each value is meant where nobody has said it."""

    of: dict[str, Annotated[float, Field(gt=0, le=1)]]
    when: list[Condition] = []


type _Listed = Literal["hosted_models", "accelerators", "open_models"]


class Input(Record):
    """One question to the reader."""

    id: Id
    label: Plain
    question: Plain
    help: Line
    kind: Literal["choice", "boolean", "integer", "number", "text"]
    suggests: Literal["", "model", "chip"] = ""
    unit: str = ""
    group: Plain
    order: int
    minimum: float | None = None
    maximum: float | None = None
    default: Answer = None
    choices: list[Choice] = []
    more: _Listed | None = None  # further choices: all of these
    term: TermId | None = None
    if_unknown: list[Supposition] = []
    open_shares: list[OpenShares] = []
    cheapest_test: Plain | None = None  # what would settle it, and what that takes
    also_searched: list[Plain] = []
    covers: Covers

    @model_validator(mode="after")
    def _answers_are_possible(self) -> "Input":
        """What may be answered is said as the kind of the input needs it."""
        values = [choice.value for choice in self.choices]
        if (self.kind == "choice") != bool(values or self.more):
            raise ValueError("choices are required where kind is choice, and only there")
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise ValueError(f"choices must differ, and '{twice[0]}' stands there twice")
        bounds = [bound for bound in (self.minimum, self.maximum) if bound is not None]
        if bounds and self.kind not in ("integer", "number"):
            raise ValueError(f"minimum and maximum are for numbers, and kind is {self.kind}")
        if bounds != sorted(bounds):
            raise ValueError("minimum must be at most maximum")
        return self


class Rule(Record):
    """A finding of the sources, as conditions and effects."""

    id: Id
    when: list[Condition]  # empty: always
    rules_out: list[ApproachId] = []
    insufficient: list[ApproachId] = []
    proves: list[ApproachId] = []
    supports: dict[ApproachId, Steps] = {}  # its chance to suffice rises by so many steps of odds
    doubts: dict[ApproachId, Steps] = {}
    recommended: list[ApproachId] = []  # warnings and plans: only where one of these was chosen
    warns: bool = False
    measures: bool = False
    start_with: ApproachId | None = None
    climb_to: ApproachId | None = None
    for_money: bool = False  # nothing but the bill speaks for the climb: told where it may pay
    way: Plain | None = None  # a way inside the approach that is worth taking
    reason: Line
    sources: Annotated[list[SourceId], Field(min_length=1)]
    relax: Line | None = None
    mistake: MistakeId | None = None
    note: str = ""
    covers: Covers


class Task(Record):
    """Something that people want to build, in their words, and the answers that follow from it."""

    id: Id
    order: int
    label: Plain
    help: Plain
    inputs: dict[InputId, Answer]
    covers: Covers


class Scenario(Record):
    """A worked example: a situation, its inputs, and the approach that sources name for it."""

    id: Id
    title: Plain
    situation: Prose
    inputs: dict[InputId, Answer]
    not_counted: dict[str, Plain] = {}  # numbers of the situation that are no inputs, and why
    answer: ApproachId
    why: Line
    sources: Annotated[list[SourceId], Field(min_length=1)]
    default: bool = False  # the calculator page opens with it
    expect: list[Expectation] = []
    also_searched: list[Plain] = []
    covers: Covers
